package import JSON

/// A tool as `tools/list` shows it.
package struct ToolDescription: Sendable, Equatable {
  /// Hints, not promises (specification, server/tools, "Tool annotations"), but true ones.
  package struct Annotations: Sendable, Equatable {
    package var isReadOnly: Bool
    package var isDestructive: Bool
    package var isIdempotent: Bool
    /// Whether it reaches beyond the handbook.
    package var isOpenWorld: Bool

    package init(isReadOnly: Bool, isDestructive: Bool, isIdempotent: Bool, isOpenWorld: Bool) {
      self.isReadOnly = isReadOnly
      self.isDestructive = isDestructive
      self.isIdempotent = isIdempotent
      self.isOpenWorld = isOpenWorld
    }
  }

  package var name: String
  package var title: String?
  package var description: String
  /// An object schema, JSON Schema 2020-12.
  package var inputSchema: JSONValue
  /// An object schema for `structuredContent`; `nil` where the result is plain text.
  package var outputSchema: JSONValue?
  package var annotations: Annotations

  package init(
    name: String, title: String?, description: String, inputSchema: JSONValue,
    outputSchema: JSONValue?, annotations: Annotations
  ) {
    self.name = name
    self.title = title
    self.description = description
    self.inputSchema = inputSchema
    self.outputSchema = outputSchema
    self.annotations = annotations
  }

  /// The `Tool` object of the schema, with what the revision knows.
  func json(for version: ProtocolVersion) -> JSONValue {
    var object: JSONObject = ["name": .string(name)]
    if version >= .june2025, let title { object.append("title", .string(title)) }
    object.append("description", .string(description))
    object.append("inputSchema", inputSchema)
    if version >= .june2025, let outputSchema { object.append("outputSchema", outputSchema) }
    if version >= .march2025 {
      object.append(
        "annotations",
        [
          "title": .string(title ?? name),
          "readOnlyHint": .bool(annotations.isReadOnly),
          "destructiveHint": .bool(annotations.isDestructive),
          "idempotentHint": .bool(annotations.isIdempotent),
          "openWorldHint": .bool(annotations.isOpenWorld),
        ])
    }
    return .object(object)
  }
}
