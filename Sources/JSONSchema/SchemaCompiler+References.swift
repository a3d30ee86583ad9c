import JSON

extension SchemaCompiler {
  /// The node that a reference leads to.
  /// - Parameters:
  ///   - keyword: what holds the reference, `$ref` for instance.
  ///   - pointer: where the schema with that keyword stands.
  mutating func resolve(
    _ reference: String, _ keyword: String, at pointer: String
  ) throws(JSONSchemaError) -> Int {
    let place = JSONPointer.appending(keyword, to: pointer)
    let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let address = parts.first.map(String.init) ?? ""
    guard let fragment = percentDecoded(parts.count > 1 ? parts[1] : "") else {
      throw JSONSchemaError(.unknownReference(reference), at: place)
    }
    guard let resource = address.isEmpty ? resource(of: pointer) : names.resources[address] else {
      throw JSONSchemaError(.remoteReference(reference), at: place)
    }
    let isPointer = fragment.isEmpty || fragment.hasPrefix("/")
    guard
      let target = isPointer ? resource + fragment : names.anchors[resource + "#" + fragment],
      let tokens = JSONPointer.tokens(of: target), let schema = document.part(at: tokens)
    else { throw JSONSchemaError(.unknownReference(reference), at: place) }
    return node(at: target, schema)
  }

  /// The pointer of the innermost resource around a schema: the part whose `$id` its references
  /// start from.
  private func resource(of pointer: String) -> String {
    var innermost = ""
    var current = ""
    var value = document
    for token in JSONPointer.tokens(of: pointer) ?? [] {
      guard let part = value.part(at: token) else { break }
      value = part
      current = JSONPointer.appending(token, to: current)
      if value.resourceID != nil { innermost = current }
    }
    return innermost
  }
}

/// The text with `%22` and the like replaced; `nil` where it is not UTF-8 afterwards.
private func percentDecoded(_ text: Substring) -> String? {
  var bytes: [UInt8] = []
  var rest = text.utf8
  while let byte = rest.popFirst() {
    let digits = rest.prefix(2)
    if byte == UInt8(ascii: "%"), digits.count == 2, let text = String(digits),
      let decoded = UInt8(text, radix: 16)
    {
      bytes.append(decoded)
      rest.removeFirst(2)
    } else {
      bytes.append(byte)
    }
  }
  return String(validating: bytes, as: UTF8.self)
}
