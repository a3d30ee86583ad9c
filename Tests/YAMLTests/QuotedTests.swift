import Testing

@testable import YAML

struct QuotedTests {
  @Test(arguments: [
    Case("empty", #"["", '']"#, #"["",""]"#),
    Case("always strings", #"["1", 'true', "null", '~']"#, #"["1","true","null","~"]"#),
    Case("colon and hash", "a: 'b: c # d'\ne: \"f: g # h\"", ##"{"a":"b: c # d","e":"f: g # h"}"##),
    Case("single quotes", "'it''s \\n \"x\"'", #""it's \\n \"x\"""#),
    Case("only quotes", "['''', '''''', \"\\\"\"]", #"["'","''","\""]"#),
    Case("blanks inside stay", "['  a  ', \" b \"]", #"["  a  "," b "]"#),
    Case("folding", "\"a\n b  \n\n\t c\n\n\n  d\"", #""a b\nc\n\nd""#),
    Case("folding in single quotes", "'a\n b  \n\n\t c\n\n\n  d'", #""a b\nc\n\nd""#),
    Case("first and last line", "\" \n a\n \"", #"" a ""#),
    Case("only line ends", "'\n\n\n'", #""\n\n""#),
    Case("escaped line end", "\"a \\\n   b\\\n c\\\n\\ d\\\n\n e\"", #""a bc d\ne""#),
    Case("escaped blanks stay", "\"a\\ \n b\\t\t\n c\"", #""a  b\t c""#),
    Case("quote over lines", "a: 'b\n\n  c'\nd: \"e\n f\"", #"{"a":"b\nc","d":"e f"}"#),
    Case("comment marks are text", "\"a # b\n # c\"", ##""a # b # c""##),
    Case(
      "single escapes", #""\0\a\b\t\n\v\f\r\e\"\/\\\ \_\N\L\P""#,
      "\"\\u0000\\u0007\\b\\t\\n\\u000b\\f\\r\\u001b\\\"/\\\\ \u{A0}\u{85}\u{2028}\u{2029}\""),
    Case("escaped tab", "\"a\\\tb\"", #""a\tb""#),
    Case("code points", #""\x41\u00e9\u65E5\U0001F600""#, #""Aé日😀""#),
    Case("surrogate pair", #""\ud83d\ude00""#, #""😀""#),
    Case("carriage returns", "\"a\r\n b\\\r\n c\r\n\r\n d\"", #""a bc\nd""#),
    Case("unknown escape", #"a: "\d""#, "1:5: error: no escape sequence of YAML"),
    Case("Windows path", #"a: "C:\Users""#, "1:7: error: no escape sequence of YAML"),
    Case("too few digits", #"a: "\u12""#, "1:5: error: no escape sequence of YAML"),
    Case("too large", #"a: "\U00110000""#, "1:5: error: no escape sequence of YAML"),
    Case("lone high surrogate", #"a: "\ud83dx""#, "1:5: error: half of a surrogate pair"),
    Case("two high surrogates", #"a: "\ud83d\ud83d""#, "1:5: error: half of a surrogate pair"),
    Case("lone low surrogate", #"a: "\ude00""#, "1:5: error: half of a surrogate pair"),
    Case("long lone surrogate", #"a: "\U0000D800""#, "1:5: error: no escape sequence of YAML"),
    Case("not closed", "a: \"b\nc: 1", "1:4: error: the quote is not closed"),
    Case("not closed at the end", "a: 'b\n  c''\n", "1:4: error: the quote is not closed"),
    Case("not closed before a document", "'a\n---\nb", "1:1: error: the quote is not closed"),
    Case(
      "closed on a line that is indented too little", "a:\n  b: 'c\n  d'\ne: f'\n",
      "2:6: error: the quote is not closed\n3:3: error: a line of a mapping without ': '"),
    Case("text behind", "a: 'b' c", "1:8: error: text after the end of the value"),
    Case("comment without blank", "a: 'b'#c", "1:7: error: text after the end of the value"),
    Case("unescaped single quote", "a: 'it's'", "1:8: error: text after the end of the value"),
    Case("key over lines", "'a\n b': c", "1:1: error: a key on more than one line"),
    Case("colon without blank", "\"a\":b", "1:4: error: the ':' after a key needs a blank"),
    Case("quoted line among keys", "a: 1\n\"b\"\n", "2:1: error: a line of a mapping without ': '"),
  ])
  func reads(_ row: Case) {
    #expect(readHeadlines(row.text) == row.expected)
  }
}
