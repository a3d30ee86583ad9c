import Testing

struct CombinatorTests {
  private static let shapes = #"""
    {"oneOf": [
      {"type": "object", "properties": {"kind": {"const": "circle"}, "radius": {"type": "number"}, "fill": {"enum": ["red", "blue"]}}, "required": ["kind", "radius"]},
      {"type": "object", "properties": {"kind": {"const": "square"}, "side": {"type": "number"}}, "required": ["kind", "side"]},
      {"type": "string"}
    ]}
    """#

  private static let rows: [SchemaCase] = [
    .init(#"{"allOf": [{"minimum": 1}, {"maximum": 3}]}"#, "2"),
    .init(
      #"{"allOf": [{"minimum": 1}, {"type": "string"}]}"#, "0", "0 is less than the minimum 1",
      "0 is an integer, expected a string"),
    .init(#"{"not": {"type": "string"}}"#, "1"),
    .init(#"{"not": {"type": "string"}}"#, #""a""#, #""a" is ruled out"#),
    .init(#"{"not": false}"#, "1"),
    // if, then, else
    .init(#"{"if": {"minimum": 10}, "then": {"multipleOf": 10}, "else": {"multipleOf": 2}}"#, "20"),
    .init(
      #"{"if": {"minimum": 10}, "then": {"multipleOf": 10}, "else": {"multipleOf": 2}}"#, "12",
      "12 is not a multiple of 10"),
    .init(
      #"{"if": {"minimum": 10}, "then": {"multipleOf": 10}, "else": {"multipleOf": 2}}"#, "3",
      "3 is not a multiple of 2"),
    .init(#"{"then": false, "else": false}"#, "3"), .init(#"{"if": true}"#, "3"),
    // anyOf and oneOf
    .init(#"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#, "null"),
    .init(
      #"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#, "1",
      "1 is an integer, expected a string or null"),
    .init(
      #"{"anyOf": [{"const": "a"}, {"enum": ["b", "c"]}]}"#, #""d""#,
      #""d" is not one of "a", "b", "c"; did you mean "a"?"#),
    .init(
      #"{"anyOf": [{"type": "string", "minLength": 2}, {"type": "integer"}]}"#, #""""#,
      #""" has 0 characters, at least 2 expected"#),
    .init(
      #"{"anyOf": [{"minimum": 5}, {"multipleOf": 2}]}"#, "3",
      "3 is less than the minimum 5 (in the closest of 2 alternatives)"),
    .init(
      #"{"anyOf": [false, false]}"#, "3", "3 is not allowed (in the closest of 2 alternatives)"),
    .init(#"{"oneOf": [{"minimum": 2}, {"maximum": 0}, {"multipleOf": 3}]}"#, "2"),
    .init(
      #"{"oneOf": [{"minimum": 2}, {"maximum": 0}, {"multipleOf": 3}]}"#, "6",
      "6 matches more than one alternative (1 and 3), exactly one expected"),
    // Alternatives that a property tells apart.
    .init(shapes, #"{"kind": "circle", "radius": 1}"#),
    .init(
      shapes, #"{"kind": "circle", "radius": "1", "fill": "rad"}"#,
      #"radius: "1" is a string, expected a number"#,
      #"fill: "rad" is not one of "red", "blue"; did you mean "red"?"#),
    .init(
      shapes, #"{"kind": "cirle", "radius": 1}"#,
      #"kind: "cirle" is not one of "circle", "square"; did you mean "circle"?"#),
    .init(shapes, "{}", #"missing property "kind" (in the closest of 3 alternatives)"#),
    .init(shapes, "5", "5 is an integer, expected a string or an object"),
    .init(
      #"{"properties": {"a": {"anyOf": [{"items": {"anyOf": [{"type": "string"}, {"type": "integer"}]}}, {"type": "null"}]}}}"#,
      #"{"a": [true]}"#, "a[0]: true is a boolean, expected a string or an integer"),
  ]

  @Test(arguments: rows)
  func validates(_ row: SchemaCase) throws {
    try row.check()
  }
}
