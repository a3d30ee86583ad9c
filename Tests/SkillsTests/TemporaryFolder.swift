import Foundation
import Skills

/// A folder of its own for one test, removed with the value.
final class TemporaryFolder {
  /// The real path: on macOS the system's temporary folder is a link.
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "skills-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.resolvingSymlinksInPath().path(percentEncoded: false)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file, with the folders above it.
  func write(_ name: String, _ text: String = "text") throws {
    try makeFolder(name.split(separator: "/").dropLast().joined(separator: "/"))
    try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
  }

  /// Writes a file of any bytes.
  func write(_ name: String, bytes: [UInt8]) throws {
    try makeFolder(name.split(separator: "/").dropLast().joined(separator: "/"))
    try Data(bytes).write(to: URL(filePath: "\(path)/\(name)"))
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: "\(path)/\(name)", withIntermediateDirectories: true)
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: "\(path)/\(name)")
  }

  /// Makes a link; the target is absolute or relative to the link's own folder.
  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(path)/\(name)", withDestinationPath: target)
  }
}

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
