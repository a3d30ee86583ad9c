package import JSON

/// A kind of fact that a handbook holds, declared in `taxonomy.yaml`: a team, an integration vector, a rule.
package struct Kind: Sendable {
  /// A column of the kind's table.
  package struct Field: Sendable {
    package enum ValueType: String, Sendable, CaseIterable {
      case text, integer, boolean
      /// A JSON array of strings.
      case list
    }

    /// snake_case.
    package var name: String
    package var type: ValueType
    package var description: String

    package init(name: String, type: ValueType, description: String) {
      self.name = name
      self.type = type
      self.description = description
    }
  }

  /// Singular, snake_case: `vector`.
  package var name: String
  /// The table, plural: `vectors`.
  package var table: String
  package var description: String
  /// The kind's own fields. Every table also has, before them, `position` (1-based, in page and document
  /// order), and after them `page`, `section` (heading path as a JSON array), `first_line`, `last_line`, `revision` and `is_newest`.
  package var fields: [Field]

  package init(name: String, table: String, description: String, fields: [Field]) {
    self.name = name
    self.table = table
    self.description = description
    self.fields = fields
  }
}

/// One fact of a kind, with the place that it was read from.
package struct KindRow: Sendable, Equatable {
  /// The name of the kind.
  package var kind: String
  /// One value for each field of the kind, in their order; `null` where the page says nothing.
  package var values: [JSONValue]
  /// The path of the page's file.
  package var page: String
  /// The heading path of the section; empty for text before the first heading.
  package var section: [String]
  /// 1-based.
  package var lines: ClosedRange<Int>

  package init(
    kind: String, values: [JSONValue], page: String, section: [String], lines: ClosedRange<Int>
  ) {
    self.kind = kind
    self.values = values
    self.page = page
    self.section = section
    self.lines = lines
  }
}
