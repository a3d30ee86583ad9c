import Foundation
import JSON
import TestSupport
import Testing

/// Limits of skills.
extension LimitsTests {
  static let skills: [Reach] = [
    Reach(limit: "skill_name") { value, root in
      try check(root, limit: value, complaint: "characters") { length in
        let name = String(repeating: "a", count: length)
        return ("Skills/\(name)/SKILL.md", skill(name))
      }
    },
    Reach(limit: "front_matter") { value, root in
      try check(root, limit: value, complaint: "Skills/reading-much") { length in
        let text = skill("reading-much")
        let padding = String(repeating: "x", count: length - (text.utf8.count - 9) - 3)
        return (
          "Skills/reading-much/SKILL.md",
          text.replacing("---\nname", with: "---\n# \(padding)\nname")
        )
      }
    },
    Reach(limit: "arguments_file") { value, root in
      try root.write("Skills/reading-much/SKILL.md", skill("reading-much"))
      try check(root, limit: value, complaint: "more than the limit of \(value)") { length in
        let text = "subject: {type: string, description: What it is about.}\n#"
        let padding = String(repeating: "x", count: length - text.utf8.count)
        return ("Skills/reading-much/arguments.yaml", text + padding)
      }
    },
    Reach(limit: "included_file") { value, root in
      try root.write(
        "Skills/reading-much/SKILL.md",
        skill("reading-much")
          .replacing("\n---\n", with: "\nmetadata: {template: \"true\"}\n---\n")
          + "{% include \"much.md\" %}\n")
      try check(root, limit: value, complaint: "more than the limit of \(value)") { length in
        ("Skills/reading-much/much.md", "{#" + String(repeating: "x", count: length - 4) + "#}")
      }
    },
    Reach(limit: "skill_description") { value, root in
      try check(root, limit: value, complaint: "characters, more than \(value)") { length in
        let description = "Reads. Use when " + String(repeating: "x", count: length - 16)
        return (
          "Skills/reading-much/SKILL.md",
          skill("reading-much").replacing(skillDescription, with: description)
        )
      }
    },
    Reach(limit: "inclusions") { value, root in
      try root.write("Skills/reading-much/1.md", "The end.\n")
      for level in 2...value + 1 {
        try root.write(
          "Skills/reading-much/\(level).md", "{% include \"\(level - 1).md\" %}\n")
      }
      try check(root, limit: value, complaint: "more than \(value) levels deep") { levels in
        ("Skills/reading-much/SKILL.md", template("{% include \"\(levels).md\" %}"))
      }
    },
    Reach(limit: "template_nesting") { value, root in
      try check(root, limit: value, complaint: "nested deeper than \(value) levels") { levels in
        let text =
          String(repeating: "{% if true %}", count: levels) + "x"
          + String(repeating: "{% endif %}", count: levels)
        return ("Skills/reading-much/SKILL.md", template(text))
      }
    },
    Reach(limit: "template_text") { value, root in
      try expectPrompt(
        root, error: "the text becomes longer than \(value) bytes",
        within: String(repeating: "x", count: value - 1),
        beyond: String(repeating: "x", count: value))
    },
    Reach(limit: "template_steps") { value, root in
      // A loop over all pages within another one: a step for each round.
      let pageCount = Int(Double(value).squareRoot()) - 1
      let loops = "{% for a in pages %}{% for b in pages %}{% endfor %}{% endfor %}"
      let template =
        #"{% set pages = tool("list_many", limit=1000, max_tokens=8000).pages %}"# + loops
      try expectPrompt(
        root, error: "rendering takes more than \(value) steps", within: template,
        beyond: template, pageCounts: (pageCount, pageCount + 1))
    },
    Reach(limit: "template_calls") { value, root in
      let template =
        #"{% for a in tool("list_many").pages %}{% set b = tool("list_many") %}{% endfor %}"#
      try expectPrompt(
        root, error: "more than \(value) tool calls", within: template, beyond: template,
        pageCounts: (value - 1, value))
    },
  ]

  private static func template(_ text: String) -> String {
    skill("reading-much").replacing(
      "\n---\nRead it.", with: "\nmetadata: {template: \"true\"}\n---\n" + text)
  }

  /// A prompt that is rendered, and one that is not.
  private static func expectPrompt(
    _ root: TemporaryFolder, error: String, within: String, beyond: String,
    pageCounts: (Int, Int) = (2, 2)
  ) throws {
    try root.write("Tools/many.yaml", tools(["list_many"]))
    for (text, pageCount, isError) in [(within, pageCounts.0, false), (beyond, pageCounts.1, true)]
    {
      // Two are there already.
      for number in 2..<pageCount { try root.write("seeds/\(number).md") }
      try root.write("Skills/reading-much/SKILL.md", template(text))
      let (server, client) = try modern(root)
      defer { server.terminate() }
      let answer = try client.call("prompts/get", ["name": "reading-much"])
      #expect((answer["result"] == nil) == isError, "\(answer.text.prefix(300))")
      #expect(answer.text.contains(error) == isError, "\(answer.text.prefix(300))")
    }
  }
}
