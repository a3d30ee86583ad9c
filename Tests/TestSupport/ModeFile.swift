import Foundation

/// The shipped modes' files.
package enum ModeFile {
  /// Their paths below the repository.
  package static let paths = ["Tools/modes/authoring.yaml", "Tools/modes/sql.yaml"]

  /// The text of a mode's file.
  package static func text(_ path: String) throws -> String {
    try String(contentsOfFile: Repository.path + "/" + path, encoding: .utf8)
  }

  /// The definitions in a mode's file as a definition file of their own, so that its tools are served always.
  package static func toolFile(_ path: String) throws -> String {
    var isKept = false
    let lines = try text(path).split(separator: "\n", omittingEmptySubsequences: false).filter {
      if let first = $0.first, first.isLetter {
        isKept = ["category:", "feature:", "tools:"].contains(where: $0.hasPrefix)
      }
      return isKept
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A root with the shipped handbook, tools and skills, and with the tools of the modes always served.
  package static func root() throws -> TemporaryFolder {
    let root = try TemporaryFolder()
    for folder in ["Skills", "Tools", "seeds"] {
      try FileManager.default.copyItem(
        atPath: "\(Repository.path)/\(folder)", toPath: "\(root.path)/\(folder)")
    }
    try root.remove("Tools/modes")
    for path in paths {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      try root.write("Tools/of-mode-\(name)", try toolFile(path))
    }
    return root
  }
}
