package import Diagnostics
import Files

extension SkillLibrary {
  /// Reads the folder again after some files have changed: the skills that they belong to are new, the others
  /// the same as before. One that has become wrong stays as it was.
  /// - Parameters:
  ///   - changed: the paths of files that changed, relative to the folder.
  ///   - folder: the folder on the disk; the library's own where it had one. While it is away, as a network disk
  ///     may be, the skills stay as they were.
  ///   - shownAs: the folder in diagnostics.
  package func rereading(
    in folder: String, shownAs shown: String, changed: Set<String>
  ) -> SkillLibrary {
    guard (try? FolderListing(of: folder)) != nil else { return self }
    for path in changed { FileContents.waitUntilSettled(join(folder, path)) }
    var next = SkillLibrary(folder: folder, shownAs: shown)
    // A skill that was wrong already is tried again when its own files change.
    for (name, fault) in outdated {
      if let skill = self[name], !skill.isAffected(by: changed) {
        next.keep(skill, because: fault)
      }
    }
    next.skills = next.skills.map { skill in
      guard let last = skills.first(where: { $0.path == skill.path && $0.name == skill.name }),
        !last.isAffected(by: changed)
      else { return skill }
      return last
    }
    for last in skills {
      if last.isAffected(by: changed), let fault = next.fault(ofSkillLike: last) {
        next.keep(last, because: fault)
      }
    }
    return next
  }

  /// What is wrong with the skill in the place of another one; `nil` where it is right or gone.
  private func fault(ofSkillLike last: Skill) -> Diagnostic? {
    if let skill = skills.first(where: { $0.path == last.path }) { return skill.fault }
    let folder = last.shownFolder.dropLast()
    let skipped = skipped.first { $0.shownPath == last.shownPath || $0.shownPath == folder }
    return skipped?.diagnostics.first
  }

  /// Puts a skill as it was in the place of what there is now.
  private mutating func keep(_ skill: Skill, because fault: Diagnostic) {
    skills.removeAll { $0.path == skill.path || $0.name == skill.name }
    skills.append(skill)
    skills.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    outdated[skill.name] = fault
    if !diagnostics.contains(fault) { diagnostics.append(fault) }
  }
}

extension Skill {
  /// Whether a file of the skill is another one than was read: that it was touched is no change.
  fileprivate func isAffected(by changed: Set<String>) -> Bool {
    changed.contains { path in
      guard let path = relativePath(path) else { return false }
      guard let known = memory.content(of: path) else { return true }
      return (try? FileContents.read(join(folder, path))) != known.bytes
    }
  }

  /// The path in the skill's folder; `nil` for one that is not in it.
  private func relativePath(_ path: String) -> String? {
    if isLoose { return path == self.path ? path : nil }
    return path.hasPrefix(self.path + "/") ? String(path.dropFirst(self.path.count + 1)) : nil
  }

  /// Whether both were read at the same time.
  package func isSame(as other: Skill) -> Bool { memory === other.memory }

  /// The first thing that keeps the skill's text from being made; `nil` where there is none.
  /// - Complexity: reads the body, the arguments, and what a template includes.
  package var fault: Diagnostic? {
    if let error = arguments().diagnostics.first(where: { $0.severity == .error }) { return error }
    do throws(SkillError) {
      _ = try template()
      return nil
    } catch {
      switch error {
      case .unreadable(let error): return Diagnostic(.error, error.message, path: shownPath)
      case .faulty(let diagnostics): return diagnostics.first
      case .invalidArguments: return nil
      }
    }
  }
}
