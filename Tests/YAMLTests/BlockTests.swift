import Testing

@testable import YAML

struct BlockTests {
  @Test(arguments: [
    Case("mapping", "a: 1\nb: x", #"{"a":1,"b":"x"}"#),
    Case("sequence", "- a\n- 2\n", #"["a",2]"#),
    Case(
      "nested mappings", "a:\n  b:\n    c: 1\n  d: 2\ne: 3\n", #"{"a":{"b":{"c":1},"d":2},"e":3}"#),
    Case("sequence below its key", "a:\n  - 1\n  - 2\nb: 3\n", #"{"a":[1,2],"b":3}"#),
    Case("sequence in the column of its key", "a:\n- 1\n- 2\nb: 3\n", #"{"a":[1,2],"b":3}"#),
    Case(
      "the same inside a sequence", "- a:\n  - 1\n  b: 2\n- c\n", #"[{"a":[1],"b":2},"c"]"#),
    Case("compact mapping", "- a: 1\n  b: 2\n- c: 3\n", #"[{"a":1,"b":2},{"c":3}]"#),
    Case("compact sequence", "- - a\n  - b\n- - - c\n", #"[["a","b"],[["c"]]]"#),
    Case(
      "compact with a wide gap", "-   a: 1\n    b: 2\n-   - x\n    - y",
      #"[{"a":1,"b":2},["x","y"]]"#),
    Case(
      "value on the next line", "a:\n  text\nb:\n  'q'\nc:\n  [1]\n",
      #"{"a":"text","b":"q","c":[1]}"#),
    Case("different indentation", "a:\n    b: 1\nc:\n d: 2\n", #"{"a":{"b":1},"c":{"d":2}}"#),
    Case("indented root", "  a: 1\n  b: 2\n", #"{"a":1,"b":2}"#),
    Case("empty values", "a:\nb: ~\nc: ''\nd:", #"{"a":null,"b":null,"c":"","d":null}"#),
    Case("empty entries", "-\n- a\n-\n", #"[null,"a",null]"#),
    Case("entry below its dash", "-\n  a: 1\n-\n  - b\n-\n  c\n", #"[{"a":1},["b"],"c"]"#),
    Case("entry in the column of the next dash", "- a:\n- b\n", #"[{"a":null},"b"]"#),
    Case("blank before the colon", "a : 1\n'b' : 2\n", #"{"a":1,"b":2}"#),
    Case("blanks and tabs behind the colon", "a: \t 1\nb:\t2\t\n", #"{"a":1,"b":2}"#),
    Case("tab behind a dash", "-\ta\n- \tb\n", #"["a","b"]"#),
    Case(
      "quoted keys", #""a b": 1"# + "\n'c: d': 2\n\"\\u00e9\": 3\n", #"{"a b":1,"c: d":2,"é":3}"#),
    Case(
      "keys keep their text", "1: a\ntrue: b\n~: c\n012: d\n",
      #"{"1":"a","true":"b","~":"c","012":"d"}"#),
    Case("keys of other scripts", "日本: 1\n😀: 2\na b c: 3\n", #"{"日本":1,"😀":2,"a b c":3}"#),
    Case(
      "keys with marks inside", "a:b: 1\n-x: 2\n?y: 3\n:z: 4\na#b: 5\n",
      #"{"a:b":1,"-x":2,"?y":3,":z":4,"a#b":5}"#),
    Case("quoted merge key", "'<<': 1\n<<a: 2\n", #"{"<<":1,"<<a":2}"#),
    Case(
      "comments", "# top\na: 1 # one\n  # odd\n\nb: # two\n  # deeper\n  c: 2\n#end",
      #"{"a":1,"b":{"c":2}}"#),
    Case("comment behind a tab", "a: 1\t# c\nb: x\t# d\n", #"{"a":1,"b":"x"}"#),
    Case("empty lines with blanks", "a: 1\n   \n\t\nb: 2\n", #"{"a":1,"b":2}"#),
    Case("carriage returns", "a: 1\r\nb:\r\n  - c\r\n\r\n  - d\r\n", #"{"a":1,"b":["c","d"]}"#),
    Case("no line end at the end", "a:\n  - b", #"{"a":["b"]}"#),
  ])
  func reads(_ row: Case) {
    #expect(read(row.text) == row.expected)
  }

  @Test func readsMappingsOfManyKeys() {
    let keys = (0..<300).map { "key\($0)" }
    let text = keys.map { "\($0): 1\n" }.joined()
    let expected = "{" + keys.map { "\"\($0)\":1" }.joined(separator: ",") + "}"
    #expect(read(text) == expected)
    #expect(readHeadlines(text + "key7: 2\n") == "301:1: error: the key 'key7' is there twice")
  }

  @Test func nestsToALimit() {
    let deep = String(repeating: "- ", count: 64)
    #expect(
      read(deep + "x") == String(repeating: "[", count: 64) + "\"x\""
        + String(repeating: "]", count: 64))
    #expect(
      readHeadlines(deep + "- x\n- y") == "1:129: error: collections nest deeper than 64 levels")
    let mappings = (0..<65).map { String(repeating: " ", count: $0) + "k:\n" }.joined()
    #expect(readHeadlines(mappings) == "65:66: error: collections nest deeper than 64 levels")
  }
}
