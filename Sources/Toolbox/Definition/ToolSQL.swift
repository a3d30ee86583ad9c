/// The text of a tool's query and what can be known of it without a database.
package struct ToolSQL: Sendable, Equatable {
  package var text: String
  /// The names of the parameters without their `:`, in the order in which SQLite numbers them:
  /// the first is number 1.
  package var parameterNames: [String]
  /// The tables that it names with their schema: `vectors` for `system.vectors`.
  package var tableNames: Set<String> = []

  /// What is wrong with a query, and where in its text.
  package struct Problem: Error, Equatable, Sendable {
    package enum Reason: Equatable, Sendable {
      case empty
      case notASelect(String)
      case severalStatements
      case unclosed(String)
      case unnamedParameter
      /// `@name`, `$name` and `#name`, which SQLite takes too.
      case otherParameterMark(String)
      /// `:name` with `::` or `(` directly behind it, which SQLite takes as a part of the name.
      case parameterSuffix(String)
      /// SQLite reads no further than a NUL.
      case nulCharacter
    }

    package var reason: Reason
    package var utf8Offset: Int
  }

  /// Scans a query.
  /// - Throws: `Problem` with the first thing that keeps it from being one `SELECT`. Whether SQLite
  ///   takes it is found out by preparing it.
  package init(_ text: String) throws(Problem) {
    var scanner = Scanner(bytes: Array(text.utf8))
    parameterNames = try scanner.scan()
    tableNames = scanner.tables
    self.text = text
  }
}

/// Walks over the tokens of a query, far enough to see parameters, statements and where text is
/// quoted: https://sqlite.org/lang_expr.html#varparam
private struct Scanner {
  let bytes: [UInt8]
  private var index = 0
  private var names: [String] = []
  private(set) var tables: Set<String> = []
  /// Whether anything stands before the first `;`, and where the statement ended.
  private var hasToken = false
  private var hasEnded = false

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func scan() throws(ToolSQL.Problem) -> [String] {
    if let offset = bytes.firstIndex(of: 0) { throw problem(.nulCharacter, at: offset) }
    while index < bytes.count {
      let start = index
      switch bytes[index] {
      case 0x09, 0x0A, 0x0C, 0x0D, 0x20:
        index += 1
      case 0xEF where peek(1) == 0xBB && peek(2) == 0xBF:
        // A byte order mark between tokens is white space for SQLite.
        index += 3
      case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"):
        index = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
        try skipComment()
      case UInt8(ascii: ";"):
        guard hasToken else { throw problem(.notASelect(";"), at: index) }
        hasEnded = true
        index += 1
      default:
        try token()
      }
      assert(index > start, "the scanner must advance")
    }
    guard hasToken else { throw ToolSQL.Problem(reason: .empty, utf8Offset: 0) }
    return names
  }

  private mutating func token() throws(ToolSQL.Problem) {
    let start = index
    guard !hasEnded else { throw problem(.severalStatements, at: start) }
    guard hasToken || (Self.isWordByte(bytes[index]) && bytes[index] != UInt8(ascii: "$")) else {
      throw problem(.notASelect(String(UnicodeScalar(bytes[index]))), at: start)
    }
    defer { hasToken = true }
    switch bytes[index] {
    case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
      try skipQuoted(until: bytes[index])
    case UInt8(ascii: "["):
      try skipQuoted(until: UInt8(ascii: "]"))
    case UInt8(ascii: "?"):
      throw problem(.unnamedParameter, at: start)
    case UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "$"), UInt8(ascii: "#"):
      index += 1
      let name = word()
      let hasColons = peek(0) == UInt8(ascii: ":") && peek(1) == UInt8(ascii: ":")
      guard !hasColons, name.isEmpty || peek(0) != UInt8(ascii: "(") else {
        throw problem(.parameterSuffix(name), at: start)
      }
      guard !name.isEmpty else { return }
      guard bytes[start] == UInt8(ascii: ":") else {
        throw problem(.otherParameterMark(name), at: start)
      }
      if !names.contains(name) { names.append(name) }
    case let byte where Self.isWordByte(byte):
      let word = word()
      guard hasToken || ["select", "with", "values"].contains(word.lowercased()) else {
        throw problem(.notASelect(word), at: start)
      }
      if word.lowercased() == "system", peek(0) == UInt8(ascii: ".") {
        index += 1
        let table = self.word()
        if !table.isEmpty { tables.insert(table.lowercased()) }
      }
    default:
      index += 1
    }
  }

  private mutating func word() -> String {
    let start = index
    while index < bytes.count, Self.isWordByte(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func skipQuoted(until end: UInt8) throws(ToolSQL.Problem) {
    let start = index
    index += 1
    while index < bytes.count {
      // A doubled quotation mark ends one string and begins the next, which comes to the same.
      if bytes[index] == end {
        index += 1
        return
      }
      index += 1
    }
    throw problem(.unclosed("quotation mark"), at: start)
  }

  private mutating func skipComment() throws(ToolSQL.Problem) {
    let start = index
    index += 2
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        index += 2
        return
      }
      index += 1
    }
    throw problem(.unclosed("comment"), at: start)
  }

  private func peek(_ distance: Int) -> UInt8? {
    index + distance < bytes.count ? bytes[index + distance] : nil
  }

  private func problem(_ reason: ToolSQL.Problem.Reason, at offset: Int) -> ToolSQL.Problem {
    ToolSQL.Problem(reason: reason, utf8Offset: offset)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...0xFF:
      true
    default: false
    }
  }
}
