import Diagnostics
import Foundation
import Testing

@testable import Markdown

/// The three original documents that lie in `shared/seeds` beside the repository's folder, or in
/// the folder that HANDBOOK_SHARED names. They are not part of the package: without them, nothing
/// runs here.
struct SeedPagesTests {
  static let folder: URL = {
    if let shared = ProcessInfo.processInfo.environment["HANDBOOK_SHARED"] {
      return URL(fileURLWithPath: shared).appendingPathComponent("seeds")
    }
    return URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../shared/seeds")
      .standardizedFileURL
  }()

  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

  private func page(_ prefix: String) throws -> MarkdownDocument {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    let name = try #require(names.first { $0.hasPrefix(prefix) })
    let data = try Data(contentsOf: Self.folder.appendingPathComponent(name))
    return MarkdownParser.parse(SourceText(path: name, bytes: Array(data)))
  }

  private func outline(_ document: MarkdownDocument) -> [String] {
    document.sections.filter { $0.level > 0 }.map {
      String(repeating: "  ", count: $0.level - 1) + $0.heading
    }
  }

  @Test(.enabled(if: isPresent)) func findsTheOutlineOfThePastedPage() throws {
    let document = try page("001_")
    #expect(document.isPasted)
    #expect(
      outline(document) == [
        "AI platform team structure and collaboration",
        "  Who does what",
        "    The PostHog AI team",
        "    The PostHog Code team",
        "    The Signals team",
        "    Product teams",
        "  How the teams connect",
        "  Integration vectors for product teams",
        "    MCP: Expose your APIs to agents",
        "    Skills: Teach agents how to do jobs",
        "    Signals: Feed the autonomy loop",
        "    PostHog Code: Features for the agentic development environment",
        "    Automations & background agents",
        "  How to get started",
        "  When to reach out",
        "  Best practices",
        "    Start headless, then UI",
        "    Start small",
        "    Describe your API fields",
        "  Contact",
      ])
  }

  @Test(.enabled(if: isPresent)) func findsTheVectorsOfThePastedPage() throws {
    let vectors = try page("001_").sections.filter {
      $0.headingPath.dropFirst().first == "Integration vectors for product teams" && $0.level == 3
    }
    let fields = vectors.map { $0.blocks.flatMap(\.fields) }
    #expect(fields.allSatisfy { $0.map(\.label) == ["Effort", "Consumers"] })
    #expect(
      fields.map { $0.first?.value } == [
        "Low", "Medium, but the impact is very high.", "Low to medium.", "High.", "Medium to high.",
      ])
    #expect(fields.map { $0.first?.line } == [57, 65, 73, 81, 89])
    #expect(fields[3].last?.value == "PostHog Code.")
    #expect(fields[2].last?.value.hasPrefix("PostHog Code (local development) and ") == true)
  }

  @Test(.enabled(if: isPresent)) func tidiesThePastedPageWithoutLosingText() throws {
    let document = try page("001_")
    let team = try #require(document.sections.first { $0.heading == "The PostHog AI team" })
    #expect(team.blocks.map(\.lines) == [11...12])
    #expect(team.blocks[0].text.hasPrefix("PostHog AI Team is responsible for the architecture,"))
    #expect(
      team.blocks[0].codeSpans == ["search", "read_data", "read_taxonomy", "enable_mode"])
    let contact = try #require(document.sections.last)
    #expect(contact.blocks.map(\.text) == ["For questions about working with the AI platform:"])
    let steps = try #require(document.sections.first { $0.heading == "How to get started" })
    let numbers = steps.blocks.compactMap {
      if case .listItem(_, let number, _) = $0.kind { number } else { nil }
    }
    #expect(numbers == [1, 2, 3, 4])
  }

  @Test(.enabled(if: isPresent)) func readsTheOlderPlatformPage() throws {
    let document = try page("000_")
    #expect(!document.isPasted)
    #expect(document.frontMatter != nil)
    #expect(
      outline(document) == [
        "  Who does what",
        "    The PostHog AI team",
        "    The Array team",
        "    Product teams",
        "  How to get started",
        "    Step 1: Reach out early",
        "    Step 2: Define the use case",
        "    Step 3: Plan the collaboration",
        "    Step 4: Coordinate sprints",
        "  Best practices",
        "    Start small",
        "    Maintain consistency",
        "  Contact",
      ])
    let contact = try #require(document.sections.last).blocks.dropFirst()
    #expect(
      contact.flatMap(\.fields) == [
        MarkdownField(label: "Slack", value: "#team-posthog-ai", line: 65),
        MarkdownField(label: "Team page", value: "PostHog AI team", line: 66),
        MarkdownField(label: "Objectives", value: "Current goals and initiatives", line: 67),
      ])
    #expect(
      contact.flatMap(\.links).map(\.destination) == [
        "/teams/posthog-ai", "/teams/posthog-ai/objectives",
      ])
  }

  @Test(.enabled(if: isPresent)) func readsTheSmallTeamsPage() throws {
    let document = try page("002_")
    #expect(!document.isPasted)
    #expect(document.sections.count == 21)
    #expect(document.sections.filter { $0.heading.hasSuffix("?") }.count == 17)
    let question = try #require(document.sections.first { $0.heading.contains("toes") })
    #expect(question.heading == "Can I still step on toes?")
    #expect(question.headingPath == ["FAQ", "Can I still step on toes?"])
    #expect(question.headingLinks.map(\.destination) == ["/handbook/company/values"])
    let rules = try #require(document.sections.first { $0.heading == "How it works" })
    #expect(rules.blocks.count == 9)
    #expect(rules.blocks[1].text == "A Small Team should strictly be between 2-6 people")
  }

  /// Every word of a page is found again in some text, heading or destination.
  @Test(.enabled(if: isPresent), arguments: ["000_", "001_", "002_"])
  func losesNoWord(prefix: String) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    let name = try #require(names.first { $0.hasPrefix(prefix) })
    let text = try String(
      contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
    let document = MarkdownParser.parse(SourceText(path: name, text))
    var found = ""
    for section in document.sections {
      found += section.heading + " "
      let links = section.headingLinks + section.blocks.flatMap(\.links)
      found += links.map { $0.destination + " " }.joined()
      found += section.blocks.map { $0.text + " " }.joined()
    }
    // The numbers of items are no text; front matter, cards and furniture are left out on purpose.
    var body = text.components(separatedBy: "\n---\n").last ?? text
    for furniture in [
      "mini crest", "Community questions", "Was this page useful",
      "Questions about this page? or post a community question",
    ] {
      body = body.replacingOccurrences(of: furniture, with: "")
    }
    let words = body.split { !$0.isLetter }.map(String.init)
    let missing = Set(words).subtracting(
      found.split { !$0.isLetter }.map(String.init))
    #expect(missing == [])
  }
}
