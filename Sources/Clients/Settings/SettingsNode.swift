/// A value of a settings file, with the bytes that it stands in: JSON, JSON with comments and TOML alike.
package struct SettingsNode: Sendable {
  package enum Content: Sendable {
    case null
    case bool(Bool)
    /// As written.
    case number(String)
    case string(String)
    /// A date or time of TOML, as written.
    case date(String)
    case array([Element])
    case table([Member])
  }

  /// An element of an array.
  package struct Element: Sendable {
    package var value: SettingsNode
  }

  /// A key and its value.
  package struct Member: Sendable {
    package var key: String
    /// The key with its quotes.
    package var keyRange: Range<Int>
    package var value: SettingsNode
    /// Where the comma after the value stands; `nil` where there is none.
    package var commaOffset: Int?
  }

  package var content: Content
  /// From the first to the last byte of the value; of a TOML table that headers or dotted keys define, where its
  /// name first stands.
  package var range: Range<Int>
}

extension SettingsNode {
  /// The members in order, duplicates included; `nil` where this is no table.
  package var members: [Member]? {
    if case .table(let members) = content { members } else { nil }
  }

  /// The value of the last member of that name, as the parsers of clients see it.
  package subscript(key: String) -> SettingsNode? { member(key)?.value }

  /// The last member of that name.
  func member(_ key: String) -> Member? {
    members?.last { $0.key.utf8.elementsEqual(key.utf8) }
  }

  /// The value that a path of keys leads to.
  subscript(path path: some Sequence<String>) -> SettingsNode? {
    var node = self
    for key in path {
      guard let next = node[key] else { return nil }
      node = next
    }
    return node
  }

  var stringValue: String? {
    if case .string(let value) = content { value } else { nil }
  }

  var boolValue: Bool? {
    if case .bool(let value) = content { value } else { nil }
  }

  /// The nearest double of a number.
  var doubleValue: Double? {
    guard case .number(let text) = content else { return nil }
    return Double(text.filter { $0 != "_" })
  }

  /// The strings of an array that holds nothing else.
  var stringValues: [String]? {
    guard case .array(let elements) = content else { return nil }
    let strings = elements.compactMap(\.value.stringValue)
    return strings.count == elements.count ? strings : nil
  }

  var isNull: Bool {
    if case .null = content { true } else { false }
  }

  /// What the value is, for messages: `a string`.
  var kindName: String {
    switch content {
    case .null: "null"
    case .bool: "a Boolean"
    case .number: "a number"
    case .string: "a string"
    case .date: "a date"
    case .array: "an array"
    case .table: "a table"
    }
  }
}
