import Measurement
import TestSupport
import Testing

@testable import HandbookModel

struct SnippetTests {
  private func snippet(_ query: String, _ text: String) throws -> String {
    let terms = try ParsedQuery(query).terms
    var text = text
    return text.withUTF8 { Snippet(terms, weights: terms.map { _ in 1 }).make(from: $0) }
  }

  @Test(arguments: [
    ("teams", "A team, two Teams and teamwork.", "A **team**, two **Teams** and teamwork."),
    ("team*", "A team and teamwork.", "A **team** and **teamwork**."),
    ("read_data", "Use `read_data`, data, read data.", "Use `**read_data**`, data, **read data**."),
    ("\"mcp server\" mcp", "The MCP MCP server.", "The **MCP** **MCP server**."),
    ("cafe", "Le Café, CAFÉ, cafe\u{301}.", "Le **Café**, **CAFÉ**, **cafe\u{301}**."),
    ("team", "One\n\n  team\tand   more\n", "One **team** and more"),
    ("absent", "Nothing to mark here.", "Nothing to mark here."),
    ("absent", "", ""),
    ("汉字", "some 汉字 here", "some **汉字** here"),
  ])
  func marksWholeWords(query: String, text: String, expected: String) throws {
    #expect(try snippet(query, text) == expected)
  }

  @Test func cutsOutTheTellingPart() throws {
    let filler = (1...60).map { "filler\($0)" }.joined(separator: " ")
    let text = "alpha alone. \(filler) then alpha meets beta here. \(filler)"
    let result = try snippet("alpha beta", text)
    #expect(result.contains("then **alpha** meets **beta** here."))
    #expect(result.hasPrefix("…filler"))
    #expect(result.hasSuffix("…"))
    #expect((180...280).contains(result.utf8.count))
  }

  @Test func takesTheBeginningWhereNothingMatches() throws {
    let text = (1...60).map { "filler\($0)" }.joined(separator: " ")
    let result = try snippet("absent", text)
    #expect(result.hasPrefix("filler1 filler2"))
    #expect(result.hasSuffix("…"))
    #expect(result.utf8.count <= 245)
  }

  @Test func isWholeCharactersWhateverTheText() throws {
    let pieces = ["team", " ", "é", "🐗", "汉", "\n", "a", "-", "ß", "İ", "teams ", "data "]
    var generator = SeededRandom(seed: 3)
    for _ in 0..<500 {
      let count = Int.random(in: 0...400, using: &generator)
      let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let result = try snippet("team data", text)
      #expect(!result.contains("\u{FFFD}"), "\(text)")
      let plain = result.replacing("**", with: "").replacing("…", with: "")
      let oneLine = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(oneLine.contains(plain), "\(text)")
    }
  }
}
