import Testing

/// `type`, `enum`, `const`, and the keywords for numbers and strings.
struct ValueKeywordTests {
  private static let rows: [SchemaCase] = [
    .init("true", "1"), .init("{}", "null"), .init("false", "1", "1 is not allowed"),
    // type
    .init(#"{"type": "string"}"#, #""x""#),
    .init(#"{"type": "string"}"#, "5", "5 is an integer, expected a string"),
    .init(#"{"type": "string"}"#, "null", "null is given, expected a string"),
    .init(#"{"type": "integer"}"#, "2.0"), .init(#"{"type": "integer"}"#, "20e-1"),
    .init(#"{"type": "integer"}"#, "1.5", "1.5 is a number, expected an integer"),
    .init(#"{"type": "integer"}"#, #""5""#, #""5" is a string, expected an integer"#),
    .init(#"{"type": "number"}"#, "1"), .init(#"{"type": "number"}"#, "1.5"),
    .init(#"{"type": "number"}"#, "true", "true is a boolean, expected a number"),
    .init(#"{"type": "boolean"}"#, "0", "0 is an integer, expected a boolean"),
    .init(#"{"type": "null"}"#, "false", "false is a boolean, expected null"),
    .init(#"{"type": "object"}"#, "[1]", "[…] is an array, expected an object"),
    .init(#"{"type": "array"}"#, #"{"a":1}"#, "{…} is an object, expected an array"),
    .init(#"{"type": ["string", "null"]}"#, "null"),
    .init(
      #"{"type": ["null", "integer", "string"]}"#, "[]",
      "[] is an array, expected a string, an integer or null"),
    // enum
    .init(#"{"enum": ["Low", "Medium", "High"]}"#, #""Low""#),
    .init(
      #"{"enum": ["Low", "Medium", "High"]}"#, #""Lowest""#,
      #""Lowest" is not one of "Low", "Medium", "High"; did you mean "Low"?"#),
    .init(
      #"{"enum": ["Low", "Medium", "High"]}"#, #""none""#,
      #""none" is not one of "Low", "Medium", "High""#),
    .init(#"{"enum": [1, "a", null, [1, {"b": 2}]]}"#, #"[1.0, {"b": 2e0}]"#),
    .init(#"{"enum": [1, "a", null, [1]]}"#, "true", #"true is not one of 1, "a", null, [1]"#),
    .init(#"{"enum": ["a"]}"#, "7", #"7 is not "a""#),
    .init(#"{"enum": []}"#, "7", "7 is not allowed"),
    .init(#"{"type": "string", "enum": ["a", "b"]}"#, "7", #"7 is not one of "a", "b""#),
    .init(#"{"enum": ["\u00e9"]}"#, #""e\u0301""#, "\"e\u{301}\" is not \"é\""),
    // const
    .init(#"{"const": {"a": 1, "b": [2]}}"#, #"{"b": [2.0], "a": 1}"#),
    .init(#"{"const": 0}"#, "false", "false is not 0"),
    .init(#"{"const": null}"#, "0", "0 is not null"),
    .init(#"{"const": {"a": 1}}"#, #"{"a": 1, "b": 2}"#, #"{…} is not {"a":1}"#),
    // Bounds.
    .init(#"{"minimum": 1}"#, "1.0"),
    .init(#"{"minimum": 1}"#, "0", "0 is less than the minimum 1"),
    .init(#"{"minimum": 0.5}"#, "0.49", "0.49 is less than the minimum 0.5"),
    .init(#"{"minimum": 1}"#, #""0""#), .init(#"{"maximum": 50}"#, "50"),
    .init(#"{"maximum": 50}"#, "50.1", "50.1 is greater than the maximum 50"),
    .init(
      #"{"maximum": 9007199254740992}"#, "9007199254740993",
      "9007199254740993 is greater than the maximum 9007199254740992"),
    .init(#"{"exclusiveMinimum": 0}"#, "0.1"),
    .init(#"{"exclusiveMinimum": 0}"#, "0", "0 is not greater than 0"),
    .init(#"{"exclusiveMaximum": 1}"#, "0.9"),
    .init(#"{"exclusiveMaximum": 1}"#, "1.0", "1.0 is not less than 1"),
    .init(#"{"multipleOf": 0.01}"#, "19.99"),
    .init(#"{"multipleOf": 2}"#, "7", "7 is not a multiple of 2"),
    .init(
      #"{"minimum": 3, "multipleOf": 2}"#, "1", "1 is less than the minimum 3",
      "1 is not a multiple of 2"),
    // Lengths count scalars.
    .init(#"{"minLength": 2}"#, #""😀😀""#),
    .init(#"{"minLength": 2}"#, #""😀""#, #""😀" has 1 character, at least 2 expected"#),
    .init(#"{"minLength": 1}"#, #""""#, #""" has 0 characters, at least 1 expected"#),
    .init(#"{"minLength": 1}"#, "0"),
    .init(#"{"maxLength": 2}"#, #""😀😀""#),
    .init(#"{"maxLength": 2}"#, #""abc""#, #""abc" has 3 characters, at most 2 expected"#),
    .init(#"{"maxLength": 1}"#, #""e\u0301""#, "\"e\u{301}\" has 2 characters, at most 1 expected"),
    .init(#"{"maxLength": 9223372036854775807, "minLength": 0}"#, #""a""#),
    .init(
      #"{"maxLength": 3}"#, #""0123456789012345678901234567890123456789x""#,
      #""0123456789012345678901234567890123456789…" has 41 characters, at most 3 expected"#),
    // pattern and format
    .init(#"{"pattern": "^[a-z]+$"}"#, #""abc""#), .init(#"{"pattern": "b"}"#, #""abc""#),
    .init(#"{"pattern": "^a"}"#, "1"),
    .init(#"{"pattern": "^[a-z]+$"}"#, #""a\nb""#, #""a\nb" does not match the pattern ^[a-z]+$"#),
    .init(#"{"format": "email"}"#, #""no address""#),
    // Annotations and unknown keywords.
    .init(#"{"title": 1, "default": {}, "x-y": [], "contentEncoding": "base64"}"#, #""%""#),
  ]

  @Test(arguments: rows)
  func validates(_ row: SchemaCase) throws {
    try row.check()
  }
}
