import SQLite

/// What an error of SQLite is about, read from its message.
struct SQLErrorSubject {
  enum Kind {
    case table, column, ambiguousColumn, function, refusedTable, refusedFunction, syntax, pattern
  }

  let kind: Kind
  /// The name or word in question; empty where there is none.
  let name: String

  /// How the messages begin, SQLite's and those of `Authorization`.
  private static let beginnings: [(text: String, kind: Kind)] = [
    ("no such table: ", .table), ("no such column: ", .column),
    ("ambiguous column name: ", .ambiguousColumn), ("no such function: ", .function),
    ("wrong number of arguments to function ", .function), ("the function ", .refusedFunction),
    ("the table ", .refusedTable), ("near ", .syntax), ("LIKE or GLOB pattern", .pattern),
  ]

  /// `nil` where the message is about something else.
  init?(_ error: DatabaseError) {
    let message = error.message
    guard let (text, kind) = Self.beginnings.first(where: { message.hasPrefix($0.text) }) else {
      return nil
    }
    self.kind = kind
    let rest = message.dropFirst(text.count).prefix { $0 != " " && $0 != "(" && $0 != ":" }
    name = kind == .pattern ? "" : String(rest.filter { $0 != "\"" && $0 != "'" })
  }

  /// The name without schema and table.
  var lastPart: String {
    name.split(separator: ".").last.map(String.init) ?? name
  }

  /// Whether the name is one that stands in the query as it is.
  var isNamed: Bool { kind != .syntax && kind != .pattern }
}
