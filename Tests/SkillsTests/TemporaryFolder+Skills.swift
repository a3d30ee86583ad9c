import Skills
import TestSupport

extension TemporaryFolder {
  /// Writes a skill's own file: front matter with a name and a description, and the body.
  func writeSkill(
    _ name: String, _ body: String = "# How\n\nDo it.\n", metadata: [String] = []
  ) throws {
    let lines =
      ["name: \(name)", "description: Does a job. Use when it is to be done."]
      + (metadata.isEmpty ? [] : ["metadata:"] + metadata.map { "  " + $0 })
    try write(
      "\(name)/SKILL.md", "---\n" + lines.joined(separator: "\n") + "\n---\n" + body)
  }

  /// The skills in the folder, shown as `Skills`.
  var library: SkillLibrary { SkillLibrary(folder: path, shownAs: "Skills") }
}
