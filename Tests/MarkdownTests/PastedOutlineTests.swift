import Testing

@testable import Markdown

struct PastedOutlineTests {
  /// Each row: the paste in short, one word for each paragraph (`.` for prose, `f` for two fields),
  /// and the headings with their levels.
  @Test(arguments: [
    (["Title", ".", "Aa bb", ".", "Cc dd", "."], ["1 Title", "2 Aa bb", "2 Cc dd"]),
    (["Title", "Aa bb", "Cc dd", "."], ["1 Title", "2 Aa bb", "3 Cc dd"]),
    (
      ["Title", ".", "Aa bb", "Cc dd", ".", "Ee ff", ".", "How is it", ".", "Gg hh", "."],
      ["1 Title", "2 Aa bb", "3 Cc dd", "3 Ee ff", "2 How is it", "2 Gg hh"]
    ),
    (
      ["Title", ".", "Aa bb", "How so", ".", "Why not", ".", "Contact", "."],
      ["1 Title", "2 Aa bb", "3 How so", "3 Why not", "2 Contact"]
    ),
    (
      ["Title", ".", "Aa bb", "Cc", ".", "Dd", ".", "Ee ff", "Gg hh", "."],
      ["1 Title", "2 Aa bb", "3 Cc", "3 Dd", "2 Ee ff", "3 Gg hh"]
    ),
    (
      ["Title", ".", "Aa bb", ".", "Cc dd", "f", "Ee ff", "f", "Gg hh", "."],
      ["1 Title", "2 Aa bb", "3 Cc dd", "3 Ee ff", "2 Gg hh"]
    ),
    (
      ["Title", ".", "Aa bb", "Cc dd", "f", "Ee ff", "f", "Gg hh", "."],
      ["1 Title", "2 Aa bb", "3 Cc dd", "3 Ee ff", "2 Gg hh"]
    ),
    (
      ["Title", ".", "Aa bb", "Cc dd", ".", "Ee ff", ".", "Gg hh", "f", "Ii jj", "f"],
      ["1 Title", "2 Aa bb", "3 Cc dd", "2 Ee ff", "3 Gg hh", "3 Ii jj"]
    ),
    ([".", "Aa bb", ".", "Cc dd", "."], ["0 ", "2 Aa bb", "2 Cc dd"]),
    (["Title", "f", "Aa bb", "f"], ["1 Title", "2 Aa bb"]),
  ])
  func givesLevelsByTheEvidence(paste: [String], outline: [String]) {
    let paragraphs = paste.map {
      switch $0 {
      case ".": "Some prose."
      case "f": "Effort: Low\n\nUsers: All"
      default: $0
      }
    }
    let document = parse(paragraphs.joined(separator: "\n\n") + "\n\n  • end\n")
    #expect(document.sections.map { "\($0.level) \($0.heading)" } == outline)
  }
}
