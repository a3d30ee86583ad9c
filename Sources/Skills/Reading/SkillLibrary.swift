package import Diagnostics
import Files

/// The skills in a folder.
///
/// A skill is a folder with a `SKILL.md` (or `SKILL.md.j2`), or a loose `name.md` (or `name.md.j2`) at the top;
/// folders may be grouped in folders. Reading is lenient: a bad name gets a warning, and a skill is left out
/// only where its front matter has no description or cannot be read. `Skill.check` is strict.
///
/// ```swift
/// let library = SkillLibrary(folder: "Skills")
/// library["writing-skills"]?.description
/// ```
package struct SkillLibrary: Sendable {
  /// The folder on the disk.
  package let folder: String
  /// In the order of their paths, every name once.
  package internal(set) var skills: [Skill]
  /// What looks like a skill and is left out.
  package internal(set) var skipped: [SkippedSkill]
  /// Every problem, that of skipped skills among them.
  package internal(set) var diagnostics: [Diagnostic]
  /// Skills that have become wrong and are served as they were before, by name, each with the reason.
  package internal(set) var outdated: [String: String] = [:]

  /// No skills: what a server without a folder of them has.
  package init() {
    folder = ""
    skills = []
    skipped = []
    diagnostics = []
  }

  /// Reads the front matter of every skill.
  /// - Parameters:
  ///   - folder: where it cannot be read, that is an error among the diagnostics.
  ///   - shownAs: the folder in diagnostics; as given where `nil`.
  /// - Complexity: a few system calls for each folder, and 4 KiB of each skill.
  package init(folder: String, shownAs: String? = nil) {
    self.folder = folder
    var reader = SkillLibraryReader(folder: folder, shownAs: shownAs ?? folder)
    reader.read()
    skills = reader.skills
    skipped = reader.skipped
    diagnostics = reader.diagnostics
  }

  /// The skill of that name.
  package subscript(name: String) -> Skill? {
    skills.first { $0.name == name }
  }
}

/// Something that looks like a skill and is none that can be used.
package struct SkippedSkill: Sendable, Equatable {
  /// The file or folder, as it is to be shown.
  package let shownPath: String
  /// What is wrong; never empty.
  package let diagnostics: [Diagnostic]
}
