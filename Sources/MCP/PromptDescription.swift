import JSON

/// A prompt as `prompts/list` shows it (specification, server/prompts).
package struct PromptDescription: Sendable, Equatable {
  /// An argument; values are always strings.
  package struct Argument: Sendable, Equatable {
    package var name: String
    package var description: String?
    package var isRequired: Bool

    package init(name: String, description: String?, isRequired: Bool) {
      self.name = name
      self.description = description
      self.isRequired = isRequired
    }
  }

  package var name: String
  package var title: String?
  package var description: String
  package var arguments: [Argument]

  package init(name: String, title: String?, description: String, arguments: [Argument]) {
    self.name = name
    self.title = title
    self.description = description
    self.arguments = arguments
  }

  /// The `Prompt` object of the schema, with what the revision knows.
  func json(for version: ProtocolVersion) -> JSONValue {
    var object: JSONObject = ["name": .string(name)]
    if version >= .june2025, let title { object.append("title", .string(title)) }
    object.append("description", .string(description))
    if !arguments.isEmpty { object.append("arguments", .array(arguments.map(\.json))) }
    return .object(object)
  }
}

extension PromptDescription.Argument {
  fileprivate var json: JSONValue {
    var object: JSONObject = ["name": .string(name)]
    if let description { object.append("description", .string(description)) }
    object.append("required", .bool(isRequired))
    return .object(object)
  }
}
