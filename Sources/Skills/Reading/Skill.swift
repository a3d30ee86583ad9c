import Diagnostics
package import JSON

/// A skill: a folder with a `SKILL.md` that teaches an agent a job, or a loose Markdown file that does.
///
/// Only the front matter has been read. Everything else is read when it is asked for; its texts are then kept,
/// so that a skill says the same until its library is read again. The format is the Agent Skills standard,
/// <https://agentskills.io/specification>.
package struct Skill: Sendable {
  /// The name by which it is asked for: the front matter's, or the folder's where that has none.
  package let name: String
  /// What it does and when to use it; never empty.
  package let description: String
  /// The front matter as written, as JSON.
  package let frontMatter: JSONObject

  /// Relative to the library, `/` between the parts: of the folder, or of the file for a loose skill.
  package let path: String
  /// The file with front matter and body, relative to the skill's folder: `SKILL.md`.
  package let fileName: String
  /// Whether it is a file without a folder of its own, and so without other files.
  package let isLoose: Bool
  /// The folder of the library on the disk.
  let library: String
  /// The skill's own folder on the disk, a loose skill's being the library's.
  let folder: String
  /// The folder as it is to be shown, with a `/` at the end or empty.
  let shownFolder: String
  /// The files that were read.
  let memory = SkillMemory()

  /// What stands for the skill's own file, of a draft; `nil` where the file itself is read.
  let draft: SourceText?

  init(
    header: SkillHeader, expectedName: String, path: String, fileName: String, isLoose: Bool,
    library: String, folder: String, shownFolder: String, draft: SourceText? = nil
  ) {
    name = header.name
    description = header.description
    frontMatter = header.frontMatter
    self.expectedName = expectedName
    self.path = path
    self.fileName = fileName
    self.isLoose = isLoose
    self.library = library
    self.folder = folder
    self.shownFolder = shownFolder
    self.draft = draft
  }

  /// The name by the rules: that of the folder, or of a loose skill's file without its ending.
  let expectedName: String

  /// The path of the skill's own file, as it is to be shown.
  package var shownPath: String { shownFolder + fileName }
}

extension Skill {
  /// The licence, or the name of the file that has it.
  package var license: String? { frontMatter[FrontMatterKey.license]?.stringValue }

  /// What the skill needs around it: products, packages, network.
  package var compatibility: String? { frontMatter[FrontMatterKey.compatibility]?.stringValue }

  /// Further entries; text by the standard, in practice anything.
  package var metadata: JSONObject {
    frontMatter[FrontMatterKey.metadata]?.objectValue ?? JSONObject()
  }

  /// The client's tools that the skill may use without asking: `Bash(git add *)`, `Read`.
  package var allowedTools: [String] {
    switch frontMatter[FrontMatterKey.allowedTools] {
    case .string(let text)?: text.splitOutsideParentheses
    case .array(let elements)?: elements.compactMap(\.stringValue)
    default: []
    }
  }

  /// The tools of this server that the skill cannot do without, by `metadata.requires-tools`: names with
  /// blanks or commas between them.
  package var requiredTools: [String] {
    names(in: metadata[MetadataKey.requiresTools])
  }

  /// The tables of the handbook that the skill cannot do without, by `metadata.requires-tables`, written in the
  /// same way.
  package var requiredTables: [String] {
    names(in: metadata[MetadataKey.requiresTables])
  }

  private func names(in value: JSONValue?) -> [String] {
    switch value {
    case .string(let text)?: text.splitAtBlanksAndCommas
    case .array(let elements)?: elements.compactMap(\.stringValue)
    default: []
    }
  }
}

/// The keys of front matter in the Agent Skills standard.
enum FrontMatterKey {
  static let name = "name"
  static let description = "description"
  static let license = "license"
  static let compatibility = "compatibility"
  static let metadata = "metadata"
  static let allowedTools = "allowed-tools"
  static let all = [name, description, license, compatibility, metadata, allowedTools]
}

/// The keys under `metadata` that mean something here.
enum MetadataKey {
  /// Names of tools.
  static let requiresTools = "requires-tools"
  /// Names of tables of the handbook.
  static let requiresTables = "requires-tables"
  /// A JSON object of parameters, where there is no `arguments.yaml`.
  static let arguments = "arguments"
  /// `"true"` where the body is a template without saying so otherwise, `"false"` where it is none.
  static let template = "template"
  static let all = [requiresTools, requiresTables, arguments, template]
}

extension String {
  /// The words between blanks and commas.
  var splitAtBlanksAndCommas: [String] {
    split { $0.isWhitespace || $0 == "," }.map(String.init)
  }

  /// The words between blanks and commas that are not in parentheses.
  fileprivate var splitOutsideParentheses: [String] {
    var depth = 0
    return split { character in
      if character == "(" { depth += 1 }
      if character == ")" { depth = max(0, depth - 1) }
      return depth == 0 && (character.isWhitespace || character == ",")
    }.map(String.init)
  }
}
