/// Something besides the handbook's own text that search finds: a tool, a skill.
package struct SearchDocument: Sendable, Equatable {
  /// What it is, the word to filter by: `tool`.
  package var kind: String
  /// What it is called by: `read_data`.
  package var name: String
  /// What people call it: `Read data`.
  package var title: String
  /// What it says of itself.
  package var text: String

  package init(kind: String, name: String, title: String, text: String) {
    self.kind = kind
    self.name = name
    self.title = title
    self.text = text
  }
}
