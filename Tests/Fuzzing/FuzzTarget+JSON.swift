import JSON
import JSONRPC
package import TestSupport

extension FuzzTarget {
  /// Whatever is accepted comes back as it was, no longer than it was.
  package static let json = FuzzTarget(
    "json",
    samples: Samples.messages
      + Samples.texts(
        #"{"id":-17,"q":"zwölf \"q\" \u00e9\ud834\udd1e \/","n":1.50e+3,"f":[true,false,null],"e":[{},[],""]}"#
      ),
    dictionary: jsonWords, grammar: Grammar(jsonRules)
  ) { bytes in
    let outcome = Result { () throws(JSONParseError) in try JSONParser.parse(bytes) }
    switch outcome {
    case .failure(let error):
      return (0...bytes.count).contains(error.utf8Offset) ? nil : "the error lies outside: \(error)"
    case .success(let value):
      let encoded = value.encoded
      guard encoded.count <= bytes.count else { return "the text grows: \(value.text)" }
      guard (try? JSONParser.parse(encoded)) == value else { return "it does not come back" }
      var writer = JSONWriter()
      writer.writeIndented(value)
      return (try? JSONParser.parse(writer.bytes)) == value ? nil : "indented, it is another value"
    }
  }

  /// The same lines come out however the bytes arrive, and each is something.
  package static let rpc = FuzzTarget(
    "rpc",
    // Of many in a row it would take minutes to cut them off at every byte.
    samples: Samples.messages + [Array(Samples.messages.prefix(12).joined(separator: [0x0A]))],
    dictionary: jsonWords + [
      "\n", "\r\n", #""jsonrpc":"2.0""#, #""id":1"#, #""method":"ping""#, #""params":{}"#,
      #""result":{}"#, #""error":{}"#,
    ],
    grammar: Grammar(
      jsonRules.merging([
        "start": ["<message>", "<message>\n<start>", "\n<start>", "<json>\r\n<start>"],
        "message": ["{<members>}", "[<message>]", "[<message>,<message>]"],
        "members": [
          "<version>,<id>,<method>", "<version>,<method>,<params>", "<version>,<id>,\"result\":{}",
          "<id>,<method>,<params>,<version>", "<version>,<id>,<id>,<method>",
        ],
        "version": [#""jsonrpc":"2.0""#, #""jsonrpc":<value>"#],
        "id": [#""id":1"#, #""id":<value>"#],
        "method": [#""method":"ping""#, #""method":<value>"#],
        "params": [#""params":{}"#, #""params":<value>"#],
        "json": ["<value>"],
      ]) { $1 })
  ) { bytes in
    let limit = 1_000
    let whole = lines(of: bytes, chunk: bytes.count, limit)
    guard whole == lines(of: bytes, chunk: 1, limit), whole == lines(of: bytes, chunk: 7, limit)
    else { return "the lines depend on how the bytes arrive" }
    let expected = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { $0.count > limit ? nil : Array($0) }
    guard whole == (expected.last == [] ? expected.dropLast() : expected[...]).map(\.self) else {
      return "other lines than those that stand there"
    }
    for case let line? in whole {
      guard let value = try? JSONParser.parse(line) else { continue }
      guard case .object(let object) = value else {
        if case .invalid(id: nil, _) = Message(value) { continue }
        return "a message that is no object"
      }
      switch Message(value) {
      case .request(let id, let method, _):
        guard object["id"] == id.jsonValue, object["method"] == .string(method) else {
          return "another request than was sent"
        }
      case .notification:
        if object.contains("id") { return "a request is taken for a notification" }
      case .response:
        if object.contains("method") { return "a request is taken for a response" }
      case .invalid: break
      }
    }
    return nil
  }

  /// Each line, or `nil` for one that is too long.
  private static func lines(of bytes: [UInt8], chunk: Int, _ limit: Int) -> [[UInt8]?] {
    var reader = LineReader(maximumLineBytes: limit)
    var lines: [[UInt8]?] = []
    func note(_ line: LineReader.Line) {
      switch line {
      case .content(let bytes): lines.append(Array(bytes))
      case .tooLong: lines.append(nil)
      }
    }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = reader.fill { buffer in
        let count = min(buffer.count, rest.count, max(1, chunk))
        buffer.copyBytes(from: rest.prefix(count))
        return count
      }
      rest = rest.dropFirst(count)
      while let line = reader.nextLine() { note(line) }
    }
    if let line = reader.remainder() { note(line) }
    return lines
  }

  static let jsonWords = [
    "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud800", "\\udc00", "\\n", "true", "false",
    "null", "-", "0", ".", "e+", "E-", "1", " ", "\t", "{\"a\":", "[[", "\"\"",
  ]

  static let jsonRules: [String: [String]] = [
    "start": ["<value>", "<space><value><space>"],
    "value": [
      "0", "{}", "[]", "{<members>}", "[<elements>]", "<string>", "<number>", "true", "false",
      "null",
    ],
    "members": ["\"a\":1", "<string><space>:<space><value>", "<members>,<space><members>"],
    "elements": ["1", "<space><value><space>", "<elements>,<elements>"],
    "string": ["\"\"", "\"<characters>\""],
    "characters": [
      "a", "é", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u0041", "\\u00e9", "\\ud83d\\ude00",
      "\\u0000", "\u{7F}", "e\u{301}", "<characters><characters>", "\\ud800", "\\x",
    ],
    "number": [
      "1", "-0", "0.0", "1e5", "1E+5", "-1.25e-3", "<digits>", "<digits>.<digits>", "1e400", "01",
      "1.", "-<digits>e<digits>",
    ],
    "digits": ["7", "0", "12", "<digits><digits>"],
    "space": ["", " ", "\n", "\t\r\n "],
  ]
}
