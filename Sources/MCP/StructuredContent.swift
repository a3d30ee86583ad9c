package import JSON

/// The JSON object that a tool answers with, encoded once: as it is, and as the text that mirrors it for
/// clients that do not know structured content (specification, server/tools, "Structured Content").
package struct StructuredContent: Sendable {
  let json: [UInt8]
  /// The content block: the same JSON as a string in a text block, both encoded.
  let textBlock: [UInt8]

  /// How much memory it takes.
  package var byteCount: Int { json.count + textBlock.count }

  /// - Parameter origin: whose text it quotes; `nil` where it is the server's own.
  package init(_ object: JSONObject, origin: TextOrigin?) {
    json = JSONValue.object(object).encoded
    textBlock = Self.textBlock(json, origin: origin)
  }

  /// A text block, encoded.
  static func textBlock(_ utf8: [UInt8], origin: TextOrigin? = nil) -> [UInt8] {
    var writer = JSONWriter(reservingCapacity: utf8.count + utf8.count / 8 + 128)
    writer.write(raw: "{\"type\":\"text\",\"text\":")
    utf8.withUnsafeBufferPointer { writer.write(string: $0) }
    if let origin {
      writer.write(raw: ",\"_meta\":")
      writer.write(origin.meta)
    }
    writer.write(raw: "}")
    return writer.bytes
  }
}
