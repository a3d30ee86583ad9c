import JSON
import Testing

struct JSONWriterTests {
  private static let sample: JSONValue = [
    "name": "MCP", "empty": [], "none": [:], "list": [1, [true, nil]], "nested": ["a": ["b": -2]],
  ]

  @Test func writesOnOneLine() {
    let line =
      #"{"name":"MCP","empty":[],"none":{},"list":[1,[true,null]],"nested":{"a":{"b":-2}}}"#
    #expect(Self.sample.text == line)
    #expect(Self.sample.encoded == Array(line.utf8))
  }

  @Test func indentsForPeople() {
    #expect(
      Self.sample.indentedText == """
        {
          "name": "MCP",
          "empty": [],
          "none": {},
          "list": [
            1,
            [
              true,
              null
            ]
          ],
          "nested": {
            "a": {
              "b": -2
            }
          }
        }
        """)
  }

  @Test func writesPiecesOneAfterTheOther() {
    var writer = JSONWriter(reservingCapacity: 64)
    writer.write(raw: "[")
    writer.write("a\n")
    writer.write(verbatim: ",1,")
    writer.write(verbatim: Array("{}".utf8))
    writer.write(raw: ",")
    writer.write(JSONObject([.init(key: "k", value: nil)]))
    writer.write(raw: "]")
    #expect(String(decoding: writer.bytes, as: UTF8.self) == #"["a\n",1,{},{"k":null}]"#)
  }

  @Test func escapesWhatMustBeEscapedAndNothingElse() {
    for scalar in (0..<0x120).compactMap(Unicode.Scalar.init) {
      #expect(JSONValue.string(String(scalar)).text == "\"\(Self.escaped(scalar))\"")
    }
  }

  @Test func escapesStringsOfEveryLength() {
    // Strings go through in words of eight bytes and pieces of some hundred: specials stand at
    // each place of those.
    for special in ["\"", "\\", "\n", "\u{1}", "é", "😀", "/"] {
      for length in Array(0..<30) + [150, 158, 159, 160, 161, 162, 319, 320, 321, 1000] {
        let string = String(repeating: "a", count: length) + special + "tail" + special
        let expected = string.unicodeScalars.map(Self.escaped).joined()
        #expect(JSONValue.string(string).text == "\"\(expected)\"")
      }
    }
    let controls = String(repeating: "\u{0}", count: 1000)
    #expect(
      JSONValue.string(controls).text == "\"\(String(repeating: "\\u0000", count: 1000))\"")
  }

  /// One scalar at a time, as RFC 8259 section 7 has it.
  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": return "\\\""
    case "\\": return "\\\\"
    case "\u{8}": return "\\b"
    case "\t": return "\\t"
    case "\n": return "\\n"
    case "\u{C}": return "\\f"
    case "\r": return "\\r"
    case "\u{0}"..<"\u{20}":
      return "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
    default: return String(scalar)
    }
  }
}
