import Diagnostics
import Testing

@testable import YAML

struct CharacterCheckTests {
  private func headlines(_ bytes: [UInt8]) -> [String] {
    YAMLParser.parse(SourceText(path: "f", bytes: bytes)).diagnostics.map(\.headline)
  }

  /// Bytes that are no UTF-8: stray, cut off, overlong, surrogates, beyond U+10FFFF.
  @Test(
    arguments: [
      [0x80], [0xBF], [0xC3], [0xC3, 0x28], [0xC0, 0x80], [0xC1, 0xBF], [0xE2, 0x82],
      [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
      [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
    ] as [[UInt8]])
  func refusesBytesThatAreNotUTF8(bytes: [UInt8]) {
    #expect(
      headlines(Array("a: 1\nb: ".utf8) + bytes) == ["f:2:4: error: the file is not UTF-8 here"])
    #expect(
      headlines(Array("b: ".utf8) + bytes + Array(" \nc: 1".utf8))
        == ["f:1:4: error: the file is not UTF-8 here"])
  }

  @Test(arguments: [
    (0x00 as UInt32, "0000"), (0x01, "0001"), (0x08, "0008"), (0x0B, "000B"), (0x0C, "000C"),
    (0x1B, "001B"), (0x1F, "001F"), (0x7F, "007F"), (0x80, "0080"), (0x9F, "009F"),
    (0xFFFE, "FFFE"), (0xFFFF, "FFFF"),
  ])
  func refusesControlCharacters(value: UInt32, name: String) throws {
    let scalar = try #require(Unicode.Scalar(value))
    let expected = "1:5: error: the control character U+\(name) in the text"
    #expect(readHeadlines("a: x\(scalar)") == expected)
    #expect(readHeadlines("a: '\(scalar)'") == expected)
  }

  @Test func refusesWhatLooksLikeALineEnd() {
    #expect(readHeadlines("a: 1\rb: 2") == "1:5: error: a carriage return without a line feed")
    #expect(readHeadlines("a: 1\r") == "1:5: error: a carriage return without a line feed")
    #expect(
      readHeadlines("a: 1\n\u{FEFF}b: 2")
        == "2:1: error: a byte order mark (U+FEFF) inside the text")
  }

  @Test func acceptsEveryPrintableCharacter() {
    for value in [
      0x20, 0x7E, 0x85, 0xA0, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0x1_0000, 0x10_FFFF,
    ] {
      let scalar = Unicode.Scalar(UInt32(value)).map { String(Character($0)) } ?? ""
      let document = YAMLParser.parse(SourceText(path: "f", "'\(scalar)x'")).documents.first
      #expect(document?.string == scalar + "x")
    }
  }

  @Test func reportsEveryCharacterUpToTheLimit() {
    #expect(headlines(Array("\u{1}\n\u{2}\u{3}\n".utf8)).count == 3)
    let many = YAMLParser.parse(
      SourceText(path: "f", bytes: Array(repeating: 1, count: 1_000)))
    #expect(many.diagnostics.count == 20)
    #expect(
      many.diagnostics.last?.notes.last == "there are more problems; mend these first to see them")
  }
}
