/// Where and why a value does not match a schema.
package struct ValidationError: Error, Equatable, Sendable {
  /// The JSON pointer to the offending part of the value; empty for the value itself.
  package var instancePath: String
  /// The JSON pointer to the keyword in the schema's document that says so.
  package var schemaPath: String
  /// One line for the one who sent the value: which part, what it holds and what was expected.
  /// `effort: "Lowest" is not one of "Low", "Medium", "High"; did you mean "Low"?`
  package var message: String

  package init(instancePath: String, schemaPath: String, message: String) {
    self.instancePath = instancePath
    self.schemaPath = schemaPath
    self.message = message
  }
}

extension ValidationError: CustomStringConvertible {
  package var description: String { message }
}
