/// A file of environment variables: lines of `NAME=value`, blank lines and comments that begin with `#`.
/// Values may stand in quotes; `export` may stand before a name.
struct EnvironmentFile {
  private(set) var variables: [String: String] = [:]

  init(_ bytes: [UInt8]) {
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    for line in lines {
      var line = Self.trimmed(line)
      if line.hasPrefix("export ") { line = Self.trimmed(line.dropFirst("export ".count)) }
      guard !line.hasPrefix("#"), let equals = line.firstIndex(of: "=") else { continue }
      let name = Self.trimmed(line[..<equals])
      guard !name.isEmpty else { continue }
      variables[String(name)] = Self.value(Self.trimmed(line[equals...].dropFirst()))
    }
  }

  private static func value(_ text: Substring) -> String {
    if let quote = text.first, quote == "\"" || quote == "'",
      let end = text.dropFirst().firstIndex(of: quote)
    {
      return String(text[..<end].dropFirst())
    }
    // Without quotes a comment may follow.
    return String(trimmed(text.firstRange(of: " #").map { text[..<$0.lowerBound] } ?? text))
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
