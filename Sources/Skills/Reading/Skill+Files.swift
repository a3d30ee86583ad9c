import Diagnostics
package import Files

/// A file of a skill.
package struct SkillFile: Sendable, Equatable {
  /// Relative to the skill's folder, `/` between the parts.
  package let path: String
  package let byteCount: Int
  /// Nanoseconds since 1970: a hash of the file can be kept while this and the size stay.
  package let modificationTime: Int64
}

/// The content of a file of a skill.
package struct SkillFileContent: Sendable {
  /// Relative to the skill's folder.
  package let path: String
  package let bytes: [UInt8]
  /// The content as text; `nil` where it is not UTF-8 or holds a NUL, as binary files do.
  package let text: String?

  /// Whether it is text.
  package var isText: Bool { text != nil }

  /// The SHA-256 of the bytes.
  package var hash: ContentHash { ContentHash(of: bytes) }

  init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    text = bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
  }
}

extension Skill {
  /// Every regular file of the skill, `SKILL.md` among them, sorted by path; found now. Names that begin with a
  /// dot are left out, and so are links that lead out of the folder (`check` reports them).
  /// - Complexity: linear in the number of files.
  package func files() throws(FileError) -> [SkillFile] {
    guard !isLoose else {
      let status = try fileStatus(try resolve(fileName, inside: folder))
      return [
        SkillFile(
          path: fileName, byteCount: status.byteCount, modificationTime: status.modificationTime)
      ]
    }
    return try tree().entries.map {
      SkillFile(path: $0.path, byteCount: $0.byteCount, modificationTime: $0.modificationTime)
    }
  }

  /// The files below the skill's folder with what was left out; not for loose skills.
  func tree() throws(FileError) -> FileTree {
    try FileTree(of: path, inside: library) { _ in true }
  }

  /// Reads a file.
  /// - Parameter path: relative to the skill's folder; `./` in front of it is allowed.
  /// - Throws: `FileError`; a path out of the folder, by `..`, as an absolute path or through a link, is
  ///   `.outsideRoot`, a file that `files()` does not list is not there, and one of more than the limit is
  ///   `.tooLarge`.
  package func read(
    file path: String, maximumBytes: Int = FileContents.defaultMaximumBytes
  ) throws(FileError) -> SkillFileContent {
    let path = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    if let known = memory.content(of: path) {
      guard known.bytes.count <= maximumBytes else {
        throw FileError(
          path: path, .tooLarge(byteCount: known.bytes.count, maximum: maximumBytes))
      }
      return known
    }
    _ = try resolve(path, inside: folder)
    let isHidden = path.utf8.split(separator: UInt8(ascii: "/")).contains {
      $0.first == UInt8(ascii: ".")
    }
    guard !isHidden, !hasHiddenCharacters(path), !isLoose || path == fileName else {
      throw .absent(path)
    }
    do throws(FileError) {
      let content = SkillFileContent(
        path: path,
        bytes: try FileContents.readSettled(
          isLoose ? path : join(self.path, path), inside: library, maximumBytes: maximumBytes))
      memory.keep(content)
      return content
    } catch {
      // The place on the disk is nobody's business.
      throw FileError(path: path, error.reason)
    }
  }

  /// A file as what diagnostics point into.
  func source(of path: String, maximumBytes: Int) throws(FileError) -> SourceText {
    SourceText(
      path: shownFolder + path, bytes: try read(file: path, maximumBytes: maximumBytes).bytes)
  }
}
