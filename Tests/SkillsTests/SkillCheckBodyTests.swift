import Diagnostics
import Skills
import TestSupport
import Testing

struct SkillCheckBodyTests {
  /// The diagnostics about a body that begins on line 5.
  private func checked(
    _ body: String, metadata: [String] = [], in folder: TemporaryFolder
  ) throws -> String {
    try folder.writeSkill("finding-owners", body, metadata: metadata)
    let skill = try #require(folder.library["finding-owners"])
    return skill.check(tools: testTools).map(\.rendered).joined(separator: "\n")
      .split(separator: "\n").map { $0.replacing("Skills/finding-owners/", with: "") }
      .joined(separator: "\n")
  }

  @Test func checksLinks() throws {
    let folder = try TemporaryFolder()
    try folder.write("secret.md")
    try folder.write("finding-owners/references/owner list.md")
    try folder.link("finding-owners/link.md", to: "../secret.md")
    let body = """
      [a](references/owners.md) and [b](references/owner%20list.md), [c](../secret.md),
      [d](/etc/passwd) [e](link.md) [f](references) `scripts/go.sh` `assets/<name>`
      ```
      [g](nowhere.md)
      ```
      """
    #expect(
      try self.checked(body, in: folder) == """
        SKILL.md:5:5: error: 'references/owners.md' leads nowhere: the skill has no such file
          [a](references/owners.md) and [b](references/owner%20list.md), [c](../secret.md),
              ^
        note: did you mean 'references/owner list.md'?
        SKILL.md:5:68: error: '../secret.md' leads out of the skill's folder
          [a](references/owners.md) and [b](references/owner%20list.md), [c](../secret.md),
                                                                             ^
        note: copy the file into the folder, or link to it by its address
        SKILL.md:6:5: error: '/etc/passwd' leads out of the skill's folder
          [d](/etc/passwd) [e](link.md) [f](references) `scripts/go.sh` `assets/<name>`
              ^
        note: copy the file into the folder, or link to it by its address
        SKILL.md:6:22: error: 'link.md' leads out of the skill's folder
          [d](/etc/passwd) [e](link.md) [f](references) `scripts/go.sh` `assets/<name>`
                               ^
        note: copy the file into the folder, or link to it by its address
        SKILL.md:6:48: warning: 'scripts/go.sh' leads nowhere: the skill has no such file
          [d](/etc/passwd) [e](link.md) [f](references) `scripts/go.sh` `assets/<name>`
                                                         ^
        link.md: error: the path leads outside the folder that is served
        """)
  }

  @Test func keepsReferencesOneLevelDeep() throws {
    let folder = try TemporaryFolder()
    try folder.write("finding-owners/references/a.md", "See [b](b.md), [c](c.md).\n")
    try folder.write(
      "finding-owners/references/b.md", "[up](../../x.md) [no](no.md) [root](references/a.md)")
    try folder.write("finding-owners/references/c.md", "[itself](c.md)")
    #expect(
      try self.checked("[a](references/a.md) [b](references/b.md)", in: folder) == """
        references/a.md:1:20: warning: 'c.md' is reached only through another reference
          See [b](b.md), [c](c.md).
                             ^
        note: link to it from SKILL.md too: references are one level deep
        references/b.md:1:6: warning: '../../x.md' leads out of the skill's folder
          [up](../../x.md) [no](no.md) [root](references/a.md)
               ^
        note: copy the file into the folder, or link to it by its address
        references/b.md:1:23: warning: 'no.md' leads nowhere: the skill has no such file
          [up](../../x.md) [no](no.md) [root](references/a.md)
                                ^
        note: did you mean 'references/a.md'?
        """)
  }

  @Test func checksTools() throws {
    let folder = try TemporaryFolder()
    let tools = ServedTools(
      ["list_vectors", "search"], readOnly: [String]?.none, disabled: ["run-sql": "it is off"])
    try folder.writeSkill(
      "finding-owners", "`list_vector`, `run-sql`, `searching`, `list_values`, `search(query)`\n",
      metadata: ["requires-tools: search, list-vectors run-sql"])
    let skill = try #require(folder.library["finding-owners"])
    #expect(
      skill.check(tools: tools).map(\.rendered).joined(separator: "\n") == """
        Skills/finding-owners/SKILL.md:5:27: error: there is no tool 'list-vectors'
            requires-tools: search, list-vectors run-sql
                                    ^
        note: did you mean 'list_vectors'?
        Skills/finding-owners/SKILL.md:5:40: warning: the tool 'run-sql' is not served: it is off
            requires-tools: search, list-vectors run-sql
                                                 ^
        Skills/finding-owners/SKILL.md:7:2: warning: there is no tool 'list_vector'
          `list_vector`, `run-sql`, `searching`, `list_values`, `search(query)`
           ^
        note: did you mean 'list_vectors'?
        Skills/finding-owners/SKILL.md:7:17: warning: the tool 'run-sql' is not served: it is off
          `list_vector`, `run-sql`, `searching`, `list_values`, `search(query)`
                          ^
        """)
  }

  @Test func checksTemplates() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "finding-owners/arguments.yaml", "team: {type: string}\nunused: {type: string}\n")
    try folder.write("finding-owners/references/a.md", "{{ tool('wirte') }}")
    let body = """
      {% if false %}{{ tem }}{% endif %}{{ team }}
      {% include "references/a.md" %}
      {{ tool('write') }}
      """
    #expect(
      try self.checked(body, in: folder) == """
        SKILL.md:5:18: error: 'tem' is not defined
          {% if false %}{{ tem }}{% endif %}{{ team }}
                           ^
        note: did you mean 'team'?
        SKILL.md:7:4: error: the tool 'write' is not read-only, so a template cannot call it
          {{ tool('write') }}
             ^
        note: name it in the text instead, for the agent to call
        arguments.yaml:2:1: warning: the body does not use the argument 'unused'
        note: use it, or remove it
        references/a.md:1:4: error: there is no tool 'wirte'
          {{ tool('wirte') }}
             ^
        note: did you mean 'write'?
        """)
  }

  @Test func reportsFaultsOfTemplates() throws {
    let folder = try TemporaryFolder()
    #expect(
      try self.checked("{{ tool('rows') | tabel }}\n{% if x %}", in: folder) == """
        SKILL.md:5:19: error: there is no filter 'tabel'
          {{ tool('rows') | tabel }}
                            ^
        note: did you mean 'table'?
        SKILL.md:6:1: error: 'if' is never closed
          {% if x %}
          ^
        note: close it with {% endif %}
        """)
  }

  @Test func warnsOfMarksThatAreNotActedOn() throws {
    let folder = try TemporaryFolder()
    #expect(
      try self.checked("a {# b\n{{ team }}", in: folder) == """
        SKILL.md:6:1: warning: the marks of a template stay as they are: the skill is not declared to \
        be one
          {{ team }}
          ^
        note: declare arguments in arguments.yaml, or write template: "true" under 'metadata'; \
        "false" says that the marks are meant as text
        """)
    #expect(try self.checked("{{ team }}", metadata: ["template: \"false\""], in: folder) == "")
  }

  @Test func checksDeclarationsOfArguments() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "finding-owners/arguments.yaml",
      "for: {type: string}\nb: x\nc: {type: int}\nd: {type: string, default: 1}\ne-f: {}\n")
    #expect(
      try self.checked("{{ b }}", metadata: ["arguments: team"], in: folder) == """
        SKILL.md:5:14: error: 'arguments' must be a string that holds a JSON object
            arguments: team
                       ^
        note: for instance '{"team": {"type": "string", "required": true}}', or write arguments.yaml
        SKILL.md:5:14: error: the arguments are declared in arguments.yaml as well
            arguments: team
                       ^
        note: remove one of them
        arguments.yaml:1:1: error: a template cannot use an argument with the name 'for'
          for: {type: string}
          ^
        note: use letters, digits and underscores, and no word of the template language
        arguments.yaml:2:1: error: argument 'b' must be a mapping that holds a JSON Schema
          b: x
          ^
        note: for instance {type: string, description: …}
        arguments.yaml:3:1: error: argument 'c' has no usable schema: /type: unknown type "int"; did \
        you mean "integer"?
          c: {type: int}
          ^
        arguments.yaml:4:1: error: the default of argument 'd' does not fit its schema: 1 is an \
        integer, expected a string
          d: {type: string, default: 1}
          ^
        arguments.yaml:5:1: error: a template cannot use an argument with the name 'e-f'
          e-f: {}
          ^
        note: use letters, digits and underscores, and no word of the template language
        """)
  }

  @Test func givesALooseSkillNoLinks() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "asking.md", "---\nname: asking\ndescription: Use it.\n---\n[a](b.md) [b](https://x.org)\n")
    try folder.write("b.md", "---\ndescription: x\n---\n")
    #expect(
      try #require(folder.library["asking"]).check(tools: []).map(\.headline) == [
        "Skills/asking.md:5:5: error: a skill without a folder has no other files"
      ])
  }
}
