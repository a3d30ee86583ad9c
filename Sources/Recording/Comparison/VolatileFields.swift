import JSON

/// Which parts of a message may differ between two runs that are the same.
package struct VolatileFields: Sendable {
  /// Parts whose values may change while their types may not: a cursor that is now `null` is a difference.
  ///
  /// - The program's version.
  /// - Cursors, which are opaque.
  /// - Scores: their last digits depend on the machine, and the order of results shows what matters of them.
  /// - Hashes of pages: they change with any other part of the page; what is quoted is compared itself.
  private static let opaque = [
    "/result/serverInfo/version", "/result/_meta/io.modelcontextprotocol~1serverInfo/version",
    "/**/next", "/**/nextCursor", "/**/score", "/**/content_hash",
  ].compactMap(PointerPattern.init)

  /// Notifications that depend on how fast the machine is.
  private static let volatileMethods = ["notifications/progress"]

  private let ignored: [PointerPattern]

  /// - Parameter ignored: parts that do not matter at all.
  package init(ignoring ignored: [PointerPattern] = []) {
    self.ignored = ignored
  }

  /// Whether a notification may come or not.
  func includes(notification method: String) -> Bool {
    Self.volatileMethods.contains(method)
  }

  /// The message with what may differ replaced by a name for it, and texts that are JSON taken apart.
  func settled(_ message: JSONValue) -> JSONValue {
    settled(message, at: []) ?? .null
  }

  /// - Returns: `nil` for what does not matter.
  private func settled(_ value: JSONValue, at path: [String]) -> JSONValue? {
    if ignored.contains(where: { $0.matches(path) }) { return nil }
    if !value.isNull, Self.opaque.contains(where: { $0.matches(path) }) {
      return .string("any \(value.typeName)")
    }
    switch value {
    case .array(let elements):
      return .array(
        elements.enumerated().map { settled($1, at: path + ["\($0)"]) ?? .null })
    case .object(let object):
      let object = path == ["result"] ? withoutStatus(withoutMirrors(object)) : object
      return .object(
        object.members.compactMap { member in
          settled(member.value, at: path + [member.key]).map { .init(key: member.key, value: $0) }
        })
    case .string(let text) where path.last == "text":
      guard let parts = Self.structure(of: text) else { return value }
      return settled(parts, at: path)
    default:
      return value
    }
  }

  /// The result without what it says of how long the call has waited.
  private func withoutStatus(_ result: JSONObject) -> JSONObject {
    guard var meta = result["_meta"]?.objectValue, meta["status"] != nil else { return result }
    var result = result
    meta.members.removeAll { $0.key == "status" }
    if meta.members.isEmpty {
      result.members.removeAll { $0.key == "_meta" }
    } else {
      result["_meta"] = .object(meta)
    }
    return result
  }

  /// The result of a tool without the repetition of its structured content as text.
  private func withoutMirrors(_ result: JSONObject) -> JSONObject {
    guard let structured = result["structuredContent"],
      let blocks = result["content"]?.arrayValue
    else { return result }
    var result = result
    result["content"] = .array(
      blocks.map { block in
        guard var object = block.objectValue, let text = object["text"]?.stringValue,
          Self.structure(of: text) == structured
        else { return block }
        object["text"] = "the structured content"
        return .object(object)
      })
    return result
  }

  /// The object or array that a text holds.
  private static func structure(of text: String) -> JSONValue? {
    guard text.utf8.first == UInt8(ascii: "{") || text.utf8.first == UInt8(ascii: "[") else {
      return nil
    }
    return try? JSONParser.parse(text)
  }
}
