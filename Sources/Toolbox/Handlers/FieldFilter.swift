import HandbookModel
import JSON
import SQLite

/// One condition on a field of a table, in the grammar that every tool shares.
///
/// Texts are compared without regard to the case of ASCII letters. On a list a condition asks for
/// one element that meets it.
struct FieldFilter {
  /// How a value is compared; the names are those that callers write.
  enum Operator: String, CaseIterable {
    case equals
    case notEquals = "not_equals"
    case contains
    case startsWith = "starts_with"
    case lessThan = "less_than"
    case lessOrEqual = "less_or_equal"
    case greaterThan = "greater_than"
    case greaterOrEqual = "greater_or_equal"
    case `in`
    case isSet = "is_set"
    case isNotSet = "is_not_set"
  }

  let field: TableDescription.Field
  let `operator`: Operator
  /// Bound, never written into the query; `nil` where the operator takes none.
  let value: JSONValue?

  /// - Parameter argument: the path of the filter in the arguments, for the message: `filters/0`.
  init(
    _ object: JSONObject, of table: TableDescription, at argument: String
  ) throws(FilterProblem) {
    let name = object["field"]?.stringValue ?? ""
    guard let field = table.field(named: name) else {
      throw FilterProblem(
        unknown(
          "\(argument)/field", name, "field", among: table.fields.map(\.name)))
    }
    self.field = field
    `operator` = object["operator"]?.stringValue.flatMap(Operator.init) ?? .equals
    switch `operator` {
    case .isSet, .isNotSet:
      value = nil
    case .in:
      guard let values = object["value"]?.arrayValue else {
        throw FilterProblem("\(argument)/value: 'in' needs an array of values")
      }
      var bound: [JSONValue] = []
      for value in values { bound.append(try Self.checked(value, for: field, at: argument)) }
      value = .array(bound)
    default:
      guard let given = object["value"], !given.isNull else {
        throw FilterProblem(
          "\(argument)/value: '\(`operator`.rawValue)' needs a value; to ask whether there is one "
            + "use 'is_set' or 'is_not_set'")
      }
      value = try Self.checked(given, for: field, at: argument)
    }
  }

  /// The value as the column holds it.
  private static func checked(
    _ value: JSONValue, for field: TableDescription.Field, at argument: String
  ) throws(FilterProblem) -> JSONValue {
    switch (field.type, value) {
    case (.integer, .number), (.text, .string), (.list, .string): return value
    case (.boolean, .bool(let bool)): return .integer(bool ? 1 : 0)
    case (.text, .number(let number)), (.list, .number(let number)): return .string(number.text)
    default:
      let expected =
        switch field.type {
        case .integer: "a number"
        case .boolean: "true or false"
        case .text, .list: "a string"
        }
      throw FilterProblem(
        "\(argument)/value: field '\(field.name)' needs \(expected), not \(value.text)")
    }
  }

  /// The condition, with `?` for the value.
  var sql: String {
    let column = quoted(field.name)
    guard field.type == .list else { return condition(on: column, isText: field.type == .text) }
    switch `operator` {
    case .isSet: return "(\(column) IS NOT NULL AND \(column) <> '[]')"
    case .isNotSet: return "(\(column) IS NULL OR \(column) = '[]')"
    case .notEquals:
      return "NOT EXISTS (SELECT 1 FROM json_each(\(column)) WHERE value = ? COLLATE NOCASE)"
    default:
      return "EXISTS (SELECT 1 FROM json_each(\(column)) WHERE "
        + condition(on: "value", isText: true) + ")"
    }
  }

  private func condition(on column: String, isText: Bool) -> String {
    let collation = isText ? " COLLATE NOCASE" : ""
    return switch `operator` {
    case .equals: "\(column) = ?\(collation)"
    case .notEquals: "\(column) IS NOT ?\(collation)"
    case .contains: "instr(lower(\(column)), lower(?)) > 0"
    case .startsWith: "instr(lower(\(column)), lower(?)) = 1"
    case .lessThan: "\(column) < ?\(collation)"
    case .lessOrEqual: "\(column) <= ?\(collation)"
    case .greaterThan: "\(column) > ?\(collation)"
    case .greaterOrEqual: "\(column) >= ?\(collation)"
    case .in: "\(column)\(collation) IN (SELECT value FROM json_each(?))"
    case .isSet: isText ? "(\(column) IS NOT NULL AND \(column) <> '')" : "\(column) IS NOT NULL"
    case .isNotSet: isText ? "(\(column) IS NULL OR \(column) = '')" : "\(column) IS NULL"
    }
  }
}

/// What is wrong with a filter, in a sentence for the caller.
struct FilterProblem: Error {
  let message: String

  init(_ message: String) {
    self.message = message
  }
}
