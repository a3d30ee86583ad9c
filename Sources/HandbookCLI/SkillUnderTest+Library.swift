import Files
import SkillTesting
import Skills

extension SkillUnderTest {
  /// A skill of a library, with its evals.
  init(_ skill: Skill, _ state: SkillState, in library: SkillLibrary, _ tools: ServedTools) {
    var reason: String?
    if case .withheld(let why) = state { reason = why }
    // A loose skill is a file without a folder for evals.
    let evals =
      skill.isLoose
      ? []
      : EvalFolder.read(
        join(join(library.folder, skill.path), EvalFolder.name),
        shownAs: join(parentFolder(of: skill.shownPath), EvalFolder.name), skill: skill.name)
    self.init(
      name: skill.name, description: skill.description, path: skill.shownPath,
      withheldReason: reason, findings: skill.check(tools: tools), evals: evals)
  }

  /// What looks like a skill and cannot be read as one.
  init(_ skipped: SkippedSkill) {
    let isFile = fileName(of: skipped.shownPath) == "SKILL.md"
    let folder = isFile ? parentFolder(of: skipped.shownPath) : skipped.shownPath
    self.init(
      name: fileName(of: folder), description: "", path: skipped.shownPath,
      withheldReason: "it cannot be read", findings: skipped.diagnostics)
  }
}
