import Bundling
import Diagnostics
import Files
import HandbookModel
import HandbookServer
import JSON
import Recording
import Skills
import Toolbox

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folders that a command works on.
struct Workplace {
  /// Holds `Tools/`, and `seeds/` where no other handbook is named.
  let root: String
  /// The folder of Markdown.
  let handbook: String
  /// The folder of skills; there need not be one.
  private let skills: String
  private let skillsShownAs: String

  /// Finds the root: `--root`, else `HANDBOOK_ROOT`, else the nearest folder upward from the working folder, then
  /// from the program, that holds `Tools/` and `seeds/`.
  /// - Throws: `noInput` where there is none, or no such handbook.
  init(_ options: ParsedOptions) throws(CommandError) {
    root = try Self.findRoot(given: options[.root])
    if let given = options[.handbook] ?? Self.environment("HANDBOOK_DIR") {
      guard FileKind(at: given) == .folder else {
        throw .noInput("there is no folder '\(given)' to serve as the handbook")
      }
      handbook = given
    } else {
      handbook = join(root, "seeds")
      guard FileKind(at: handbook) == .folder else {
        throw .noInput(
          "'\(root)' holds no folder 'seeds'", notes: ["name a handbook with --handbook DIR"])
      }
    }
    if let given = options[.skills] ?? Self.environment("HANDBOOK_SKILLS") {
      guard FileKind(at: given) == .folder else {
        throw .noInput("there is no folder '\(given)' to take skills from")
      }
      (skills, skillsShownAs) = (given, given)
    } else if FileKind(at: join(handbook, "Skills")) == .folder {
      (skills, skillsShownAs) = (join(handbook, "Skills"), join(handbook, "Skills"))
    } else {
      (skills, skillsShownAs) = (join(root, "Skills"), "Skills")
    }
  }

  private static func findRoot(given: String?) throws(CommandError) -> String {
    if let given = given ?? environment("HANDBOOK_ROOT") {
      guard FileKind(at: join(given, "Tools")) == .folder else {
        throw .noInput("'\(given)' is no root: it holds no folder 'Tools'")
      }
      return given
    }
    let starts = [realPath("."), program]
    for start in starts {
      guard var folder = start else { continue }
      while true {
        if isRoot(folder) { return folder }
        guard folder != "/" else { break }
        folder = parentFolder(of: folder)
      }
    }
    throw .noInput(
      "no folder from here upward holds Tools/ and seeds/",
      notes: ["name one with --root DIR or the environment variable HANDBOOK_ROOT"])
  }

  private static func isRoot(_ folder: String) -> Bool {
    FileKind(at: join(folder, "Tools")) == .folder && FileKind(at: join(folder, "seeds")) == .folder
  }

  /// The program's own file, to be run again.
  static var program: String {
    realPath("/proc/self/exe") ?? realPath(CommandLine.arguments[0]) ?? CommandLine.arguments[0]
  }

  /// The value of an environment variable. An empty one is as good as none, and so is a placeholder of a bundle's
  /// manifest that a client left in because its user chose nothing.
  static func environment(_ name: String) -> String? {
    guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty,
      !value.hasPrefix("${user_config.")
    else { return nil }
    return value
  }

  // MARK: - What is there

  /// The arguments with which a process serves the same.
  var serverArguments: [String] {
    ["serve", "--root", root, "--handbook", handbook]
      + (FileKind(at: skills) == .folder ? ["--skills", skills] : [])
  }

  /// What goes into a bundle that serves the same.
  func bundleParts(_ program: ProgramFile) -> Bundle.Parts {
    let hasSkills = FileKind(at: skills) == .folder && skills != join(handbook, "Skills")
    return Bundle.Parts(
      program: program, tools: join(root, "Tools"), skills: hasSkills ? skills : nil,
      handbook: handbook)
  }

  /// Where a handbook that is not the root's own keeps tools of its own.
  private var ownTools: String { join(handbook, "Tools") }

  /// Whether the handbook is the one that the root's tools and skills were made for.
  private var isRootsOwn: Bool { realPath(handbook) == realPath(join(root, "seeds")) }

  /// Whether a tool was defined for this very handbook, by the path of its file.
  func isOwnTool(_ path: String) -> Bool {
    path.hasPrefix(ownTools + "/") || isRootsOwn
  }

  /// Whether the skills were written for this very handbook.
  var hasOwnSkills: Bool { isRootsOwn || skills != join(root, "Skills") }

  /// Reads the tool definitions, those of the root and those in the folder `Tools` of another handbook, and
  /// the skills that use them.
  func equipment() -> Equipment {
    var folders = [(path: join(root, "Tools"), shownAs: "Tools")]
    if FileKind(at: ownTools) == .folder, realPath(ownTools) != realPath(folders[0].path) {
      folders.append((ownTools, shownAs: ownTools))
    }
    let tables = HandbookModel.tableNames(ofFolder: handbook)
    let shelf = SkillShelf { [skills, skillsShownAs] in
      FileKind(at: skills) == .folder
        ? SkillLibrary(folder: skills, shownAs: skillsShownAs) : SkillLibrary()
    }
    let toolbox = Toolbox(
      folders: folders,
      handlers: HandbookHandlers.all.merging(SkillHandlers.all(for: shelf)) { first, _ in first },
      tables: tables)
    shelf.use(toolbox, tables: tables)
    return Equipment(toolbox: toolbox, shelf: shelf)
  }

  /// Hides the arguments that the tools declare secret.
  static func redactor(for toolbox: Toolbox) -> Redactor {
    Redactor(
      inputSchemas: Dictionary(
        toolbox.tools.filter(\.isServed).map { ($0.name, $0.inputSchema) },
        uniquingKeysWith: { first, _ in first }))
  }

  /// The host of the handbook, not yet started.
  func host(_ equipment: Equipment) -> HandbookHost {
    let folder = handbook
    return HandbookHost { report in
      try HandbookModel.load(
        folder: folder, documents: equipment.searchDocuments, progress: report)
    }
  }

  /// Reads the handbook now.
  func loadHandbook(_ equipment: Equipment) throws(CommandError) -> HandbookModel {
    do {
      return try HandbookModel.load(folder: handbook, documents: equipment.searchDocuments)
    } catch {
      throw .noInput("the handbook cannot be read: \(error)")
    }
  }
}

/// What works on a handbook: tools, and skills beside them.
struct Equipment {
  let toolbox: Toolbox
  let shelf: SkillShelf

  /// What search finds besides pages.
  var searchDocuments: [SearchDocument] {
    toolbox.tools.compactMap { tool in
      guard tool.isServed, let definition = tool.definition else { return nil }
      return SearchDocument(
        kind: "tool", name: tool.name, title: definition.title, text: definition.description)
    } + shelf.searchDocuments
  }
}
