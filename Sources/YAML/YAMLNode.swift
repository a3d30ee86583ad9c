package import Diagnostics
package import JSON

/// A value read from YAML, with the place where it was written.
package struct YAMLNode: Sendable {
  /// How a scalar was written; a quoted scalar is always a string.
  package enum ScalarStyle: Sendable, Equatable {
    case plain, singleQuoted, doubleQuoted, literal, folded
  }

  /// A key with its value.
  package struct Entry: Sendable {
    package var key: String
    /// Where the key begins.
    package var keyPosition: SourcePosition
    package var value: YAMLNode

    package init(key: String, keyPosition: SourcePosition, value: YAMLNode) {
      self.key = key
      self.keyPosition = keyPosition
      self.value = value
    }
  }

  /// What it is, resolved by the core schema of YAML 1.2.
  package enum Content: Sendable {
    case null
    case bool(Bool)
    /// A finite number in JSON's notation (`0o17` is 15 here); `.inf` and `.nan` are refused.
    case number(JSONNumber)
    case string(String, style: ScalarStyle)
    case sequence([YAMLNode])
    /// In order of appearance; keys are unique (a duplicate is an error) and strings as written
    /// (`1:` has the key "1").
    case mapping([Entry])
  }

  package var content: Content
  /// Where the node begins: its first character; for an empty value the place right after its `:` or `-`.
  package var position: SourcePosition

  package init(_ content: Content, at position: SourcePosition) {
    self.content = content
    self.position = position
  }
}

extension YAMLNode {
  /// The value of a key; `nil` where this is no mapping or has no such key.
  package subscript(key: String) -> YAMLNode? {
    guard case .mapping(let entries) = content else { return nil }
    // Nearly all keys that are asked for are not there, and nearly all have other lengths.
    let byteCount = key.utf8.count
    // By places: a copy of an entry would be counted and released.
    for place in entries.indices
    where entries[place].key.utf8.count == byteCount && entries[place].key == key {
      return entries[place].value
    }
    // Only beyond ASCII can one key be written in several ways.
    guard key.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// The entries, or `nil` where this is no mapping.
  package var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// The elements, or `nil` where this is no sequence.
  package var elements: [YAMLNode]? {
    if case .sequence(let elements) = content { elements } else { nil }
  }

  /// The string, or `nil` where this is none.
  package var string: String? {
    if case .string(let string, _) = content { string } else { nil }
  }

  /// The Boolean, or `nil` where this is none.
  package var bool: Bool? {
    if case .bool(let bool) = content { bool } else { nil }
  }

  /// The number as an `Int`, or `nil` where this is none.
  package var int: Int? {
    if case .number(let number) = content { number.intValue } else { nil }
  }

  /// Whether this is `null`, `~` or nothing at all.
  package var isNull: Bool {
    if case .null = content { true } else { false }
  }

  /// The kind in a reader's words: `a mapping`, `a sequence`, `a string`, `a number`, `a Boolean`, `nothing`.
  package var kindInWords: String {
    switch content {
    case .null: "nothing"
    case .bool: "a Boolean"
    case .number: "a number"
    case .string: "a string"
    case .sequence: "a sequence"
    case .mapping: "a mapping"
    }
  }

  /// The same value as JSON, places dropped.
  package var jsonValue: JSONValue {
    switch content {
    case .null: .null
    case .bool(let bool): .bool(bool)
    case .number(let number): .number(number)
    case .string(let string, _): .string(string)
    case .sequence(let elements): .array(elements.map(\.jsonValue))
    case .mapping(let entries):
      .object(JSONObject(entries.map { .init(key: $0.key, value: $0.value.jsonValue) }))
    }
  }
}
