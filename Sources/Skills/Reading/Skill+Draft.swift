package import Diagnostics
import Files

extension SkillLibrary {
  /// What came of reading a draft.
  package enum DraftOutcome {
    /// A skill that can be checked and rendered like those of the library.
    case skill(Skill)
    /// It has no description, or front matter that cannot be read.
    case unusable([Diagnostic])
  }

  /// Below a file there is nothing, whatever the draft is called.
  private static let noFolder = "/dev/null/draft"

  /// Reads the text of a skill that is not in its file, or not yet.
  ///
  /// Beside it lie the files of the library's skill of that name, where there is one: references, arguments.
  /// - Parameters:
  ///   - source: its path ends in the skill's folder and `SKILL.md`; the folder says what the skill is
  ///     called, and nothing is read through the path.
  package func draft(_ source: SourceText) -> DraftOutcome {
    let expectedName = Files.fileName(of: parentFolder(of: source.path))
    let search = FrontMatterSpan.search(source.bytes, isWhole: true)
    switch SkillHeader.read(source, search, expectedName: expectedName) {
    case .unusable(let errors): return .unusable(errors)
    case .header(let header, _):
      let present = self[expectedName].flatMap { $0.isLoose ? nil : $0 }
      return .skill(
        Skill(
          header: header, expectedName: expectedName, path: present?.path ?? expectedName,
          fileName: Files.fileName(of: source.path), isLoose: false,
          library: present?.library ?? Self.noFolder, folder: present?.folder ?? Self.noFolder,
          shownFolder: parentFolder(of: source.path) + "/", draft: source))
    }
  }
}
