import JSON
import JSONSchema
package import TestSupport

extension FuzzTarget {
  /// A schema with values to validate, all in an array: a schema or a fault, and one verdict however it is asked for.
  package static let schema = FuzzTarget(
    "schema",
    samples: Samples.texts(
      ##"""
      [{"type":"object","$defs":{"a":{"enum":[1,"x"],"$anchor":"n"}},"properties":{"q":{"pattern":"^a+$","minLength":1},
      "k":{"$ref":"#/$defs/a"},"l":{"items":{"anyOf":[{"type":"integer","maximum":5},{"$ref":"#n"}]},"uniqueItems":true}},
      "required":["q"],"additionalProperties":false,"if":{"minProperties":2},"then":{"unevaluatedProperties":false}},
      {"q":"aaa","k":1,"l":[1,2,"x",7,7]}, 1, []]
      """##,
      ##"[{"$schema":"http://json-schema.org/draft-07/schema#","items":[{"$ref":"#"}]},[[1]]]"##),
    dictionary: jsonWords + schemaWords, grammar: Grammar(schemaRules)
  ) { bytes in
    guard case .array(let values)? = try? JSONParser.parse(bytes), let first = values.first,
      let schema = try? JSONSchema(first)
    else { return nil }
    for value in values.dropFirst().prefix(20) {
      let errors = schema.validate(value)
      if schema.isValid(value) != errors.isEmpty { return "two verdicts on \(value.text)" }
      if errors.count > 100 { return "\(errors.count) errors" }
    }
    return nil
  }

  /// A pattern and a text to find it in, a line each: never more than so much work.
  package static let pattern = FuzzTarget(
    "pattern",
    samples: Samples.texts(
      #"^(?:[a-z\d_-]{2,8}|(?<n>\u0041\p{L}+?)*)\.(x|y{1,}|[^\s\]]{0,3})\b$"# + "\nab.x",
      "^(a+)+$\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"),
    dictionary: [
      "\\", "[", "]", "(", ")", "{", "}", "|", "*", "+", "?", "^", "$", ".", "\\d", "\\w", "\\b",
      "\\p{L}", "\\u{1F600}", "\\x41", "(?:", "(?<n>", "(?=", "(?!", "{2,8}", "{0}", "{1,}", "a-z",
      "[^", "\\n", "\n", "\\cA", "\\1", "a", "é", "-",
    ],
    grammar: Grammar(patternRules)
  ) { bytes in
    let lines = String(decoding: bytes, as: UTF8.self).unicodeScalars.split(
      separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    do throws(PatternError) {
      let pattern = try Pattern(String(lines[0]))
      let text = lines.count > 1 ? String(lines[1]) : "ab-1.y"
      return pattern.matches(text) == pattern.matches(text) ? nil : "two answers"
    } catch {
      return (0...lines[0].count).contains(error.scalarOffset) ? nil : "outside: \(error)"
    }
  }

  private static let schemaWords = [
    "\"type\":", "\"$ref\":\"#\"", "\"$defs\":{", "\"items\":", "\"properties\":{", "\"not\":",
    "\"anyOf\":[", "\"oneOf\":[", "\"allOf\":[", "\"enum\":[", "\"const\":", "\"minimum\":",
    "\"multipleOf\":", "\"pattern\":\"", "\"if\":", "\"then\":", "\"else\":", "\"required\":[",
    "\"unevaluatedProperties\":", "\"unevaluatedItems\":", "\"prefixItems\":[", "\"contains\":",
    "\"minContains\":0", "\"uniqueItems\":true", "\"$anchor\":\"n\"", "\"$id\":\"x\"", "\"string\"",
    "\"$dynamicRef\":\"#n\"", "\"dependentSchemas\":{", "\"propertyNames\":", "1e400", "0.1",
  ]

  package static let schemaRules: [String: [String]] = [
    "start": [
      "[<schema>,<value>]", "[<schema>,<value>,<value>,<value>]",
      "[<document>,<value>,<value>,<value>]",
    ],
    "document": [
      ##"{"$defs":{"d":<schema>,"e":<schema>},<keywords>}"##,
      ##"{"$defs":{"d":<schema>},"$ref":"#/$defs/d"}"##,
    ],
    "schema": ["true", "{<keywords>}", "{<keywords>}", "{}", "false", "{<keyword>,<keywords>}"],
    "keywords": ["\"type\":\"object\"", "<keyword>", "<keyword>,<keywords>"],
    "keyword": [
      "\"minimum\":1", "\"type\":<type>", "\"type\":[<types>]", "\"enum\":[<values>]",
      "\"const\":<value>", "\"minimum\":<number>", "\"maximum\":<number>",
      "\"exclusiveMinimum\":<number>", "\"exclusiveMaximum\":<number>", "\"multipleOf\":<positive>",
      "\"minLength\":<count>", "\"maxLength\":<count>", "\"pattern\":<pattern>",
      "\"minItems\":<count>", "\"maxItems\":<count>", "\"uniqueItems\":<boolean>",
      "\"items\":<schema>", "\"prefixItems\":[<schemas>]", "\"contains\":<schema>",
      "\"contains\":<schema>,\"minContains\":<count>,\"maxContains\":<count>",
      "\"minProperties\":<count>", "\"maxProperties\":<count>", "\"required\":[<names>]",
      "\"properties\":{<properties>}", "\"patternProperties\":{<pattern>:<schema>}",
      "\"additionalProperties\":<schema>", "\"propertyNames\":<schema>",
      "\"dependentRequired\":{<name>:[<names>]}", "\"dependentSchemas\":{<name>:<schema>}",
      "\"allOf\":[<schemas>]", "\"anyOf\":[<schemas>]", "\"oneOf\":[<schemas>]", "\"not\":<schema>",
      "\"if\":<schema>,\"then\":<schema>,\"else\":<schema>", "\"unevaluatedItems\":<schema>",
      "\"unevaluatedProperties\":<schema>", ##""$ref":"#/$defs/d""##, ##""$ref":"#""##,
      "\"title\":\"t\"", "\"format\":\"email\"",
    ],
    "schemas": ["true", "<schema>", "<schema>,<schema>", "<schema>,<schema>,<schema>"],
    "properties": ["\"a\":true", "<name>:<schema>", "\"a\":<schema>,\"b\":<schema>"],
    "type": [
      "\"object\"", "\"array\"", "\"string\"", "\"number\"", "\"integer\"", "\"boolean\"",
      "\"null\"",
    ],
    "types": ["\"string\"", "<type>", "\"array\",\"number\"", "\"object\",\"null\""],
    "name": ["\"a\"", "\"b\"", "\"c\"", "\"é\""], "names": ["\"a\"", "\"b\"", "\"a\",\"b\""],
    "pattern": [
      "\"a\"", "\"^a\"", "\"b$\"", "\"^[a-c]+$\"", "\"\\\\d\"", "\"^.{1,2}$\"", "\"x|é\"", "\"\"",
    ],
    "number": ["1", "0", "-1", "1.5", "2", "10", "1e2", "0.1", "-0.0", "3.0"],
    "positive": ["1", "2", "0.5", "0.1", "3", "0.01"], "count": ["1", "0", "2", "3", "2.0"],
    "boolean": ["true", "false"],
    "value": [
      "1", "<scalar>", "<scalar>", "[]", "{}", "[<values>]", "{\"a\":<value>}",
      "{\"a\":<value>,\"b\":<value>}", "{<name>:<value>}",
    ],
    "values": ["1", "<value>", "<value>,<value>", "<scalar>,<scalar>,<scalar>"],
    "scalar": [
      "0", "<number>", "\"a\"", "\"ab\"", "\"abc1\"", "\"é\"", "\"😀\"", "\"\"", "true", "false",
      "null", "1.0", "0.3", "100",
    ],
  ]

  private static let patternRules: [String: [String]] = [
    "start": ["<alternatives>\n<text>", "^<alternatives>$\n<text>"],
    "alternatives": ["a", "<sequence>", "<sequence>|<alternatives>"],
    "sequence": [
      "a", "<atom>", "<atom><quantifier>", "<atom><sequence>", "<atom><quantifier><sequence>",
    ],
    "atom": [
      "a", "b", ".", "\\d", "\\W", "\\b", "[<class>]", "[^<class>]", "(<alternatives>)",
      "(?:<alternatives>)", "\\p{L}", "\\P{Lu}", "\\.", "\\u0041", "^", "$", "é",
    ],
    "class": ["a", "a-z", "\\d", "-", "\\]", "<class><class>", "é-ü"],
    "quantifier": ["*", "+", "?", "{2}", "{0,3}", "{1,}", "*?", "+?", "{40}", "{0}"],
    "text": ["a", "ab", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "éü", "A1 b", "<text><text>", ""],
  ]
}
