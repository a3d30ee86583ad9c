import Diagnostics
import Files

/// The files of the repository in whose folder the program runs: what it serves is what is measured.
struct RepositoryFiles {
  let tools: [SourceText]
  let pages: [SourceText]
  let skills: [SourceText]

  init() throws {
    tools = try Self.files(in: "Tools", endingIn: ".yaml")
    pages = try Self.files(in: "seeds", endingIn: ".md")
    skills = try Self.files(in: "Skills", endingIn: ".md")
  }

  private static func files(in folder: String, endingIn ending: String) throws -> [SourceText] {
    try FileTree(of: folder) { $0.hasSuffix(ending) }.entries.map { entry in
      let path = join(folder, entry.path)
      return SourceText(path: path, bytes: try FileContents.read(path))
    }
  }
}

extension [SourceText] {
  var byteCount: Int { reduce(0) { $0 + $1.bytes.count } }
}
