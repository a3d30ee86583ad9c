import JSON
import JSONSchema
import Testing

struct SchemaLimitTests {
  private static func nested(_ depth: Int, _ step: (JSONValue) -> JSONValue) -> JSONValue {
    (0..<depth).reduce(true) { inner, _ in step(inner) }
  }

  @Test func limitsTheDepthOfSchemas() throws {
    #expect(try JSONSchema(Self.nested(127) { ["items": $0] }).isValid([[[]]]))
    let error = #expect(throws: JSONSchemaError.self) {
      try JSONSchema(Self.nested(1_000) { ["not": $0] })
    }
    #expect(error?.reason == .nestingTooDeep(maximum: 128))
  }

  @Test func limitsChainsOfReferences() throws {
    func chain(_ length: Int) -> JSONValue {
      var definitions = JSONObject()
      for index in 0..<length {
        definitions.append("d\(index)", ["$ref": .string("#/$defs/d\(index + 1)")])
      }
      definitions.append("d\(length)", ["type": "string"])
      return ["$defs": .object(definitions), "$ref": "#/$defs/d0"]
    }
    #expect(try JSONSchema(chain(120)).validate(1).count == 1)
    let error = #expect(throws: JSONSchemaError.self) { try JSONSchema(chain(2_000)) }
    #expect(error?.reason == .nestingTooDeep(maximum: 128))
  }

  @Test func validatesRecursionAsDeepAsTheParserGoes() throws {
    let schema = try JSONSchema([
      "$defs": ["node": ["allOf": [["$ref": "#/$defs/list"]]], "list": ["items": ["$ref": "#"]]],
      "$ref": "#/$defs/node",
    ])
    #expect(schema.validate(Self.nested(128) { [$0] }) == [])
  }

  @Test func givesUpOnValuesThatAreTooDeep() throws {
    let schema = try JSONSchema(["items": ["$ref": "#"]])
    let errors = schema.validate(Self.nested(2_000) { [$0] })
    #expect(errors.map(\.message) == ["the value is too deep or too large to be validated"])
  }

  @Test func givesUpOnAlternativesThatMultiply() throws {
    // Each level doubles the work: 2^100 ways to find out that the innermost value is wrong.
    let branch: JSONValue = ["items": ["$ref": "#"]]
    let schema = try JSONSchema([
      "anyOf": [branch, branch], "not": ["const": true],
    ])
    let errors = schema.validate(Self.nested(100) { [$0] })
    #expect(errors.map(\.message) == ["the value is too deep or too large to be validated"])
  }

  @Test func reportsAHundredErrorsAtMost() throws {
    let schema = try JSONSchema(["items": ["type": "string"]])
    #expect(schema.validate(.array(Array(repeating: 1, count: 1_000))).count == 100)
  }
}
