import Testing

@testable import YAML

struct FlowTests {
  @Test(arguments: [
    Case("empty", "a: []\nb: {}\nc: [ ]\nd: { }", #"{"a":[],"b":{},"c":[],"d":{}}"#),
    Case("sequence", "[a, b c, 1, 'd', \"e\"]", #"["a","b c",1,"d","e"]"#),
    Case("mapping", "{a: 1, 'b': 2, c: {d: [e]}}", #"{"a":1,"b":2,"c":{"d":["e"]}}"#),
    Case("comma at the end", "[a, b, ]", #"["a","b"]"#),
    Case("comma at the end of a mapping", "{a: 1,}", #"{"a":1}"#),
    Case(
      "JSON", #"{"a":1,"b":[true,null,{"c":"d"}],"e":""}"#,
      #"{"a":1,"b":[true,null,{"c":"d"}],"e":""}"#),
    Case("JSON on lines", "{\n  \"a\": [\n    1\n  ]\n}\n", #"{"a":[1]}"#),
    Case("no value", "{a, b: , c:, 'd', e: 1}", #"{"a":null,"b":null,"c":null,"d":null,"e":1}"#),
    Case("colon without blank", "{a:b, c:1}", #"{"a:b":null,"c:1":null}"#),
    Case(
      "colon inside", "[handbook:read, http://x.y/z, 10:30]",
      #"["handbook:read","http://x.y/z","10:30"]"#),
    Case("pair", "[a: 1, 'b':2, c: , d:]", #"[{"a":1},{"b":2},{"c":null},{"d":null}]"#),
    Case("over lines", "a: [b,\n  c\n  , d # x\n  # y\n\n  ]\ne: 1", #"{"a":["b","c","d"],"e":1}"#),
    Case("text over lines", "[a\n b\n\n c, \"d\n e\"]", #"["a b\nc","d e"]"#),
    Case(
      "closing bracket below its key", "a: [\n  b\n]\nc: {\n  d: 1\n}\ne:\n- [\n  1\n  ]\n",
      #"{"a":["b"],"c":{"d":1},"e":[[1]]}"#),
    Case("tabs between", "{\ta\t:\t1\t,\tb\t}", #"{"a":1,"b":null}"#),
    Case(
      "dash inside text", "[-a, a-, - b]", "1:10: error: an unquoted text cannot begin with '-'"),
    Case("hash inside text", "[a#b, c #]\n ]", #"["a#b","c"]"#),
    Case("empty entry", "[a, , b]", "1:5: error: an entry is missing before the ','"),
    Case("only a comma", "{,}", "1:2: error: an entry is missing before the ','"),
    Case("no comma", "['a' 'b']", "1:6: error: expected ',' or ']' here"),
    Case("no comma in a mapping", "{a: 1\n b: 2}", "2:3: error: expected ',' or '}' here"),
    Case("no comma before a key", "{a\n b: 2}", "1:2: error: a key on more than one line"),
    Case("wrong bracket", "[a}", "1:3: error: expected ',' or ']' here"),
    Case("not closed", "a: [b, c\nd: 1", "1:4: error: the '[' is not closed"),
    Case("not closed at the end", "a: {b: [c", "1:8: error: the '[' is not closed"),
    Case("not closed before a document", "[a,\n---\nb: 1", "1:1: error: the '[' is not closed"),
    Case("text behind", "[a] b", "1:5: error: text after the end of the value"),
    Case("comment without blank", "[a]#b", "1:4: error: text after the end of the value"),
    Case(
      "no blank before a comment inside", "[a,#b\n]",
      "1:4: error: an unquoted text cannot begin with '#'"),
    Case(
      "key that is a sequence", "[[a]: b]", "1:2: error: a key can only be a plain or quoted text"),
    Case(
      "key that is a mapping", "{{a: 1}: b}", "1:2: error: a key can only be a plain or quoted text"
    ),
    Case(
      "sequence as a block key", "[a]: b", "1:1: error: a key can only be a plain or quoted text"),
    Case("key on its own line", "['a'\n: b]", "1:2: error: a key on more than one line"),
    Case("no key", "[: a]", "1:2: error: a key is missing before the ':'"),
    Case("duplicate key", "{a: 1, b: 2, a: 3}", "1:14: error: the key 'a' is there twice"),
    Case("block scalar", "[|\n a]", "1:2: error: '|' and '>' do not work inside '[' or '{'"),
    Case("question mark", "{? a: b}", "1:2: error: a key can only be a plain or quoted text"),
    Case("merge key", "{<<: a}", "1:2: error: merge keys are not supported"),
    Case("merge key without a value", "{<<:}", "1:2: error: merge keys are not supported"),
    Case("no merge key", "{<<, a: <<, <<:b}", #"{"<<":null,"a":"<<","<<:b":null}"#),
    Case(
      "anchor, alias and tag", "[&a]\n---\n[*a]\n---\n[!a]",
      "1:2: error: anchors are not supported\n3:2: error: aliases are not supported\n5:2: error: tags are not supported"
    ),
    Case(
      "template braces", "a: {{ team }}", "1:5: error: a key can only be a plain or quoted text"),
  ])
  func reads(_ row: Case) {
    #expect(readHeadlines(row.text) == row.expected)
  }

  @Test func nestsToALimit() {
    let open = String(repeating: "[", count: 64)
    let close = String(repeating: "]", count: 64)
    #expect(read(open + close) == open + close)
    #expect(
      readHeadlines(open + "[" + close + "]")
        == "1:65: error: collections nest deeper than 64 levels")
    #expect(
      readHeadlines(String(repeating: "{a: ", count: 100_000))
        == "1:257: error: collections nest deeper than 64 levels")
  }
}
