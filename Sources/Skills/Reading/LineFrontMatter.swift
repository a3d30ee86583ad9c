import JSON

/// Front matter that is no YAML, read line by line.
///
/// Many skills have a `: ` in an unquoted description, which YAML does not allow; clients show them all the
/// same. The keys of the standard are taken at the margin, with the indented lines below them; nothing else.
enum LineFrontMatter {
  static func read(_ lines: ArraySlice<UInt8>) -> JSONObject {
    var values = JSONObject()
    var key: String?
    var value: [String] = []
    func finish() {
      guard let key, key != FrontMatterKey.metadata, !values.contains(key) else { return }
      values.append(key, .string(unquoted(value.joined(separator: " ").trimmed)))
    }
    for line in String(decoding: lines, as: UTF8.self).split(whereSeparator: \.isNewline) {
      if line.first?.isWhitespace == true {
        value.append(String(line).trimmed)
      } else {
        finish()
        let colon = line.firstIndex(of: ":")
        key = colon.map { String(line[..<$0]).trimmed }.flatMap {
          FrontMatterKey.all.contains($0) ? $0 : nil
        }
        value = colon.map { [String(line[line.index(after: $0)...]).trimmed] } ?? []
        // The mark of a block of text is not a part of it.
        if let mark = value.first, [">", "|", ">-", "|-", ">+", "|+"].contains(mark) { value = [] }
      }
    }
    finish()
    return values
  }

  private static func unquoted(_ text: String) -> String {
    guard let quote = text.first, quote == "\"" || quote == "'" else { return text }
    let inner = text.dropFirst()
    return String(inner.last == quote ? inner.dropLast() : inner)
  }
}
