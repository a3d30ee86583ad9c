import Testing

@testable import Processes

struct LineBufferTests {
  private func lines(_ pieces: [[UInt8]]) -> [String] {
    var buffer = LineBuffer(maximumLineBytes: 100)
    var lines: [String] = []
    for piece in pieces {
      buffer.append(piece)
      while let line = buffer.takeLine() { lines.append(String(decoding: line, as: UTF8.self)) }
    }
    return lines
  }

  @Test func cutsTheSameLinesHoweverTheBytesCome() {
    let bytes = Array("one\n\nthree é\n\r\nno end".utf8)
    let expected = ["one", "", "three é", "\r"]
    #expect(lines(bytes.map { [$0] }) == expected)
    for first in bytes.indices {
      for second in first..<bytes.endIndex {
        let pieces = [bytes[..<first], bytes[first..<second], bytes[second...]].map { Array($0) }
        #expect(lines(pieces) == expected, "cut at \(first) and \(second)")
      }
    }
  }

  @Test func keepsWhatWasNotTakenWhenMoreComes() {
    var buffer = LineBuffer(maximumLineBytes: 100)
    buffer.append(Array("a\nb\nc".utf8))
    #expect(buffer.takeLine() == Array("a".utf8))
    buffer.append(Array("d\n".utf8))
    #expect(buffer.takeLine() == Array("b".utf8))
    #expect(buffer.takeLine() == Array("cd".utf8))
    #expect(buffer.takeLine() == nil)
  }

  @Test(arguments: [("1234", false), ("12345", true), ("1234\n5", false), ("1\n23456", true)])
  func noticesALineThatIsTooLong(text: String, isTooLong: Bool) {
    var buffer = LineBuffer(maximumLineBytes: 4)
    buffer.append(Array(text.utf8))
    while buffer.takeLine() != nil {}
    #expect(buffer.isTooLong == isTooLong)
  }
}
