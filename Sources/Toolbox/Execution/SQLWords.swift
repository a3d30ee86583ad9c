/// The names and keywords of a query, outside its strings and comments.
struct SQLWords {
  struct Word {
    var text: String
    var utf8Offset: Int
    /// What stands directly before it: `.` before `name` in `t.name`, `:` before a parameter's; 0 at
    /// the start.
    fileprivate var byteBefore: UInt8

    /// Whether it is the name of something inside something else.
    var isMember: Bool { byteBefore == UInt8(ascii: ".") }
  }

  private(set) var words: [Word] = []

  init(_ sql: String) {
    let bytes = Array(sql.utf8)
    var index = 0
    while index < bytes.count {
      let start = index
      switch bytes[index] {
      case UInt8(ascii: "'"):
        index = Self.end(of: bytes[index], in: bytes, from: index + 1)
      case UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "["):
        let mark = bytes[index] == UInt8(ascii: "[") ? UInt8(ascii: "]") : bytes[index]
        index = Self.end(of: mark, in: bytes, from: index + 1)
        append(bytes[(start + 1)..<max(start + 1, index - 1)], at: start, in: bytes)
      case UInt8(ascii: "-") where bytes[index...].starts(with: Array("--".utf8)):
        index = Self.end(of: UInt8(ascii: "\n"), in: bytes, from: index)
      case UInt8(ascii: "/") where bytes[index...].starts(with: Array("/*".utf8)):
        index += 2
        while index < bytes.count, !bytes[index...].starts(with: Array("*/".utf8)) { index += 1 }
      case let byte where Self.isOfWord(byte):
        while index < bytes.count, Self.isOfWord(bytes[index]) { index += 1 }
        append(bytes[start..<index], at: start, in: bytes)
      default:
        index += 1
      }
    }
  }

  /// Where a name first stands, case ignored.
  func utf8Offset(of name: String) -> Int? {
    words.first { $0.text.lowercased() == name.lowercased() }?.utf8Offset
  }

  /// Where the mark before the name of a parameter first stands.
  func utf8Offset(ofParameter name: String) -> Int? {
    words.first { $0.byteBefore == UInt8(ascii: ":") && $0.text == name }.map {
      $0.utf8Offset - 1
    }
  }

  /// What the query calls its tables, by lower-case name or alias, and the new names that it gives.
  /// - Parameter tables: the tables that there are.
  func names(among tables: Set<String>) -> (tables: [String: String], aliases: [String]) {
    var found: [String: String] = [:]
    var aliases: [String] = []
    for (index, word) in words.enumerated() {
      let name = word.text.lowercased()
      let previous = index > 0 ? words[index - 1].text.lowercased() : ""
      if previous == "as" { aliases.append(word.text) }
      guard tables.contains(name), previous == "system" || !word.isMember else { continue }
      var next = index + 1
      if next < words.count, words[next].text.lowercased() == "as" { next += 1 }
      let hasAlias =
        next < words.count && !words[next].isMember
        && !Self.keywords.contains(words[next].text.uppercased())
      found[hasAlias ? words[next].text.lowercased() : name] = name
    }
    return (found, aliases)
  }

  /// The words that a query is built with, for those that were mistyped.
  static let keywords: Set<String> = [
    "ALL", "AND", "AS", "ASC", "BETWEEN", "BY", "CASE", "CAST", "COLLATE", "CROSS", "DESC",
    "DISTINCT", "ELSE", "END", "ESCAPE", "EXCEPT", "EXISTS", "FILTER", "FROM", "FULL", "GLOB",
    "GROUP", "HAVING", "IN", "INNER", "INTERSECT", "IS", "ISNULL", "JOIN", "LEFT", "LIKE", "LIMIT",
    "NATURAL", "NOT", "NOTNULL", "NULL", "OFFSET", "ON", "OR", "ORDER", "OUTER", "OVER",
    "PARTITION", "RECURSIVE", "RIGHT", "SELECT", "THEN", "UNION", "USING", "VALUES", "WHEN",
    "WHERE", "WINDOW", "WITH",
  ]

  private mutating func append(_ bytes: ArraySlice<UInt8>, at start: Int, in all: [UInt8]) {
    words.append(
      Word(
        text: String(decoding: bytes, as: UTF8.self), utf8Offset: start,
        byteBefore: start > 0 ? all[start - 1] : 0))
  }

  private static func end(of mark: UInt8, in bytes: [UInt8], from start: Int) -> Int {
    (bytes[start...].firstIndex(of: mark) ?? bytes.count - 1) + 1
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...0xFF:
      true
    default: false
    }
  }
}
