import JSON
import JSONSchema
import TestSupport
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

  @Test func survivesMutatedSchemas() throws {
    let text = ##"""
      {"type":"object","$defs":{"a":{"enum":[1,"x"],"$anchor":"n"}},"properties":{"q":{"pattern":"^a+$","minLength":1},\##
      "k":{"$ref":"#/$defs/a"},"l":{"items":{"anyOf":[{"type":"integer","maximum":5},{"$ref":"#n"}]},"uniqueItems":true}},\##
      "required":["q"],"additionalProperties":false,"if":{"minProperties":2},"then":{"unevaluatedProperties":false}}
      """##
    let instance = try JSONParser.parse(#"{"q":"aaa","k":1,"l":[1,2,"x",7,7]}"#)
    let source = try JSONParser.parse(text)
    var random = SeededGenerator(seed: 42)
    for _ in 0..<3_000 {
      let mutated = Self.mutated(source, &random)
      if let schema = try? JSONSchema(mutated) {
        #expect(schema.isValid(instance) == schema.validate(instance).isEmpty, "\(mutated.text)")
      }
    }
  }

  /// The value with some parts replaced by others that stand elsewhere in schemas.
  private static func mutated(_ value: JSONValue, _ random: inout SeededGenerator) -> JSONValue {
    let parts: [JSONValue] = [
      true, false, nil, 0, -1, "x", "#", "string", [], ["string", "null"], [:], ["$ref": "#"],
      ["not": [:]], [[:], ["const": 1]], ["q": ["type": "array"]],
    ]
    if Int.random(in: 0..<30, using: &random) == 0 {
      return parts.randomElement(using: &random) ?? nil
    }
    switch value {
    case .array(let elements):
      return .array(elements.map { mutated($0, &random) })
    case .object(let object):
      return .object(object.members.map { .init(key: $0.key, value: mutated($0.value, &random)) })
    default:
      return value
    }
  }
}
