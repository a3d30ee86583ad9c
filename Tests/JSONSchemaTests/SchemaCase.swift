import JSON
import JSONSchema
import Testing

/// A schema, a value and what validating it says; nothing where the value is valid.
struct SchemaCase: Sendable, CustomTestStringConvertible {
  var schema: String
  var instance: String
  var messages: [String]

  init(_ schema: String, _ instance: String, _ messages: String...) {
    self.schema = schema
    self.instance = instance
    self.messages = messages
  }

  var testDescription: String { "\(schema) | \(instance)" }

  /// Validates and compares everything that is said.
  func check() throws {
    let schema = try JSONSchema(try JSONParser.parse(schema))
    let instance = try JSONParser.parse(instance)
    #expect(schema.validate(instance).map(\.message) == messages)
    #expect(schema.isValid(instance) == messages.isEmpty)
  }
}
