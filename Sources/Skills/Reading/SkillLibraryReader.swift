import Diagnostics
import Files

/// Walks a library of skills as far as its skills' own files.
struct SkillLibraryReader {
  private let root: String
  private let shownRoot: String
  private(set) var skills: [Skill] = []
  private(set) var skipped: [SkippedSkill] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var pathsByName: [String: String] = [:]

  /// The names under which a skill's file is looked for in its folder.
  private static let fileNames = ["SKILL.md", "SKILL.md.j2", "skill.md"]
  /// The endings of loose skills.
  private static let looseEndings = [".md", ".md.j2"]
  /// How many folders may lie around a skill's folder.
  private static let maximumDepth = 4

  init(folder: String, shownAs: String) {
    root = folder
    shownRoot = shownAs
  }

  mutating func read() {
    let listing: FolderListing
    do throws(FileError) {
      listing = try FolderListing(of: root)
    } catch {
      diagnostics = [Diagnostic(.error, error.message, path: shownRoot)]
      return
    }
    // Folders first: of two skills with one name, the one with files counts.
    visitFolders(listing, in: "", depth: 0)
    for item in listing.items where item.kind == .file || item.kind == .link {
      guard let name = Self.looseName(item.name) else { continue }
      readLoose(item.name, name)
    }
    skills.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private mutating func visitFolders(_ listing: FolderListing, in parent: String, depth: Int) {
    for item in listing.items {
      let path = parent.isEmpty ? item.name : join(parent, item.name)
      switch item.kind {
      case .folder:
        visit(path, folder: join(root, path), depth: depth)
      case .link:
        do throws(FileError) {
          let target = try resolve(path, inside: root)
          if case .folder? = FileKind(at: target) { visit(path, folder: target, depth: depth) }
        } catch {
          // A loose file's link is looked at as such.
          if Self.looseName(item.name) == nil || depth > 0 { skip(path, error) }
        }
      case .file, .other: break
      }
    }
  }

  /// Reads the skill in a folder, or those below it.
  private mutating func visit(_ path: String, folder: String, depth: Int) {
    do throws(FileError) {
      for fileName in Self.fileNames {
        guard let head = try head(of: fileName, in: folder) else { continue }
        add(
          head, path: path, fileName: fileName, expectedName: Files.fileName(of: path),
          folder: folder)
        return
      }
      guard depth < Self.maximumDepth else { return }
      visitFolders(try FolderListing(of: folder), in: path, depth: depth + 1)
    } catch {
      skip(path, error)
    }
  }

  private mutating func readLoose(_ fileName: String, _ expectedName: String) {
    do throws(FileError) {
      guard let head = try head(of: fileName, in: root) else { return }
      add(
        head, path: fileName, fileName: fileName, expectedName: expectedName, folder: root,
        isLoose: true)
    } catch {
      skip(fileName, error)
    }
  }

  /// The beginning of a file, a link being followed where it stays inside the folder; `nil` where there is
  /// none.
  private func head(of fileName: String, in folder: String) throws(FileError) -> FileHead? {
    do throws(FileError) {
      return try FileHead(of: join(folder, fileName))
    } catch {
      if error.isAbsence { return nil }
      guard error.isLink else { throw error }
    }
    return try FileHead(of: fileName, inside: folder)
  }

  private mutating func add(
    _ head: FileHead, path: String, fileName: String, expectedName: String, folder: String,
    isLoose: Bool = false
  ) {
    let shownFolder = isLoose ? join(shownRoot, "") : join(join(shownRoot, path), "")
    let source = SourceText(path: shownFolder + fileName, bytes: head.bytes)
    switch SkillHeader.read(source, head.frontMatter, expectedName: expectedName) {
    case .unusable where isLoose && head.frontMatter == .absent:
      // Probably a page about the skills around it.
      diagnostics.append(SkillMessage.notASkill.warning(in: source, atLine: 1))
    case .unusable(let errors):
      skipped.append(SkippedSkill(shownPath: source.path, diagnostics: errors))
      diagnostics += errors
    case .header(let header, let warnings):
      diagnostics += warnings
      if let first = pathsByName[header.name] {
        let error = SkillMessage.nameIsTaken(header.name, by: first).error(in: source, atLine: 1)
        skipped.append(SkippedSkill(shownPath: source.path, diagnostics: [error]))
        diagnostics.append(error)
        return
      }
      pathsByName[header.name] = source.path
      skills.append(
        Skill(
          header: header, expectedName: expectedName, path: path, fileName: fileName,
          isLoose: isLoose, library: root, folder: folder, shownFolder: shownFolder))
    }
  }

  private mutating func skip(_ path: String, _ error: FileError) {
    let shownPath = join(shownRoot, path)
    let diagnostic = Diagnostic(.error, error.message, path: shownPath)
    skipped.append(SkippedSkill(shownPath: shownPath, diagnostics: [diagnostic]))
    diagnostics.append(diagnostic)
  }

  /// The name of a loose skill's file without its ending. Names in capitals, such as `README.md`, are those of
  /// documents about the library.
  private static func looseName(_ fileName: String) -> String? {
    guard let ending = looseEndings.first(where: { fileName.hasSuffix($0) }) else { return nil }
    let name = String(fileName.dropLast(ending.count))
    return name.isEmpty || name.uppercased() == name ? nil : name
  }
}
