internal import JSON

/// The strings of a JSON array; empty where it is none.
func strings(ofJSONArray json: UnsafeBufferPointer<UInt8>) -> [String] {
  // Headings rarely hold anything to unescape, and then the text between the quotes is the string.
  guard json.contains(UInt8(ascii: "\\")) else { return unescapedStrings(json) }
  guard let value = try? JSONParser.parse(json) else { return [] }
  return value.arrayValue?.compactMap(\.stringValue) ?? []
}

private func unescapedStrings(_ json: UnsafeBufferPointer<UInt8>) -> [String] {
  var strings: [String] = []
  var start: Int?
  for index in json.indices where json[index] == UInt8(ascii: "\"") {
    if let open = start {
      strings.append(String(decoding: json[open..<index], as: UTF8.self))
      start = nil
    } else {
      start = index + 1
    }
  }
  return strings
}

/// The strings as a JSON array.
func jsonArray(of strings: [String]) -> [UInt8] {
  var writer = JSONWriter()
  writer.write(raw: "[")
  for (index, string) in strings.enumerated() {
    if index > 0 { writer.write(raw: ",") }
    writer.write(string)
  }
  writer.write(raw: "]")
  return writer.bytes
}
