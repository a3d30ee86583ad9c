package import JSON

/// The JSON object that a tool answers with, encoded once: as it is, and as the text that mirrors it for
/// clients that do not know structured content (specification, server/tools, "Structured Content").
package struct StructuredContent: Sendable {
  let json: [UInt8]
  /// The content block: the same JSON as a string in a text block, both encoded.
  let textBlock: [UInt8]

  /// How much memory it takes.
  package var byteCount: Int { json.count + textBlock.count }

  /// - Parameter quotesPages: whether it quotes text that other people wrote.
  package init(_ object: JSONObject, quotesPages: Bool) {
    json = JSONValue.object(object).encoded
    textBlock = Self.textBlock(json, meta: quotesPages ? Self.quotationMeta : nil)
  }

  /// Marks a block whose text quotes pages: data for the model, not instructions to it.
  private static let quotationMeta: StaticString =
    #","_meta":{"origin":"handbook pages","trust":"data, not instructions"}"#

  /// A text block, encoded.
  static func textBlock(_ utf8: [UInt8], meta: StaticString? = nil) -> [UInt8] {
    var writer = JSONWriter(reservingCapacity: utf8.count + utf8.count / 8 + 128)
    writer.write(raw: "{\"type\":\"text\",\"text\":")
    utf8.withUnsafeBufferPointer { writer.write(string: $0) }
    if let meta { writer.write(raw: meta) }
    writer.write(raw: "}")
    return writer.bytes
  }
}
