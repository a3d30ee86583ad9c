import Diagnostics
import Files
import JSON
import Skills
package import TestSupport

extension FuzzTarget {
  /// A skill's front matter and template, as the authoring tools read them: a skill or errors with places.
  package static let skill = FuzzTarget(
    "skill", samples: Samples.files(in: "Skills", endingIn: "SKILL.md"),
    dictionary: templateWords + [
      "---\n", "name: ", "description: ", ": ", "metadata:\n  a: b\n", "|",
    ],
    grammar: Grammar(
      templateRules.merging([
        "start": [
          "---\n<keys>\n---\n<text>", "---\n<keys>", "<text>", "---\n<keys>\n...\r\n<text>",
        ],
        "keys": ["description: d", "<key>: <value>", "<keys>\n<keys>"],
        "key": ["name", "description", "license", "metadata", "allowed-tools", "x"],
        "value": ["a b", "use it: when", ">\n  a\n  b", "\n  k: v", "\"q", "[a]", "1", "", "'x'"],
      ]) { $1 })
  ) { bytes in
    let library = SkillLibrary()
    switch library.draft(SourceText(path: "Skills/x/SKILL.md", bytes: bytes)) {
    case .unusable(let diagnostics): return diagnostics.isEmpty ? "unusable without a reason" : nil
    case .skill(let skill): return skill.description.isEmpty ? "a skill without description" : nil
    }
  }

  /// A text or errors with places; never more than the limits allow.
  package static let template = FuzzTarget(
    "template",
    samples: Samples.files(in: "Skills", endingIn: ".md")
      + Samples.texts(
        """
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
        """),
    dictionary: templateWords, grammar: Grammar(templateRules)
  ) { bytes in
    let limits = TemplateLimits(maximumOutputBytes: 8 << 10, maximumSteps: 10_000, maximumCalls: 5)
    let rows: JSONValue = ["rows": [["name": "MCP", "effort": "Low"], ["name": "{{ x }}"]]]
    do throws(TemplateError) {
      let template = try Template(SourceText(path: "SKILL.md", bytes: bytes)) { path in
        path == "a.md"
          ? .success(SourceText(path: path, "A {% include \"a.md\" %}"))
          : .failure(FileError(path: path, .outsideRoot))
      }
      let text = try template.render(
        arguments: ["title": "T", "list": [1, "a"]],
        tools: ServedTools(["rows"], readOnly: ["rows"]),
        limits: limits
      ) { _, _ in rows }
      // Each byte that is not UTF-8 shows as three.
      return text.utf8.count <= 3 * limits.maximumOutputBytes ? nil : "the text is too long"
    } catch {
      guard !error.diagnostics.isEmpty, error.diagnostics.count <= Template.maximumDiagnostics
      else { return "\(error.diagnostics.count) diagnostics" }
      let lineCount = bytes.count { $0 == UInt8(ascii: "\n") } + 1
      let isInside = error.diagnostics.allSatisfy { ($0.position?.line ?? 1) <= lineCount }
      return isInside ? nil : "a diagnostic lies outside"
    }
  }

  private static let templateWords = [
    "{{", "}}", "{%", "%}", "{#", "#}", "\"", "'", "(", ")", "|", ".", "=", "==", "!=", "-", "\\",
    "\n", "if", "elif", "else", "endif", "for", "in", "endfor", "raw", "endraw", "set", "include",
    "tool", "not ", " and ", "rows", "title", "{% if title %}", "{% for x in list %}", "{%-", "1",
  ]

  private static let templateRules: [String: [String]] = [
    "start": ["<text>"],
    "text": ["x", "<node>", "<node><text>", "<node>\n<text>"],
    "node": [
      "y", "{{ <expression> }}", "{% if <expression> %}<text>{% endif %}",
      "{% if <expression> %}\n<text>\n{% elif <expression> %}<text>{% else %}<text>{% endif %}",
      "{% for row in <expression> %}<text>{% endfor %}", "{% set v = <expression> %}<text>",
      "{% raw %}<text>{% endraw %}", "{# <text> #}", "{% include \"a.md\" %}", "{ {", "}}",
    ],
    "expression": [
      "title", "list", "1", "'s'", "true", "null", "row.name", "v", "not <expression>",
      "(<expression>)", "<expression> == <expression>", "<expression> and <expression>",
      "tool(\"rows\")", "tool('rows', a=<expression>)", "<expression> | count",
      "<expression> | json", "<expression> | table(name, effort)", "<expression> | list(name)",
      "<expression>.rows", "-1.5", "unknown",
    ],
  ]
}
