import JSON
import Skills
import Testing

struct TemplateFaultTests {
  @Test(
    arguments: [
      TemplateCase(
        "an undefined name", "Hello\n  {{ tem }}", ["team": 1],
        gives: """
          SKILL.md:2:6: error: 'tem' is not defined
              {{ tem }}
                 ^
          note: did you mean 'team'?
          """),
      TemplateCase(
        "nothing to choose from", "{{ x }}",
        gives: """
          SKILL.md:1:4: error: 'x' is not defined
            {{ x }}
               ^
          note: no name is defined here
          note: declare it in arguments.yaml, or set it before it is used
          """),
      TemplateCase(
        "a missing member", "{{ a.nme }}", ["a": ["name": 1]],
        gives: """
          SKILL.md:1:6: error: the value has no 'nme'
            {{ a.nme }}
                 ^
          note: did you mean 'name'?
          """),
      TemplateCase(
        "a member of a text", "{{ a.b }}", ["a": "x"],
        gives: """
          SKILL.md:1:6: error: there is no 'b' here: the value is a text, not an object
            {{ a.b }}
                 ^
          """),
      TemplateCase(
        "an unknown tool", "{{ tool('row') }}",
        gives: """
          SKILL.md:1:4: error: there is no tool 'row'
            {{ tool('row') }}
               ^
          note: did you mean 'rows'?
          """),
      TemplateCase(
        "a disabled tool", "{{ tool('off') }}",
        gives: """
          SKILL.md:1:4: error: the tool 'off' is not served: it is not enabled
            {{ tool('off') }}
               ^
          """),
      TemplateCase(
        "a tool that writes", "{{ tool('write') }}",
        gives: """
          SKILL.md:1:4: error: the tool 'write' is not read-only, so a template cannot call it
            {{ tool('write') }}
               ^
          note: name it in the text instead, for the agent to call
          """),
      TemplateCase(
        "a failing call", "x {{ tool('fail', effort='Lo') | json }}",
        gives: """
          SKILL.md:1:6: error: the call of 'fail' failed: the arguments do not fit:
            x {{ tool('fail', effort='Lo') | json }}
                 ^
          note: - effort: "Lo" is not one of "Low", "High"
          """),
      TemplateCase(
        "a missing column", "{{ tool('rows') | table(name, efort) }}",
        gives: """
          SKILL.md:1:31: error: no row has a 'efort'
            {{ tool('rows') | table(name, efort) }}
                                          ^
          note: did you mean 'effort'?
          """),
      TemplateCase(
        "several lists", "{% for x in a %}{% endfor %}", ["a": ["p": [1], "q": [2]]],
        gives: """
          SKILL.md:1:13: error: the value has several lists: p, q
            {% for x in a %}{% endfor %}
                        ^
          note: choose one, for instance .p
          """),
      TemplateCase(
        "no rows", "{{ 1 | count }}",
        gives: """
          SKILL.md:1:8: error: the value is a number, which has no rows
            {{ 1 | count }}
                   ^
          """),
      TemplateCase(
        "a list of objects", "{{ tool('rows') | list }}",
        gives: """
          SKILL.md:1:19: error: the rows are objects
            {{ tool('rows') | list }}
                              ^
          note: say which field to list: | list(name)
          """),
      TemplateCase(
        "a table of texts", "{{ a | table(x) }}", ["a": ["b"]],
        gives: """
          SKILL.md:1:14: error: the rows are plain values, which have no fields
            {{ a | table(x) }}
                         ^
          note: leave the fields out: | list
          """),
    ])
  func saysWhatCannotBeFilledIn(_ example: TemplateCase) {
    #expect(example.outcome == example.expected)
  }

  /// Only the first lines: the advice is the same for many.
  @Test(
    arguments: [
      ("{{ a", "SKILL.md:1:1: error: '{{' is never closed"),
      ("x {# a", "SKILL.md:1:3: error: '{#' is never closed"),
      ("{% if a", "SKILL.md:1:1: error: '{%' is never closed"),
      ("{{", "SKILL.md:1:1: error: '{{' is never closed"),
      ("{{ }}", "SKILL.md:1:4: error: expected a value here"),
      ("{{ a b }}", "SKILL.md:1:6: error: expected '}}' here"),
      ("{{ a = b }}", "SKILL.md:1:6: error: '=' does not compare"),
      ("{{- a }}", "SKILL.md:1:3: error: a '-' at the edge of a mark is not supported"),
      ("{{ a -}}", "SKILL.md:1:6: error: a '-' at the edge of a mark is not supported"),
      ("{%- if a %}", "SKILL.md:1:3: error: a '-' at the edge of a mark is not supported"),
      ("{{ a. }}", "SKILL.md:1:7: error: expected a member's name here"),
      ("{{ a | upper }}", "SKILL.md:1:8: error: there is no filter 'upper'"),
      ("{{ a | list(b, c) }}", "SKILL.md:1:16: error: 'list' takes one field at most"),
      ("{{ a | json(b) }}", "SKILL.md:1:13: error: 'json' takes no field"),
      ("{{ range(3) }}", "SKILL.md:1:4: error: there is no function 'range'"),
      ("{{ tool }}", "SKILL.md:1:4: error: 'tool' is called with a name"),
      ("{{ tool(a) }}", "SKILL.md:1:9: error: a tool's name is written out, in quotes"),
      ("{{ tool('a', b) }}", "SKILL.md:1:15: error: expected '=' and a value here"),
      ("{{ tool('a', b=1, b=2) }}", "SKILL.md:1:19: error: the argument 'b' is there twice"),
      ("{{ 'a }}", "SKILL.md:1:4: error: the quote is not closed"),
      ("{{ 'a\\x' }}", "SKILL.md:1:6: error: no escape sequence of a template"),
      ("{{ 01 }}", "SKILL.md:1:4: error: no number"),
      ("{{ (a }}", "SKILL.md:1:7: error: expected ')' here"),
      ("{{ if }}", "SKILL.md:1:4: error: expected a value here"),
      ("{% %}", "SKILL.md:1:4: error: a statement is missing after '{%'"),
      ("{% fi %}", "SKILL.md:1:4: error: there is no statement 'fi'"),
      ("{% if a %}", "SKILL.md:1:1: error: 'if' is never closed"),
      ("{% for x in a %}", "SKILL.md:1:1: error: 'for' is never closed"),
      ("{% raw %}{{", "SKILL.md:1:1: error: 'raw' is never closed"),
      ("{% endif %}", "SKILL.md:1:1: error: 'endif' without a {% if … %} before it"),
      ("{% else %}", "SKILL.md:1:1: error: 'else' without a {% if … %} before it"),
      ("{% endraw %}", "SKILL.md:1:1: error: 'endraw' without a {% raw … %} before it"),
      (
        "{% for if in a %}{% endfor %}",
        "SKILL.md:1:8: error: 'if' is a word of the template language"
      ),
      ("{% for x of a %}{% endfor %}", "SKILL.md:1:12: error: expected 'in' here"),
      ("{% set x %}", "SKILL.md:1:10: error: expected '=' here"),
      (
        "{% include a %}",
        "SKILL.md:1:12: error: the path of a file to include is written out, in quotes"
      ),
      (
        "{% if a %}{% else %}{% elif b %}{% endif %}",
        "SKILL.md:1:21: error: nothing can follow the 'else' of an if but 'endif'"
      ),
      (
        "{% include '../x.md' %}",
        "SKILL.md:1:1: error: '../x.md' cannot be included: the path leads outside the folder that is served"
      ),
    ])
  func saysWhatIsNotATemplate(source: String, headline: String) {
    #expect(rendered(source).split(separator: "\n").first.map(String.init) == headline)
  }

  @Test func reportsEveryFault() {
    let source = "{{ a b }}\n{% if %}\n{% fi %}\n{% endif %}\n{{ c | x }}\n{% endfor %}"
    let headlines = rendered(source).split(separator: "\n").filter { $0.contains(": error: ") }
    #expect(
      headlines == [
        "SKILL.md:1:6: error: expected '}}' here", "SKILL.md:2:7: error: expected a value here",
        "SKILL.md:3:4: error: there is no statement 'fi'",
        "SKILL.md:5:8: error: there is no filter 'x'",
        "SKILL.md:6:1: error: 'endfor' without a {% for … %} before it",
      ])
  }

  @Test func reportsNoMoreThanTheLimit() {
    let text = rendered(String(repeating: "{{ }}\n", count: 1000))
    #expect(text.split(separator: "\n").count { $0.contains(": error: ") } == 20)
  }

  @Test func saysWhereAnIncludedFileFails() {
    let files = ["a.md": "{% include 'b.md' %}", "b.md": "line\n{{ x }}"]
    #expect(
      rendered("\n{% include 'a.md' %}", files: files, arguments: ["xs": 1]) == """
        b.md:2:4: error: 'x' is not defined
          {{ x }}
             ^
        note: did you mean 'xs'?
        note: included by a.md:1
        note: included by SKILL.md:2
        """)
  }
}
