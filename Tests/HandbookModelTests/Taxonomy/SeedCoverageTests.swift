import Foundation
import Testing

@testable import HandbookModel

/// Whether the shipped pages say all that their originals say, in words of their own.
///
/// The originals lie outside of the repository; without them there is nothing to compare.
@Suite(.enabled(if: Folders.originals != nil))
struct SeedCoverageTests {
  @Test(arguments: ShippedPage.allCases)
  func keepsNumbersCodeAndLinks(_ shipped: ShippedPage) throws {
    let original = try Folders.originalText(shipped.originalPrefix)
    let text = try shipped.text
    let facts =
      original.matches(of: /\d+(-\d+)?/).map { String($0.output.0) }
      + original.matches(of: /`[^`\n]+`/).map { String($0.output) }
      + original.matches(of: /\]\(([^)\s]+)\)/).map { String($0.output.1) }
      + original.matches(of: /#[a-z][a-z-]+/).map { String($0.output) }
    #expect(Set(facts).filter { !text.contains($0) } == [])
  }

  /// Names are runs of capitalized words. The first word of a sentence may be capitalized for that
  /// reason alone, so a name may also be the run without it.
  @Test(arguments: ShippedPage.allCases)
  func keepsNames(_ shipped: ShippedPage) throws {
    let original = try Folders.originalText(shipped.originalPrefix)
    let text = try shipped.text.normalizedWords
    let names = original.matches(of: /[A-Z][A-Za-z]*(?:[ &\/]+[A-Z][A-Za-z]*)*/).map { match in
      let words = match.output.split(separator: " ").map(String.init)
      return (whole: String(match.output), rest: words.dropFirst().joined(separator: " "))
    }
    let missing = names.filter { name in
      !text.contains(name.whole.normalizedWords)
        && !name.rest.isEmpty && !text.contains(name.rest.normalizedWords)
    }
    #expect(Set(missing.map(\.whole)) == [])
  }

  /// Words with a capital or a digit inside them are names wherever they stand.
  @Test(arguments: ShippedPage.allCases)
  func keepsTechnicalTerms(_ shipped: ShippedPage) throws {
    let original = try Folders.originalText(shipped.originalPrefix)
    let text = try shipped.text
    let terms = Set(original.matches(of: /[A-Za-z]+[A-Z][A-Za-z]*/).map { String($0.output) })
    #expect(terms.filter { !text.contains($0) } == [])
  }

  @Test(arguments: ShippedPage.allCases)
  func keepsPeopleAndProducts(_ shipped: ShippedPage) throws {
    let names: [ShippedPage: [String]] = [
      .aiPlatform: [
        "Temporal", "CRON", "Workflows", "HogQL", "YAML", "Cursor", "Codex", "Lovable", "Replit",
        "Wizard", "mini crest", "community question", "feature flag", "session replays",
        "error tracking", "product analytics", "isolated workspace", "personas", "Scaffold",
      ],
      .aiPlatform1: [
        "Array", "Wizard", "MaxTool", "trajectories", "modes", "one-size-fits-all", "heavyweight",
        "sprint or two", "sprints", "reusable components", "loading state", "quality bar",
      ],
      .smallTeams: [
        "Luke", "James and Tim", "coach", "support hero", "OKRs", "overstaffed", "understaffed",
        "roadmap", "centralized", "retrospective", "pricing", "Ant Design", "UX team", "scrappy",
        "engineering-led", "Quality", "Usage", "Revenue", "attend meetings", "strictly",
      ],
    ]
    let text = try shipped.text
    #expect(try #require(names[shipped]).filter { !text.contains($0) } == [])
  }

  /// Sentences of six words or more are nowhere taken over. Lines that are names, or labels with
  /// names, are facts and stay.
  @Test(arguments: ShippedPage.allCases)
  func repeatsNoSentence(_ shipped: ShippedPage) throws {
    let text = " " + (try shipped.text.normalizedWords) + " "
    var repeated: [String] = []
    for original in ShippedPage.allCases {
      let lines = try Folders.originalText(original.originalPrefix).split(separator: "\n")
      for line in lines where !Self.isNameOrLabel(line) {
        for sentence in String(line).sentences.map(\.normalizedWords)
        where sentence.split(separator: " ").count >= 6 && text.contains(" \(sentence) ") {
          repeated.append(sentence)
        }
      }
    }
    #expect(repeated == [])
  }

  private static func isNameOrLabel(_ line: Substring) -> Bool {
    ["Consumers:", "title:", "- **Team page**", "- **Objectives**", "### Step"]
      .contains { line.hasPrefix($0) }
      // The title of the page, which is its name.
      || line == "AI platform team structure and collaboration"
  }
}

extension String {
  /// Small letters and digits with one space between the words: what stays of a text when marks,
  /// capitals and line breaks do not matter.
  var normalizedWords: String {
    let straight = lowercased().replacing("’", with: "'")
    return straight.split { !($0.isLetter || $0.isNumber || $0 == "'") }.joined(separator: " ")
  }
}
