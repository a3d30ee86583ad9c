import Diagnostics
import YAML

extension TaxonomyReader {
  /// Tables that every handbook has.
  static let reservedTables = [
    "pages", "sections", "links", "fields", "list_items", "table_rows", "questions", "kinds",
  ]
  /// Columns that every kind's table has.
  static let reservedFields = [
    "position", "page", "section", "first_line", "last_line", "revision", "is_newest",
  ]

  /// What later kinds and fields may refer to.
  struct Declared {
    var kinds: [Kind] = []
    /// Of the kind being read.
    var fields: [Kind.Field] = []
    /// The fields of the kinds whose values the kind being read builds on; `nil` where an error in its
    /// selectors leaves that open.
    var originFields: [String]?

    /// The fields of a kind; `nil` where there is none of that name.
    func fields(of kind: String) -> [Kind.Field]? {
      kinds.first { $0.name == kind }?.fields
    }
  }

  mutating func readKinds(_ node: YAMLNode) -> [KindRule] {
    guard let entries = node.entries else {
      error("'kinds' must be a mapping, not \(node.kindInWords)", at: node.position)
      return []
    }
    var rules: [KindRule] = []
    var declared = Declared()
    for entry in entries {
      let errorsBefore = errorCount
      let rule = readKind(entry, declared)
      // A kind with errors counts as declared, or every reference to it would be another error.
      if let rule { declared.kinds.append(rule.kind) }
      if let rule, errorCount == errorsBefore { rules.append(rule) }
    }
    return rules
  }

  private mutating func readKind(_ entry: YAMLNode.Entry, _ declared: Declared) -> KindRule? {
    checkName(entry.key, of: "kind", at: entry.keyPosition)
    let keys = ["table", "description", "find", "unique", "fields"]
    let what = "the kind '\(entry.key)'"
    guard let entries = entries(of: entry.value, named: what, keys: keys) else { return nil }
    var declared = declared
    let table = entries["table"].map { tableName($0, declared) } ?? entry.key + "s"
    if entries["table"] == nil { checkTable(table, at: entry.keyPosition, declared) }
    let description = description(in: entries, of: what, at: entry.keyPosition)

    var selectors: [Selector] = []
    if let find = entries["find"] {
      let errorsBefore = errorCount
      selectors = readSelectors(find, declared)
      if errorCount == errorsBefore {
        declared.originFields = selectors.flatMap { selector -> [String] in
          guard case .values(let kind, _) = selector else { return [] }
          return declared.fields(of: kind)?.map(\.name) ?? []
        }
      }
    } else {
      error("\(what) has no 'find': nothing says where its facts are", at: entry.keyPosition)
    }
    var fieldRules: [[FieldRule]] = []
    if let fields = entries["fields"] {
      fieldRules = readFields(fields, of: what, &declared)
    } else {
      error("\(what) has no 'fields'", at: entry.keyPosition)
    }
    let unique = entries["unique"].map { readUnique($0, declared.fields) } ?? []
    let kind = Kind(
      name: entry.key, table: table, description: description, fields: declared.fields)
    return KindRule(
      kind: kind, position: entry.keyPosition, selectors: selectors, fieldRules: fieldRules,
      uniqueFields: unique)
  }

  private mutating func readFields(
    _ node: YAMLNode, of what: String, _ declared: inout Declared
  ) -> [[FieldRule]] {
    guard let entries = node.entries else {
      error("the fields of \(what) must be a mapping, not \(node.kindInWords)", at: node.position)
      return []
    }
    if entries.isEmpty { error("\(what) must have at least one field", at: node.position) }
    var rules: [[FieldRule]] = []
    for entry in entries {
      checkName(entry.key, of: "field", at: entry.keyPosition)
      if Self.reservedFields.contains(entry.key) {
        error("every kind has a field '\(entry.key)' already", at: entry.keyPosition)
      }
      guard let (field, fieldRules) = readField(entry, declared) else { continue }
      declared.fields.append(field)
      rules.append(fieldRules)
    }
    return rules
  }

  private mutating func readField(
    _ entry: YAMLNode.Entry, _ declared: Declared
  ) -> (Kind.Field, [FieldRule])? {
    let what = "the field '\(entry.key)'"
    let keys = ["type", "description", "take"]
    guard let entries = entries(of: entry.value, named: what, keys: keys) else { return nil }
    var type = Kind.Field.ValueType.text
    if let node = entries["type"], let name = text(node, named: "'type'") {
      if let known = Kind.Field.ValueType(rawValue: name) {
        type = known
      } else {
        let types = Kind.Field.ValueType.allCases.map(\.rawValue)
        unknown("type", name, at: node.position, allowed: types)
      }
    }
    let description = description(in: entries, of: what, at: entry.keyPosition)
    var rules: [FieldRule] = []
    if let take = entries["take"] {
      rules = readFieldRules(take, declared)
    } else {
      error("\(what) has no 'take': nothing says what its value is", at: entry.keyPosition)
    }
    return (Kind.Field(name: entry.key, type: type, description: description), rules)
  }

  private mutating func readUnique(_ node: YAMLNode, _ fields: [Kind.Field]) -> [Int] {
    texts(node, named: "'unique'").compactMap { name in
      if let index = fields.firstIndex(where: { $0.name == name }) { return index }
      unknown("field", name, at: node.position, allowed: fields.map(\.name))
      return nil
    }
  }

  private mutating func description(
    in entries: [String: YAMLNode], of what: String, at position: SourcePosition
  ) -> String {
    guard let node = entries["description"] else {
      warning(
        "\(what) has no description", at: position,
        notes: ["agents read descriptions to choose among kinds and fields"])
      return ""
    }
    return text(node, named: "a description")?.trimmed() ?? ""
  }
}

// MARK: - Names

extension TaxonomyReader {
  private mutating func tableName(_ node: YAMLNode, _ declared: Declared) -> String {
    guard let table = text(node, named: "'table'") else { return "" }
    checkName(table, of: "table", at: node.position)
    checkTable(table, at: node.position, declared)
    return table
  }

  private mutating func checkTable(
    _ table: String, at position: SourcePosition, _ declared: Declared
  ) {
    if Self.reservedTables.contains(table) {
      error("every handbook has a table '\(table)' already", at: position)
    } else if let kind = declared.kinds.first(where: { $0.table == table }) {
      error("the kind '\(kind.name)' has the table '\(table)' already", at: position)
    }
  }

  /// Names become those of SQL tables and columns, so they are kept to what needs no quoting.
  private mutating func checkName(_ name: String, of what: String, at position: SourcePosition) {
    let isLetter = { (byte: UInt8) in (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
    let isName =
      name.utf8.first.map(isLetter) == true && name.utf8.count <= 48
      && name.utf8.allSatisfy {
        isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || $0 == UInt8(ascii: "_")
      }
    guard !isName else { return }
    error(
      "'\(name)' cannot be the name of a \(what)", at: position,
      notes: ["a name has up to 48 small letters, digits and underscores and begins with a letter"])
  }
}
