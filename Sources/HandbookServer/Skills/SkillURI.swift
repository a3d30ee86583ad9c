import Files
import Skills

/// The address of a file of a skill: `skill://writing-skills/SKILL.md`, `skill://writing-skills/references/rules.md`
/// (Skills extension, "Resource Mapping").
struct SkillURI: Equatable {
  static let prefix = "skill://"

  let skill: String
  /// Relative to the skill's folder.
  let file: String

  init(_ skill: Skill, file: String? = nil) {
    self.skill = skill.name
    // A loose skill has no folder; the address is the same, as if it had.
    self.file = file ?? "SKILL.md"
  }

  /// Reads an address; `nil` where it is none.
  init?(parsing text: String) {
    guard text.hasPrefix(Self.prefix),
      let slash = text.dropFirst(Self.prefix.count).firstIndex(of: "/"),
      let bytes = PercentEncoding.decode(text[text.index(after: slash)...]),
      let decoded = String(validating: bytes, as: UTF8.self)
    else { return nil }
    skill = String(text[..<slash].dropFirst(Self.prefix.count))
    file = decoded
  }

  var text: String {
    Self.prefix + skill + "/" + PercentEncoding.encode(file)
  }
}
