import JSON

/// Who the server is: name, version and what it says to the models that use it.
package struct Implementation: Sendable {
  package var name: String
  package var version: String
  package var title: String
  package var description: String
  /// Advice for the model on when to use which tool; clients cut it beyond about 2,000 characters.
  package var instructions: String

  package init(
    name: String, version: String, title: String, description: String, instructions: String
  ) {
    self.name = name
    self.version = version
    self.title = title
    self.description = description
    self.instructions = instructions
  }

  /// The `Implementation` object of the schema, with what the revision knows.
  func json(for version: ProtocolVersion) -> JSONValue {
    var object: JSONObject = ["name": .string(name), "version": .string(self.version)]
    if version >= .june2025 { object.append("title", .string(title)) }
    if version >= .november2025 { object.append("description", .string(description)) }
    return .object(object)
  }
}
