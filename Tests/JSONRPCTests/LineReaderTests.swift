import Testing

@testable import JSONRPC

struct LineReaderTests {
  /// Feeds the chunks one by one and gathers what comes out: lines, `<too long>`, and `<rest>` before a
  /// remainder.
  private func lines(of chunks: [[UInt8]], maximumLineBytes: Int = 1000) -> [String] {
    var reader = LineReader(maximumLineBytes: maximumLineBytes)
    var result: [String] = []
    func note(_ line: LineReader.Line) {
      switch line {
      case .content(let bytes): result.append(String(decoding: bytes, as: UTF8.self))
      case .tooLong: result.append("<too long>")
      }
    }
    for chunk in chunks {
      var rest = chunk[...]
      while !rest.isEmpty {
        let count = reader.fill { buffer in
          let count = min(buffer.count, rest.count)
          buffer.copyBytes(from: rest.prefix(count))
          return count
        }
        rest = rest.dropFirst(count)
        while let line = reader.nextLine() { note(line) }
      }
    }
    if let remainder = reader.remainder() {
      result.append("<rest>")
      note(remainder)
    }
    return result
  }

  @Test func givesTheSameLinesForEverySplit() {
    let bytes = Array("{\"a\":1}\r\n\n{\"é\":\"→\"}\nrest".utf8)
    let expected = ["{\"a\":1}\r", "", "{\"é\":\"→\"}", "<rest>", "rest"]
    for first in 0...bytes.count {
      for second in first...bytes.count {
        let chunks = [
          Array(bytes[..<first]), Array(bytes[first..<second]), Array(bytes[second...]),
        ]
        #expect(lines(of: chunks) == expected, "split at \(first) and \(second)")
      }
    }
    #expect(lines(of: bytes.map { [$0] }) == expected)
  }

  @Test(arguments: [
    // 10 bytes are allowed, 11 are not; the next line is served as if nothing had happened.
    ("0123456789\nok\n", ["0123456789", "ok"]),
    ("0123456789A\nok\n", ["<too long>", "ok"]),
    ("0123456789A", ["<rest>", "<too long>"]),
    ("a\n0123456789ABCDEFGHIJ\n\nb\n", ["a", "<too long>", "", "b"]),
  ])
  func dropsLinesBeyondTheLimit(text: String, expected: [String]) {
    #expect(lines(of: [Array(text.utf8)], maximumLineBytes: 10) == expected)
    #expect(lines(of: text.utf8.map { [$0] }, maximumLineBytes: 10) == expected)
  }

  @Test func growsForLongLinesAndServesOnAfterOneThatIsTooLong() {
    let long = String(repeating: "x", count: 300_000)
    let text = long + "\nshort\n" + long + long + "\nlast\n"
    #expect(
      lines(of: [Array(text.utf8)], maximumLineBytes: 400_000)
        == [long, "short", "<too long>", "last"])
  }
}
