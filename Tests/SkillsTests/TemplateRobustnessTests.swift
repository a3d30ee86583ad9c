import Diagnostics
import JSON
import Skills
import TestSupport
import Testing

struct TemplateRobustnessTests {
  private static let sample = """
    # {{ title }}
    {# a comment #}
    {% set rows = tool("rows", effort='Low', n=-1.5) %}
    {% for row in rows %}
    - {{ row.name }}: {% if not row.note and (row.effort == "Low" or true) %}x{% elif 1 != 2 %}y\
    {% else %}z{% endif %}
    {% endfor %}
    {% raw %}{{ }}{% endraw %}
    {% include "a.md" %}
    {{ rows | table(name, 'effort') }}{{ rows | count }}
    """

  @Test func takesInputCutOffAnywhere() {
    let bytes = Array(Self.sample.utf8)
    for end in 0...bytes.count {
      let text = String(decoding: bytes[..<end], as: UTF8.self)
      #expect(!rendered(text, files: ["a.md": "A"], arguments: ["title": "T"]).isEmpty || end == 0)
    }
  }

  @Test func takesMutatedInput() {
    var generator = SeededGenerator(seed: 7)
    let pieces = [
      "{{", "}}", "{%", "%}", "{#", "#}", "\"", "'", "(", ")", "|", ".", "=", "==", "-", "\\", "\n",
      "if", "endif", "for", "in", "endfor", "raw", "endraw", "tool", "not", "é", "\u{0}", " ",
    ]
    for _ in 0..<3000 {
      var bytes = Array(Self.sample.utf8)
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let at = Int.random(in: 0..<bytes.count, using: &generator)
        if Bool.random(using: &generator) {
          bytes.remove(at: at)
        } else {
          bytes.insert(
            contentsOf: pieces[Int.random(in: 0..<pieces.count, using: &generator)].utf8, at: at)
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      let outcome = rendered(text, files: ["a.md": "A"], arguments: ["title": "T"])
      // Either a text or diagnostics that have a place.
      #expect(
        !outcome.contains(": error: ") || outcome.hasPrefix("SKILL.md:"), "seed 7, input: \(text)")
    }
  }
}
