import Testing

@testable import YAML

struct PlainTests {
  @Test(arguments: [
    Case("blanks around", "a:   x y   \n", #"{"a":"x y"}"#),
    Case(
      "marks inside", "a: b:c d#e - ? [x] {y}, \"q\" & * ! | > ' % @ `",
      ##"{"a":"b:c d#e - ? [x] {y}, \"q\" & * ! | > ' % @ `"}"##),
    Case(
      "marks at the start", "- -a\n- ?b\n- :c\n- --- d\n- <<\n- =\n- ~a\n- /x\n- \\n",
      #"["-a","?b",":c","--- d","<<","=","~a","/x","\\n"]"#),
    Case("comment", "a: b # c\nd: e#f\ng: h #", #"{"a":"b","d":"e#f","g":"h"}"#),
    Case("colon at the end of a word", "a: b:c:d", #"{"a":"b:c:d"}"#),
    Case("folding", "a: b\n  c\n    d\ne: f", #"{"a":"b c d","e":"f"}"#),
    Case("empty lines", "a: b\n\n  c\n \n\t\n\n  d\n\n", #"{"a":"b\nc\n\n\nd"}"#),
    Case("tabs in front of further lines", "a: b\n \tc\t\n", #"{"a":"b c"}"#),
    Case("dash on a further line", "a: b\n  - c", #"{"a":"b - c"}"#),
    Case(
      "marks on further lines", "a: b\n  'c'\n  [d\n  &e\n  %f\n  ? g\n  \"h: i\n",
      "7:5: error: a ': ' inside the unquoted value that begins on line 1"),
    Case("further lines of a sequence", "- a\n b\n-  c\n d", #"["a b","c d"]"#),
    Case("at the top", "a\n\nb\n  c\n", #""a\nb c""#),
    Case("at the top with marks", "a\n%b\n#c", #""a %b""#),
    Case(
      "comment between the lines", "a: b # c\n  d", "2:3: error: the indentation fits nothing above"
    ),
    Case(
      "comment line between the lines", "a: b\n  # c\n  d",
      "3:3: error: the indentation fits nothing above"),
    Case("document marker", "a\n---\nb\n...\nc", "\"a\"\n\"b\"\n\"c\""),
    Case("no document marker", "a\n ---\n --- b\n...c", #""a --- --- b ...c""#),
    Case("nothing resolves over lines", "a: 1\n  2\nb: null\n  x\n", #"{"a":"1 2","b":"null x"}"#),
    Case(
      "line and paragraph separators are text", "a: x\u{2028}y\u{85}z\n",
      "{\"a\":\"x\u{2028}y\u{85}z\"}"),
    Case("carriage returns", "a: b\r\n  c\r\n\r\n  d\r\n", #"{"a":"b c\nd"}"#),
  ])
  func reads(_ row: Case) {
    #expect(readHeadlines(row.text) == row.expected)
  }

  /// What cannot begin an unquoted text, in block and in flow collections.
  @Test(arguments: [",", "]", "}", "%", "@", "`"])
  func refusesReservedIndicators(indicator: String) {
    #expect(
      readHeadlines("a: \(indicator)x")
        == "1:4: error: an unquoted text cannot begin with '\(indicator)'")
  }

  @Test func limitsKeys() {
    let longest = String(repeating: "é", count: 1024)
    #expect(read("\(longest): 1") == "{\"\(longest)\":1}")
    for key in ["\(longest)e", "'\(longest)'"] {
      #expect(readHeadlines("\(key): 1") == "1:1: error: a key of more than 1024 characters")
      #expect(readHeadlines("[\(key): 1]") == "1:2: error: a key of more than 1024 characters")
      // Refused as such however long it is: what ends a line is not part of it.
      #expect(readHeadlines("[\(key)\n: 1]") == "1:2: error: a key on more than one line")
    }
    #expect(read("a: \(longest)\(longest)") == "{\"a\":\"\(longest)\(longest)\"}")
  }
}
