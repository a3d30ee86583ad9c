import Diagnostics
import JSON
import Skills
import Testing

struct TemplateLimitTests {
  private func headline(
    _ source: String, files: [String: String] = [:], arguments: JSONObject = [:],
    limits: TemplateLimits = TemplateLimits()
  ) -> String {
    let text = rendered(source, files: files, arguments: arguments, limits: limits)
    return String(text.prefix { $0 != "\n" })
  }

  private func nested(_ depth: Int) -> String {
    String(repeating: "{% if a %}", count: depth) + "x"
      + String(repeating: "{% endif %}", count: depth)
  }

  @Test func limitsNesting() {
    #expect(headline(nested(32), arguments: ["a": 1]) == "x")
    #expect(
      headline(nested(33)) == "SKILL.md:1:321: error: nested deeper than 32 levels")
    #expect(headline(nested(100_000)) == "SKILL.md:1:321: error: nested deeper than 32 levels")
  }

  @Test(arguments: ["(", "not ", "tool('a', b="])
  func limitsNestingOfExpressions(opening: String) {
    let source = "{{ " + String(repeating: opening, count: 100_000)
    #expect(headline(source + "1 }}").hasSuffix("error: nested deeper than 32 levels"))
  }

  @Test func takesLongChains() {
    let source = "{{ a" + String(repeating: " and a", count: 50_000) + " }}"
    #expect(headline(source, arguments: ["a": 1]) == "true")
    let members = "{{ not a" + String(repeating: ".b", count: 50_000) + " }}"
    #expect(headline(members, arguments: ["a": [:]]) == "true")
  }

  @Test func limitsOutput() {
    let source = "{% for x in xs %}{{ y }}{% endfor %}"
    let arguments: JSONObject = [
      "xs": .array(Array(repeating: 1, count: 65)),
      "y": .string(String(repeating: "y", count: 1024)),
    ]
    #expect(
      headline(source, arguments: arguments)
        == "SKILL.md:1:18: error: the text becomes longer than 65536 bytes here")
    #expect(
      headline("{{ xs | list }}", arguments: arguments, limits: .init(maximumOutputBytes: 100))
        == "SKILL.md:1:9: error: the text becomes longer than 100 bytes here")
  }

  @Test func limitsSteps() {
    let loop = "{% for x in xs %}"
    let source =
      String(repeating: loop, count: 10) + String(repeating: "{% endfor %}", count: 10)
    #expect(
      headline(source, arguments: ["xs": [1, 2, 3, 4]])
        == "SKILL.md:1:166: error: rendering takes more than 100000 steps")
  }

  @Test func limitsCalls() {
    let source = "{% for x in xs %}{% set y = tool('rows') %}{% endfor %}"
    #expect(
      headline(source, arguments: ["xs": .array(Array(repeating: 1, count: 51))])
        == "SKILL.md:1:29: error: more than 50 tool calls")
  }

  @Test func refusesCycles() {
    let files = [
      "a.md": "{% include 'b.md' %}", "b.md": "{% if false %}{% include 'a.md' %}{% endif %}",
    ]
    #expect(
      headline("{% include 'a.md' %}", files: files)
        == "b.md:1:15: error: the file includes itself: a.md → b.md → a.md")
  }

  @Test func limitsDepthOfIncludes() {
    var files: [String: String] = ["9.md": "x"]
    for level in 1...8 { files["\(level).md"] = "{% include '\(level + 1).md' %}" }
    #expect(headline("{% include '2.md' %}", files: files) == "x")
    let message = "error: files include each other more than 8 levels deep"
    #expect(headline("{% include '1.md' %}", files: files) == "8.md:1:1: \(message)")
    // Reached on a shorter way first.
    #expect(
      headline("{% include '9.md' %}{% include '2.md' %}{% include '1.md' %}", files: files)
        == "1.md:1:1: \(message)")
  }

  @Test func limitsIncludesThatMultiply() {
    var files: [String: String] = ["8.md": ""]
    for level in 1...7 {
      files["\(level).md"] = String(repeating: "{% include '\(level + 1).md' %}", count: 10)
    }
    #expect(
      headline("{% include '1.md' %}", files: files).hasSuffix(
        "error: rendering takes more than 100000 steps"))
  }
}
