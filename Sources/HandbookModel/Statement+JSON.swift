package import JSON
package import SQLite

extension Statement {
  /// Binds a JSON value as SQL spells it: integers as integers where they fit, arrays and objects as
  /// their JSON text.
  package func bind(_ value: JSONValue, to index: Int) throws(DatabaseError) {
    switch value {
    case .null: try bindNull(to: index)
    case .bool(let value): try bind(value, to: index)
    case .number(let number):
      if let integer = number.intValue {
        try bind(integer, to: index)
      } else {
        try bind(number.doubleValue, to: index)
      }
    case .string(let text): try bind(text, to: index)
    case .array, .object: try bind(utf8: value.encoded, to: index)
    }
  }
}
