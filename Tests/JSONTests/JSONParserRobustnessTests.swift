import JSON
import Testing

struct JSONParserRobustnessTests {
  private static let sample = """
    {"jsonrpc":"2.0","id":-17,"method":"tools/call","params":{"name":"search","arguments":{\
    "query":"zwölf \\"quoted\\" \\u00e9\\ud834\\udd1e words","limit":1.50e+3,"flags":[true,false,null],\
    "empty":[{},[],""]}}}
    """

  @Test func rejectsAMessageCutOffAnywhere() throws {
    let bytes = Array(Self.sample.utf8)
    for length in bytes.indices {
      let error = #expect(throws: JSONParseError.self) {
        try JSONParser.parse(Array(bytes[..<length]))
      }
      #expect(error == JSONParseError(.unexpectedEnd, at: length))
    }
    #expect(try JSONParser.parse(bytes)["id"] == -17)
  }

  @Test func findsTheEndOfAStringAtEveryOffset() throws {
    // Words of eight bytes are looked at at once; the special byte stands at each place of them,
    // among neighbours that differ from it by one bit or by one.
    let cases: [(byte: UInt8, error: JSONParseError.Reason?)] = [
      (0x22, nil), (0x1F, .controlCharacterInString(0x1F)), (0x00, .controlCharacterInString(0)),
    ]
    for filler in [
      UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "]"), UInt8(ascii: "["), 0x20, 0x7F,
    ] {
      for (byte, reason) in cases {
        for length in 0..<40 {
          let body = [UInt8](repeating: filler, count: length)
          let text = [0x22] + body + [byte]
          if let reason {
            let error = #expect(throws: JSONParseError.self) { try JSONParser.parse(text + [0x22]) }
            #expect(error == JSONParseError(reason, at: length + 1))
          } else {
            #expect(try JSONParser.parse(text) == .string(String(decoding: body, as: UTF8.self)))
          }
        }
      }
    }
  }
}
