import Diagnostics
import JSON
import Skills
import Testing

struct TemplateTests {
  @Test(
    arguments: [
      TemplateCase("plain text", "# A\n\n{ } %} }} #}\r\n", gives: "# A\n\n{ } %} }} #}\r\n"),
      TemplateCase("an argument", "For {{ team }}.", ["team": "AI"], gives: "For AI."),
      TemplateCase("without blanks", "{{team}}", ["team": "AI"], gives: "AI"),
      TemplateCase(
        "values", "{{ a }}|{{ b }}|{{ c }}|{{ d }}|{{ e }}",
        ["a": 1, "b": true, "c": nil, "d": ["x", 2], "e": ["k": [1]]],
        gives: "1|true||x, 2|{\"k\":[1]}"),
      TemplateCase("members", "{{ a.b.if }}", ["a": ["b": ["if": "x"]]], gives: "x"),
      TemplateCase("literals", "{{ 'it\\'s' }} {{ \"a\\n\" }}{{ -1.50 }}", gives: "it's a\n-1.50"),
      TemplateCase("marks in a string", "{{ \"}} %}\" }}", gives: "}} %}"),
      TemplateCase("a comment", "a{# {{ x }} #}b", gives: "ab"),
      TemplateCase("raw text", "{% raw %}{{ x }}{% if %}{% endraw %}.", gives: "{{ x }}{% if %}."),
      TemplateCase(
        "raw lines", "a\n{% raw %}\n{{ x }}\n  {% endraw %}\nb\n", gives: "a\n{{ x }}\nb\n"),
      TemplateCase("inline raw keeps its line", "{% raw %}{{{% endraw %}\nb", gives: "{{\nb"),
      TemplateCase("code is template text", "```\n{{ x }}\n```", ["x": 1], gives: "```\n1\n```"),
    ])
  func prints(_ example: TemplateCase) {
    #expect(example.outcome == example.expected)
  }

  @Test(
    arguments: [
      TemplateCase("if", "{% if a %}x{% endif %}", ["a": 1], gives: "x"),
      TemplateCase(
        "elif and else", "{% if a %}x{% elif b %}y{% else %}z{% endif %}", ["a": 0, "b": ""],
        gives: "z"),
      TemplateCase(
        "an elif", "{% if a == 1 %}x{% elif a == 2.0 %}y{% endif %}", ["a": 2], gives: "y"),
      TemplateCase(
        "false values", "{{ not a and not b and not c }}", ["a": [], "b": [:], "c": nil],
        gives: "true"),
      TemplateCase("precedence", "{{ false and false or true }}", gives: "true"),
      TemplateCase("parentheses", "{{ false and (false or true) }}", gives: "false"),
      TemplateCase("not before ==", "{{ not 1 == 2 }}", gives: "true"),
      TemplateCase("text against number", "{{ '1' == 1 }}", gives: "false"),
      TemplateCase(
        "a missing member is false", "{{ not a.b.c }}", ["a": [:]], gives: "true"),
      TemplateCase(
        "the second operand is not looked at", "{{ true or x }}", gives: "true"),
      TemplateCase(
        "lines of statements go",
        "a\n  {% if b %}\r\nb\n{% else %}  \nc\n{% endif %}\nd\n", ["b": true], gives: "a\nb\nd\n"),
      TemplateCase(
        "a comment over lines goes", "a\n{# x\ny #}\nb", gives: "a\nb"),
      TemplateCase(
        "statements in a line", "a {% if b %}b{% endif %}\nc", ["b": true],
        gives: "a b\nc"),
    ])
  func decides(_ example: TemplateCase) {
    #expect(example.outcome == example.expected)
  }

  @Test(
    arguments: [
      TemplateCase(
        "for", "{% for x in xs %}<{{ x }}>{% endfor %}", ["xs": [1, 2]], gives: "<1><2>"),
      TemplateCase(
        "for over an answer", "{% for r in tool('rows') %}\n- {{ r.name }}\n{% endfor %}",
        gives: "- MCP\n- API\n"),
      TemplateCase(
        "a loop's names end with it",
        "{% set y = 0 %}{% for x in xs %}{% set y = x %}{{ y }}{% endfor %}{{ y }}",
        ["xs": [1, 2]], gives: "120"),
      TemplateCase(
        "nested loops", "{% for r in xs %}{% for x in r %}{{ x }}{% endfor %};{% endfor %}",
        ["xs": [[1, 2], [3]]], gives: "12;3;"),
      TemplateCase("set", "{% set n = tool('rows') | count %}\n{{ n }}", gives: "2"),
      TemplateCase(
        "a table", "{{ tool(\"rows\") | table(name, consumers, note) }}",
        gives: """
          | name | consumers | note |
          | --- | --- | --- |
          | MCP | Codex, Cursor |  |
          | API |  | two lines \\| one |
          """),
      TemplateCase(
        "a table of everything", "{{ xs | table }}", ["xs": [["a": 1], ["a": 2, "b": 3]]],
        gives: "| a | b |\n| --- | --- |\n| 1 |  |\n| 2 | 3 |"),
      TemplateCase(
        "an empty table", "{{ tool('rows', effort='None') | table(name) }}",
        gives: "| name |\n| --- |"),
      TemplateCase(
        "a quoted column", "{{ xs | table('a b') }}", ["xs": [["a b": 1]]],
        gives: "| a b |\n| --- |\n| 1 |"),
      TemplateCase(
        "a list", "{{ tool('rows', effort=e) | list(name) }}", ["e": "High"], gives: "- API"),
      TemplateCase(
        "a plain list", "{{ xs | list }}", ["xs": ["a", "b\nc"]], gives: "- a\n- b\n  c"),
      TemplateCase(
        "JSON", "{{ tool('echo', a=1, b=(x or y)) | json }}", ["x": 0, "y": "v"],
        gives: "{\n  \"a\": 1,\n  \"b\": true\n}"),
      TemplateCase(
        "null is no argument", "{{ tool('echo', a=x) | json }}", ["x": nil], gives: "{}"),
      TemplateCase(
        "an indented value keeps its indentation", "1. See\n\n   {{ xs | list }}\n",
        ["xs": [1, 2]], gives: "1. See\n\n   - 1\n   - 2\n"),
      TemplateCase(
        "text from a page stays text", "{{ tool('page').text }}",
        gives: "{{ secret }} {% raw %} {# no #}"),
    ])
  func fillsIn(_ example: TemplateCase) {
    #expect(example.outcome == example.expected)
  }

  @Test func includesFilesOnce() {
    let files = [
      "references/a.md": "A {{ x }}\n{% include 'references/b.md' %}\n",
      "references/b.md": "B{% set y = 2 %}",
    ]
    let source = "{% include \"references/a.md\" %}\n{% include './references/b.md' %}{{ y }}"
    #expect(rendered(source, files: files, arguments: ["x": 1]) == "A 1\nBB2")
  }

  @Test func namesItsTools() throws {
    let source = """
      {% if false %}{{ tool("b") }}{% endif %}{{ tool('a', x=tool("c")) | json }}{{ tool('b') }}
      """
    let template = try Template(.init(path: "SKILL.md", source))
    #expect(template.toolNames == ["b", "c", "a"])
  }

  @Test func findsUndefinedNamesInEveryBranch() throws {
    let source = """
      {% if a %}{{ b }}{% else %}{% set c = 1 %}{% endif %}{{ c }}
      {% for r in d %}{{ r.x }}{% endfor %}{{ r }}{{ tool("t", e=f) | json }}
      """
    let template = try Template(.init(path: "SKILL.md", source))
    #expect(
      template.names(arguments: ["a"]).undefined.map(\.headline) == [
        "SKILL.md:1:14: error: 'b' is not defined", "SKILL.md:2:13: error: 'd' is not defined",
        "SKILL.md:2:41: error: 'r' is not defined", "SKILL.md:2:60: error: 'f' is not defined",
      ])
  }

  @Test(arguments: ["a {{ b }}", "{% x", "{# #}", "x{{"])
  func seesMarks(text: String) {
    #expect(Template.hasMarks(text.utf8))
  }

  @Test(arguments: ["", "{", "a { b } % #", "{ {", "{}", "%}"])
  func seesNoMarks(text: String) {
    #expect(!Template.hasMarks(text.utf8))
  }
}
