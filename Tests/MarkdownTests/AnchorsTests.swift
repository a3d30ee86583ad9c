import Testing

@testable import Markdown

struct AnchorsTests {
  @Test(arguments: [
    ("How it works", "how-it-works"),
    ("Automations & background agents", "automations--background-agents"),
    ("What's new? (v1.2)", "whats-new-v12"),
    ("snake_case and - dash", "snake_case-and---dash"),
    ("Über — „uns“ 日本 ❤️", "über--uns-日本-\u{FE0F}"),
    ("", ""),
  ])
  func formsFragmentsAsGitHubDoes(heading: String, fragment: String) {
    #expect(Anchors.fragment(of: heading) == fragment)
  }

  @Test func numbersRepeats() {
    var anchors = Anchors()
    let headings = ["Plan", "Plan", "Plan 1", "Plan", "plan", "Plan 1"]
    #expect(
      headings.map { anchors.next(for: $0) } == [
        "plan", "plan-1", "plan-1-1", "plan-2", "plan-3", "plan-1-2",
      ])
  }
}
