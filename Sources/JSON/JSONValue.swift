/// A JSON value (RFC 8259) that survives a round trip exactly: members keep their order and
/// duplicates, numbers keep their text.
///
/// ```swift
/// let value: JSONValue = ["name": "MCP", "consumers": ["Codex", "Cursor"], "position": 1]
/// value["name"]?.stringValue  // "MCP"
/// ```
package enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

extension JSONValue {
  /// An object of the given members in the given order.
  package static func object(_ members: [JSONObject.Member]) -> JSONValue {
    .object(JSONObject(members))
  }

  /// A number with the given value.
  package static func integer(_ value: Int) -> JSONValue {
    .number(JSONNumber(value))
  }

  /// The string, or `nil` where this is no string.
  package var stringValue: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The Boolean, or `nil` where this is no Boolean.
  package var boolValue: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The number as an `Int`; `nil` where this is no number, has a fraction or is beyond the range.
  package var intValue: Int? {
    if case .number(let value) = self { value.intValue } else { nil }
  }

  /// The nearest `Double`, or `nil` where this is no number.
  package var doubleValue: Double? {
    if case .number(let value) = self { value.doubleValue } else { nil }
  }

  /// The elements, or `nil` where this is no array.
  package var arrayValue: [JSONValue]? {
    if case .array(let value) = self { value } else { nil }
  }

  /// The object, or `nil` where this is none.
  package var objectValue: JSONObject? {
    if case .object(let value) = self { value } else { nil }
  }

  /// Whether this is `null`.
  package var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// The value of a member; `nil` where this is no object or has no such member.
  package subscript(key: String) -> JSONValue? {
    if case .object(let object) = self { object[key] } else { nil }
  }

  /// The word JSON Schema has for this kind of value: `null`, `boolean`, `number`, `string`,
  /// `array` or `object`.
  package var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}

extension JSONValue: Equatable {
  /// Exact equality: strings by their Unicode scalars (Swift's `==` would take canonically
  /// equivalent ones as equal), numbers by their text, members in order.
  package static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): left.hasSameScalars(as: right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }
}

extension JSONValue: ExpressibleByArrayLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral,
  ExpressibleByStringInterpolation
{
  package init(arrayLiteral elements: JSONValue...) {
    self = .array(elements)
  }

  package init(booleanLiteral value: Bool) {
    self = .bool(value)
  }

  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements.map { .init(key: $0.0, value: $0.1) }))
  }

  package init(integerLiteral value: Int) {
    self = .number(JSONNumber(value))
  }

  package init(nilLiteral: ()) {
    self = .null
  }

  package init(stringLiteral value: String) {
    self = .string(value)
  }
}
