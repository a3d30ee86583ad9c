import JSON
import JSONSchema
import Testing

struct JSONSchemaTests {
  private static let document: JSONValue = [
    "$defs": [
      "name": ["type": "string"],
      "a/b~c %": ["$anchor": "odd", "type": "integer"],
      "tree": [
        "properties": ["value": ["$ref": "#/$defs/name"], "next": ["$ref": "#/$defs/tree"]],
        "additionalProperties": false,
      ],
      "resource": [
        "$id": "https://example.com/resource", "$ref": "#/$defs/inner",
        "$defs": ["inner": ["const": 1]],
      ],
    ]
  ]

  @Test func errorsSayWhereInValueAndSchema() throws {
    let schema = try JSONSchema(Self.document, at: "/$defs/tree")
    #expect(
      schema.validate(["next": ["next": ["value": 1, "a/b": 2]]]) == [
        ValidationError(
          instancePath: "/next/next/value", schemaPath: "/$defs/name/type",
          message: "next.next.value: 1 is an integer, expected a string"),
        ValidationError(
          instancePath: "/next/next/a~1b", schemaPath: "/$defs/tree/additionalProperties",
          message: #"next.next["a/b"]: unknown property; known are "value", "next""#),
      ])
  }

  @Test(
    arguments: [
      ("#/$defs/name", "x"), ("#/$defs/a~1b~0c%20%25", 1), ("#odd", 1), ("#", nil),
      ("https://example.com/resource", 1), ("https://example.com/resource#/$defs/inner", 1),
    ] as [(String, JSONValue)])
  func followsReferences(reference: String, valid: JSONValue) throws {
    guard case .object(var document) = Self.document else { return }
    document["properties"] = ["x": ["$ref": .string(reference)]]
    let schema = try JSONSchema(.object(document))
    #expect(schema.validate(["x": valid]) == [])
    if reference != "#" { #expect(!schema.isValid(["x": []])) }
  }

  @Test func inDraft7NothingStandsBesideAReference() throws {
    let text =
      ##"{"definitions": {"a": {}}, "properties": {"x": {"$ref": "#/definitions/a", "type": "string"}}}"##
    var schema = try JSONParser.parse(text)
    #expect(try !JSONSchema(schema).isValid(["x": 1]))
    if case .object(var object) = schema {
      object["$schema"] = "http://json-schema.org/draft-07/schema#"
      schema = .object(object)
    }
    #expect(try JSONSchema(schema).isValid(["x": 1]))
  }

  @Test(
    arguments: [
      ("1", "a schema is an object or a Boolean"),
      (#"{"properties": {"a": null}}"#, "/properties/a: a schema is an object or a Boolean"),
      (#"{"type": "int"}"#, #"/type: unknown type "int"; did you mean "integer"?"#),
      (#"{"type": "uuid"}"#, #"/type: unknown type "uuid""#),
      (#"{"type": 1}"#, "/type: expected a type name or an array of them"),
      (#"{"type": []}"#, "/type: expected a type name or an array of them"),
      (#"{"type": ["string", 1]}"#, "/type: expected type names"),
      (#"{"enum": "a"}"#, "/enum: expected an array"),
      (#"{"minimum": "1"}"#, "/minimum: expected a number"),
      (#"{"multipleOf": 0}"#, "/multipleOf: expected a number above 0"),
      (#"{"minLength": -1}"#, "/minLength: expected an integer from 0 on"),
      (#"{"maxItems": 1.5}"#, "/maxItems: expected an integer from 0 on"),
      (#"{"uniqueItems": 1}"#, "/uniqueItems: expected true or false"),
      (#"{"pattern": "(a"}"#, "/pattern: invalid pattern (a: '(' is not closed at character 1"),
      (
        #"{"patternProperties": {"(?=a)": {}}}"#,
        "/patternProperties/(?=a): invalid pattern (?=a): look-around is not supported at character 3"
      ),
      (#"{"format": 1}"#, "/format: expected a string"),
      (#"{"items": [{}]}"#, "/items: expected a schema; use prefixItems for one schema per item"),
      (#"{"prefixItems": []}"#, "/prefixItems: expected an array that is not empty"),
      (#"{"anyOf": {}}"#, "/anyOf: expected an array that is not empty"),
      (#"{"allOf": [{"a": 1}, 2]}"#, "/allOf/1: a schema is an object or a Boolean"),
      (#"{"properties": []}"#, "/properties: expected an object"),
      (#"{"required": true}"#, "/required: expected an array"),
      (#"{"required": ["a", 1]}"#, "/required: expected an array of strings"),
      (#"{"dependentRequired": {"a": "b"}}"#, "/dependentRequired/a: expected an array"),
      (
        #"{"$defs": {"a/b": {"type": 1}}}"#,
        "/$defs/a~1b/type: expected a type name or an array of them"
      ),
      (##"{"$ref": "#/$defs/a"}"##, ##"/$ref: "#/$defs/a" leads nowhere in this document"##),
      (##"{"$ref": "#a"}"##, ##"/$ref: "#a" leads nowhere in this document"##),
      (
        ##"{"$ref": "#/allOf/01", "allOf": [{}, {}]}"##,
        ##"/$ref: "#/allOf/01" leads nowhere in this document"##
      ),
      (#"{"$ref": "other.json"}"#, #"/$ref: "other.json" leads out of this document"#),
      (##"{"$ref": "#"}"##, "the reference leads back to itself"),
      (
        ##"{"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"anyOf": [{"$ref": "#/$defs/a"}]}}}"##,
        "/$defs/a: the reference leads back to itself"
      ),
      (
        ##"{"items": {"$id": "x"}, "not": {"$dynamicRef": "#y"}}"##,
        ##"/not/$dynamicRef: "#y" is dynamic, which is not supported in a document with several $id"##
      ),
    ])
  func refuses(schema: String, message: String) throws {
    let schema = try JSONParser.parse(schema)
    let error = #expect(throws: JSONSchemaError.self) { try JSONSchema(schema) }
    #expect(error?.description == message)
  }

  @Test(arguments: ["/nowhere", "$defs", "/$defs/tree/properties/2", "/$defs/~2"])
  func refusesAPartThatIsNotThere(pointer: String) {
    let error = #expect(throws: JSONSchemaError.self) {
      try JSONSchema(Self.document, at: pointer)
    }
    #expect(error?.description == "\(pointer): the document has no such part")
  }
}
