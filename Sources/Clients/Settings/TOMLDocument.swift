/// A TOML file (TOML 1.0, and the inline tables over several lines of 1.1): its statements with the bytes that
/// they stand in, and what they mean.
struct TOMLDocument {
  /// A line that says something.
  enum Statement {
    /// `[a.b]`, or `[[a.b]]`.
    case header(keys: [TOMLKey], isArray: Bool, range: Range<Int>)
    /// `a.b = value`, below a header with the path.
    case pair(table: [String], keys: [TOMLKey], value: SettingsNode)
  }

  private(set) var statements: [Statement] = []
  /// What the whole file means; `nil` where it says nothing.
  private(set) var root: SettingsNode?

  /// Reads a file.
  /// - Throws: `SettingsFault` for what is not TOML, keys and tables that are defined twice included.
  init(_ bytes: [UInt8]) throws(SettingsFault) {
    let tables = TOMLTable(.implicit, at: 0..<0)
    var open = tables
    var path: [String] = []
    var scanner = TOMLScanner(bytes)
    while let statement = try scanner.nextStatement(below: path) {
      statements.append(statement)
      switch statement {
      case .header(let keys, let isArray, _):
        open = try tables.open(keys, isArray: isArray)
        path = keys.map(\.text)
      case .pair(_, let keys, let value):
        try open.define(keys, as: value)
      }
    }
    if !statements.isEmpty { root = tables.node }
  }
}

/// One part of a key.
struct TOMLKey: Equatable {
  var text: String
  /// With its quotes.
  var range: Range<Int>
}
