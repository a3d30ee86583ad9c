import Diagnostics
import JSON
import Skills
import TestSupport
import Testing

struct SkillRenderingTests {
  /// What a skill renders to, or why it does not.
  private func rendered(_ skill: Skill, _ arguments: JSONObject = [:]) -> String {
    do {
      return try skill.render(arguments: arguments, tools: testTools, call: answer)
    } catch {
      return "\(error)"
    }
  }

  @Test(
    arguments: [
      "plain\r\n", "", "# é\u{FEFF}\n\n\n---\n", "run ${{ secrets.TOKEN }} {% for %} {# x",
      "{{ tool_name }}", "tool(\"rows\") {{ x }}",
    ])
  func passesPlainBodiesThrough(body: String) throws {
    let folder = try TemporaryFolder()
    try folder.writeSkill("passing-through", body)
    let skill = try #require(folder.library["passing-through"])
    #expect(Array(rendered(skill).utf8) == Array(body.utf8))
    #expect(try skill.template() == nil)
  }

  @Test func rendersLiveCalls() throws {
    let folder = try TemporaryFolder()
    try folder.writeSkill("asking", "{{ tool(\"rows\") | list(name) }}")
    #expect(rendered(try #require(folder.library["asking"])) == "- MCP\n- API")
  }

  @Test func obeysWhatTheFrontMatterSaysOfTemplates() throws {
    let folder = try TemporaryFolder()
    try folder.writeSkill("asking", "{{ 1 }}", metadata: ["template: \"true\""])
    try folder.writeSkill("telling", "{{ tool('rows') }}", metadata: ["template: \"false\""])
    try folder.write("ending.md.j2", "---\ndescription: x\n---\n{{ 2 }}")
    let library = folder.library
    #expect(rendered(try #require(library["asking"])) == "1")
    #expect(rendered(try #require(library["telling"])) == "{{ tool('rows') }}")
    #expect(rendered(try #require(library["ending"])) == "2")
  }

  @Test func includesFilesOfItsFolder() throws {
    let folder = try TemporaryFolder()
    try folder.writeSkill(
      "asking", "{% include 'references/a.md' %}{{ x }}\n", metadata: ["template: \"true\""])
    try folder.write("asking/references/a.md", "{% set x = 1 %}\nA\n{% include './b.md' %}\n")
    try folder.write("asking/b.md", "B")
    #expect(rendered(try #require(folder.library["asking"])) == "A\nB1\n")
  }

  @Test(
    arguments: [
      ("../secret.txt", "the path leads outside the folder that is served"),
      ("link.txt", "the path leads outside the folder that is served"),
      ("missing.md", "no such file or directory"), (".hidden", "no such file or directory"),
      ("folder", "not a regular file"),
      ("large.txt", "the file has 2097152 bytes, more than the limit of 1048576"),
    ])
  func includesNothingElse(path: String, reason: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("secret.txt", "secret")
    try folder.writeSkill("asking", "\n{% include '\(path)' %}", metadata: ["template: \"true\""])
    try folder.link("asking/link.txt", to: "../secret.txt")
    try folder.write("asking/.hidden", "secret")
    try folder.makeFolder("asking/folder")
    try folder.write("asking/large.txt", bytes: [UInt8](repeating: 0x61, count: 2 << 20))
    #expect(
      rendered(try #require(folder.library["asking"])) == """
        Skills/asking/SKILL.md:8:1: error: '\(path)' cannot be included: \(reason)
          {% include '\(path)' %}
          ^
        note: the path starts at the skill's folder and stays inside it
        """)
  }

  /// Arguments as given, and what comes out.
  struct ArgumentCase: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var arguments: JSONObject
    var expected: String
  }

  private static let declaration = """
    team: {type: string, description: The team., required: true}
    depth: {type: string, enum: [brief, full], default: brief}
    limit: {type: integer}
    tags: {type: array, items: {type: string}}
    """

  @Test(
    arguments: [
      ArgumentCase(
        testDescription: "defaults, and null for the rest", arguments: ["team": "AI"],
        expected: "AI brief none none"),
      ArgumentCase(
        testDescription: "values of every type",
        arguments: ["team": "1", "depth": "full", "limit": 3, "tags": ["x", "y"]],
        expected: "1 full 3 x, y"),
      ArgumentCase(
        testDescription: "strings as prompts have them",
        arguments: ["team": "1", "limit": "3", "tags": "[\"x\"]"], expected: "1 brief 3 x"),
      ArgumentCase(
        testDescription: "a missing one", arguments: [:],
        expected: "the arguments do not fit the skill asking:\n- missing property \"team\""),
      ArgumentCase(
        testDescription: "several faults",
        arguments: ["team": 1, "depth": "ful", "limit": "x", "teem": 1],
        expected: """
          the arguments do not fit the skill asking:
          - team: 1 is an integer, expected a string
          - depth: "ful" is not one of "brief", "full"; did you mean "full"?
          - limit: "x" is a string, expected an integer
          - teem: unknown property; did you mean "team"?
          """),
      ArgumentCase(
        testDescription: "text that looks like a template", arguments: ["team": "{{ depth }}"],
        expected: "{{ depth }} brief none none"),
    ])
  func bindsArguments(example: ArgumentCase) throws {
    let folder = try TemporaryFolder()
    try folder.writeSkill(
      "asking",
      "{{ team }} {{ depth }} {% if limit %}{{ limit }}{% else %}none{% endif %} "
        + "{% if tags %}{{ tags }}{% else %}none{% endif %}")
    try folder.write("asking/arguments.yaml", Self.declaration)
    let skill = try #require(folder.library["asking"])
    #expect(rendered(skill, example.arguments) == example.expected)
  }

  @Test func describesItsArguments() throws {
    let folder = try TemporaryFolder()
    try folder.writeSkill("asking")
    try folder.write("asking/arguments.yaml", Self.declaration)
    let arguments = try #require(folder.library["asking"]).arguments()
    #expect(arguments.diagnostics.isEmpty)
    #expect(arguments.parameters.map(\.isRequired) == [true, false, false, false])
    #expect(arguments.parameters[0].description == "The team.")
    #expect(arguments.parameters[1].suggestedValues == ["brief", "full"])
    #expect(
      JSONValue.object(arguments.inputSchema).text == """
        {"type":"object","properties":{"team":{"type":"string","description":"The team."},\
        "depth":{"type":"string","enum":["brief","full"],"default":"brief"},\
        "limit":{"type":"integer"},"tags":{"type":"array","items":{"type":"string"}}},\
        "required":["team"],"additionalProperties":false}
        """)
  }

  @Test func takesArgumentsFromMetadata() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "asking.md",
      """
      ---
      description: x
      metadata: {arguments: '{"team": {"type": "string", "required": true}}'}
      ---
      For {{ team }}.
      """)
    #expect(rendered(try #require(folder.library["asking"]), ["team": "AI"]) == "For AI.")
  }

  @Test func refusesArgumentsOfAPlainSkill() throws {
    let folder = try TemporaryFolder()
    try folder.writeSkill("asking")
    #expect(
      rendered(try #require(folder.library["asking"]), ["x": 1]) == """
        the arguments do not fit the skill asking:
        - x: unknown property
        """)
  }

  @Test func saysWhatIsWrongInAFile() throws {
    let folder = try TemporaryFolder()
    try folder.writeSkill("asking", "a\n{{ tem }}\n")
    try folder.write("asking/arguments.yaml", "team: {type: string}\n")
    #expect(
      rendered(try #require(folder.library["asking"])) == """
        Skills/asking/SKILL.md:6:4: error: 'tem' is not defined
          {{ tem }}
             ^
        note: did you mean 'team'?
        """)
    try folder.write("asking/arguments.yaml", "team: {type: strin}\n")
    #expect(
      rendered(try #require(folder.library["asking"])) == """
        Skills/asking/arguments.yaml:1:1: error: argument 'team' has no usable schema: /type: unknown \
        type "strin"; did you mean "string"?
          team: {type: strin}
          ^
        """)
  }
}
