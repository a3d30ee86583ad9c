import JSON
import Testing

struct JSONParserTests {
  /// A text that is JSON, and how it is written again.
  struct Accepted: Sendable, CustomTestStringConvertible {
    var input: String
    var output: String

    /// One that comes back as it is.
    init(_ input: String) {
      self.init(input, as: input)
    }

    init(_ input: String, as output: String) {
      self.input = input
      self.output = output
    }

    var testDescription: String { input.debugDescription }
  }

  @Test(
    arguments: [
      // Structures.
      .init("[]"), .init("{}"), .init("[[]]"), .init("[{}]"), .init(#"{"a":[]}"#),
      .init("[1,true,null,\"x\",{\"k\":false}]"),
      .init(" [ ] ", as: "[]"), .init("\t{\r\n\"a\" :\n1 , \"b\":2}\n", as: #"{"a":1,"b":2}"#),
      .init("[1 ,\t2\n]", as: "[1,2]"),
      // A value of any kind may stand alone.
      .init("null"), .init("true"), .init("false"), .init("0"), .init("\"\""),
      .init(" 1\n", as: "1"),
      // Members.
      .init(#"{"":0}"#), .init(#"{"b":1,"a":2}"#), .init(#"{"a":1,"a":1}"#),
      .init(#"{"a":1,"a":2}"#),
      .init(#"{"a\u0000b":1}"#), .init(#"{"\u00e9":1}"#, as: "{\"é\":1}"),
      // Numbers keep their text.
      .init("-0"), .init("-1"), .init("123456789012345678901234567890"), .init("1.10"),
      .init("-0.0"),
      .init("1e5"), .init("1E5"), .init("1e+5"), .init("1E-05"), .init("0e1"), .init("0e+1"),
      .init("0.5e-400"), .init("1.5e+9999"), .init("-1.00000000000000000000000000001"),
      // Strings.
      .init(#""\"\\\b\f\n\r\t""#), .init(#""\/""#, as: #""/""#),
      .init(#""\u0041\u00DF\u4e2D""#, as: "\"Aß中\""), .init(#""\u0022\u005c""#, as: #""\"\\""#),
      .init(#""\u000a\u0000\u001F""#, as: #""\n\u0000\u001f""#),
      .init(#""\uD834\uDD1E""#, as: "\"\u{1D11E}\""),
      .init(#""\uDBFF\uDFFF""#, as: "\"\u{10FFFF}\""),
      .init(#""\\u0041""#), .init(#""\\\\n""#), .init("\"\u{7F}\""), .init("\"\u{2028}\u{2029}\""),
      .init("\"é€😀\""), .init("\"\(noncharacters)\""), .init("\"\u{FEFF}\""),
      .init("\"// /* no comment */\""), .init("\"a'b\""),
      .init(#""12345678\n12345678é\t1234567""#),
    ] as [Accepted])
  func accepts(_ text: Accepted) throws {
    let value = try JSONParser.parse(text.input)
    #expect(value.text == text.output)
    #expect(try JSONParser.parse(value.text) == value)
    #expect(try JSONParser.parse(value.indentedText) == value)
  }

  /// Swift's literals refuse them; JSON does not.
  private static let noncharacters = String(
    String.UnicodeScalarView(
      [0xFDD0, 0xFFFE, 0xFFFF, 0x1_FFFE, 0x10_FFFF].compactMap(Unicode.Scalar.init)))

  /// A text that is no JSON, and why.
  struct Rejected: Sendable, CustomTestStringConvertible {
    var input: [UInt8]
    var error: String

    init(_ input: String, _ error: String) {
      self.init(Array(input.utf8), error)
    }

    init(_ input: [UInt8], _ error: String) {
      self.input = input
      self.error = error
    }

    var testDescription: String { String(decoding: input, as: UTF8.self).debugDescription }
  }

  @Test(
    arguments: [
      // Nothing, or nothing but white space.
      .init("", "the text ends inside a value at byte 0"),
      .init(" \n", "the text ends inside a value at byte 2"),
      .init("\u{0C}[]", "unexpected byte 0x0C at byte 0"),
      .init("\u{A0}[]", "unexpected byte 0xC2 at byte 0"),
      .init("\u{2060}", "unexpected byte 0xE2 at byte 0"),
      .init("\0", "unexpected byte 0x00 at byte 0"),
      .init("\u{FEFF}{}", "unexpected byte 0xEF at byte 0"),
      // Two values, or rubbish behind one.
      .init("1 2", "content after the value at byte 2"),
      .init("[]]", "content after the value at byte 2"),
      .init("{}}", "content after the value at byte 2"),
      .init("{} //", "content after the value at byte 3"),
      .init("\"a\"x", "content after the value at byte 3"),
      .init("[]\0", "content after the value at byte 2"),
      .init("truex", "content after the value at byte 4"),
      .init("1x", "content after the value at byte 1"),
      // Arrays.
      .init("[", "the text ends inside a value at byte 1"),
      .init("[1", "the text ends inside a value at byte 2"),
      .init("[1,", "the text ends inside a value at byte 3"),
      .init("[,1]", "unexpected ',' at byte 1"),
      .init("[1,]", "unexpected ']' at byte 3"), .init("[1,,2]", "unexpected ',' at byte 3"),
      .init("[1 2]", "unexpected '2' at byte 3"), .init("[1;2]", "unexpected ';' at byte 2"),
      .init("[1:2]", "unexpected ':' at byte 2"), .init("[3[4]]", "unexpected '[' at byte 2"),
      .init("[}", "unexpected '}' at byte 1"), .init("]", "unexpected ']' at byte 0"),
      .init("[*]", "unexpected '*' at byte 1"),
      .init("[1\u{0B}]", "unexpected byte 0x0B at byte 2"),
      // Objects.
      .init("{", "the text ends inside a value at byte 1"),
      .init("{\"a\"", "the text ends inside a value at byte 4"),
      .init("{\"a\":", "the text ends inside a value at byte 5"),
      .init("{\"a\":1", "the text ends inside a value at byte 6"),
      .init("{\"a\":1,", "the text ends inside a value at byte 7"),
      .init("{\"a\":1,}", "unexpected '}' at byte 7"),
      .init("{,}", "unexpected ',' at byte 1"), .init("{\"a\" 1}", "unexpected '1' at byte 5"),
      .init("{\"a\",1}", "unexpected ',' at byte 4"),
      .init("{\"a\"::1}", "unexpected ':' at byte 5"),
      .init("{1:1}", "unexpected '1' at byte 1"), .init("{null:1}", "unexpected 'n' at byte 1"),
      .init("{a:1}", "unexpected 'a' at byte 1"), .init("{'a':1}", "unexpected ''' at byte 1"),
      .init("{[1]:1}", "unexpected '[' at byte 1"), .init("{\"a\"}", "unexpected '}' at byte 4"),
      .init("{\"a\":}", "unexpected '}' at byte 5"),
      .init("{\"a\":1 \"b\":2}", "unexpected '\"' at byte 7"),
      .init("{\"a\":/*c*/1}", "unexpected '/' at byte 5"), .init("{]", "unexpected ']' at byte 1"),
      // Literals.
      .init("nul", "the text ends inside a value at byte 3"),
      .init("tru]", "invalid literal: true, false or null is expected at byte 0"),
      .init("[fals]", "invalid literal: true, false or null is expected at byte 1"),
      .init("True", "unexpected 'T' at byte 0"),
      .init("NaN", "unexpected 'N' at byte 0"),
      .init("nan", "invalid literal: true, false or null is expected at byte 0"),
      .init("Infinity", "unexpected 'I' at byte 0"), .init("undefined", "unexpected 'u' at byte 0"),
      .init("<null>", "unexpected '<' at byte 0"),
      // Numbers.
      .init("-", "the text ends inside a value at byte 1"),
      .init("[-]", "invalid number at byte 2"),
      .init("--1", "invalid number at byte 1"), .init("+1", "unexpected '+' at byte 0"),
      .init("- 1", "invalid number at byte 1"),
      .init("01", "invalid number at byte 1"), .init("-01", "invalid number at byte 2"),
      .init("00", "invalid number at byte 1"),
      .init(".5", "unexpected '.' at byte 0"), .init("-.5", "invalid number at byte 1"),
      .init("1.", "the text ends inside a value at byte 2"),
      .init("[1.]", "invalid number at byte 3"), .init("1.e3", "invalid number at byte 2"),
      .init("0.1.2", "content after the value at byte 3"),
      .init("1e", "the text ends inside a value at byte 2"),
      .init("[1e]", "invalid number at byte 3"),
      .init("1e+", "the text ends inside a value at byte 3"),
      .init("[1e+-2]", "invalid number at byte 4"), .init("1eE2", "invalid number at byte 2"),
      .init("1_000", "content after the value at byte 1"),
      .init("0x1F", "content after the value at byte 1"),
      .init("-Infinity", "invalid number at byte 1"), .init("-NaN", "invalid number at byte 1"),
      .init("1+2", "content after the value at byte 1"),
      .init("１", "unexpected byte 0xEF at byte 0"),
      .init([0x30, 0xE5], "content after the value at byte 1"),
      .init([0x31, 0x65, 0xE5], "invalid number at byte 2"),
      // Strings.
      .init("\"", "the text ends inside a value at byte 1"),
      .init("\"abc", "the text ends inside a value at byte 4"),
      .init("\"12345678", "the text ends inside a value at byte 9"),
      .init("'a'", "unexpected ''' at byte 0"),
      .init("é", "unexpected byte 0xC3 at byte 0"),
      .init("\\u0020\"a\"", "unexpected '\\' at byte 0"),
      .init("\"a\tb\"", "byte 0x09 must be escaped in a string at byte 2"),
      .init("\"\n\"", "byte 0x0A must be escaped in a string at byte 1"),
      .init("\"\0\"", "byte 0x00 must be escaped in a string at byte 1"),
      .init("\"12345678\u{1F}\"", "byte 0x1F must be escaped in a string at byte 9"),
      .init("\"\\n\u{1}\"", "byte 0x01 must be escaped in a string at byte 3"),
      .init("\"\\", "the text ends inside a value at byte 2"),
      .init("\"\\\"", "the text ends inside a value at byte 3"),
      .init(#""\x00""#, invalidEscape(1)), .init(#""\a""#, invalidEscape(1)),
      .init(#""ab\'""#, invalidEscape(3)),
      .init("\"\\\0\"", invalidEscape(1)), .init("\"\\😀\"", invalidEscape(1)),
      .init(#""\U0041""#, invalidEscape(1)),
      .init(#""\u""#, invalidEscape(1)), .init(#""\u00g0""#, invalidEscape(1)),
      .init(#""\u 041""#, invalidEscape(1)),
      .init("\"\\u００41\"", invalidEscape(1)),
      .init("\"\\u004", "the text ends inside a value at byte 6"),
      .init(#""\uD834\u00g0""#, invalidEscape(7)),
      .init([0x22, 0x5C, 0xE5, 0x22], invalidEscape(1)),
    ] as [Rejected])
  func rejects(_ text: Rejected) {
    let error = #expect(throws: JSONParseError.self) { try JSONParser.parse(text.input) }
    #expect(error?.description == text.error)
  }

  private static func invalidEscape(_ offset: Int) -> String {
    #"invalid escape: one of \" \\ \/ \b \f \n \r \t \uXXXX is expected at byte \#(offset)"#
  }

  /// What RFC 8259 leaves to the implementation and this one refuses; what it accepts is above.
  @Test(
    arguments: [
      .init(#""\uD800""#, "a \\u escape names half a surrogate pair at byte 1"),
      .init(#""a\uDC00b""#, "a \\u escape names half a surrogate pair at byte 2"),
      .init(#""\uD800\n""#, "a \\u escape names half a surrogate pair at byte 1"),
      .init(#""\uD800abcdefgh""#, "a \\u escape names half a surrogate pair at byte 1"),
      .init(#""\uD800\uD800\uDC00""#, "a \\u escape names half a surrogate pair at byte 1"),
      .init(#""\uDD1E\uD834""#, "a \\u escape names half a surrogate pair at byte 1"),
      .init(#"{"\uDEAD":0}"#, "a \\u escape names half a surrogate pair at byte 2"),
      // Latin 1, a lone continuation, overlong forms, an encoded surrogate, beyond Unicode, cut
      // off.
      .init([0x22, 0x61, 0xE9, 0x22], "invalid UTF-8 at byte 2"),
      .init([0x22, 0x81, 0x22], "invalid UTF-8 at byte 1"),
      .init([0x22, 0xC0, 0xAF, 0x22], "invalid UTF-8 at byte 1"),
      .init([0x22, 0xFC, 0x83, 0xBF, 0xBF, 0xBF, 0xBF, 0x22], "invalid UTF-8 at byte 1"),
      .init([0x22, 0xC3, 0xA9, 0xED, 0xA0, 0x80, 0x22], "invalid UTF-8 at byte 3"),
      .init([0x22, 0xF4, 0xBF, 0xBF, 0xBF, 0x22], "invalid UTF-8 at byte 1"),
      .init([0x22, 0xE0, 0xFF, 0x22], "invalid UTF-8 at byte 1"),
      .init([0x22, 0x5C, 0x6E, 0x41, 0xFF, 0x22], "invalid UTF-8 at byte 4"),
      // UTF-16.
      .init([0xFF, 0xFE, 0x5B, 0x00, 0x5D, 0x00], "unexpected byte 0xFF at byte 0"),
      .init([0x00, 0x5B, 0x00, 0x5D], "unexpected byte 0x00 at byte 0"),
      .init([0x5B, 0x00, 0x5D, 0x00], "unexpected byte 0x00 at byte 1"),
    ] as [Rejected])
  func refusesWhatNoStringCanHold(_ text: Rejected) {
    rejects(text)
  }

  @Test(arguments: [("[", "]"), ("{\"a\":", "}")])
  func limitsNesting(open: String, close: String) throws {
    func nested(_ depth: Int) -> String {
      String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
    }
    #expect(try JSONParser.parse(nested(128)).text == nested(128))
    let error = #expect(throws: JSONParseError.self) { try JSONParser.parse(nested(129)) }
    #expect(error == JSONParseError(.nestingTooDeep(maximum: 128), at: 128 * open.utf8.count))
    #expect(error?.description == "nested deeper than 128 levels at byte \(128 * open.utf8.count)")
    #expect(throws: JSONParseError.self) { try JSONParser.parse(nested(100_000)) }
    #expect(try JSONParser.parse(nested(3), maximumDepth: 3).text == nested(3))
    #expect(throws: JSONParseError.self) { try JSONParser.parse(nested(4), maximumDepth: 3) }
    #expect(throws: JSONParseError.self) { try JSONParser.parse("[]", maximumDepth: 0) }
  }

  @Test func limitsTheNumberOfValues() throws {
    // Arrays and objects count, names of members do not.
    for text in [#"[1,"a",{"b":null}]"#, #"{"a":{},"b":[],"c":{"d":1}}"#, "[[[[1]]]]"] {
      let bytes = Array(text.utf8)
      func parse(_ maximum: Int) throws -> (value: JSONValue, valueCount: Int) {
        try bytes.withUnsafeBufferPointer {
          try JSONParser.parse($0, maximumValueCount: maximum)
        }
      }
      let (value, count) = try parse(5)
      #expect(value.text == text)
      #expect(count == 5)
      let error = #expect(throws: JSONParseError.self) { try parse(4) }
      #expect(error?.reason == .tooManyValues(maximum: 4))
      #expect(error?.description.hasPrefix("more than 4 values at byte ") == true)
    }
  }

  @Test func countsNestingDownAgain() throws {
    let siblings = "[" + Array(repeating: "[{}]", count: 200).joined(separator: ",") + "]"
    #expect(try JSONParser.parse(siblings, maximumDepth: 3).text == siblings)
  }

  @Test func parsesPartOfABuffer() throws {
    let line = Array("xx[1,\"a\"]yy".utf8)
    let value = try line.withUnsafeBufferPointer {
      try JSONParser.parse(UnsafeBufferPointer(rebasing: $0[2..<9]))
    }
    #expect(value == [1, "a"])
  }
}
