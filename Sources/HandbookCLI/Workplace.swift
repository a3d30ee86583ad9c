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
  private let ceiling: CeilingOptions

  /// Finds the root: `--root`, else `HANDBOOK_ROOT`, else the nearest folder upward from the working folder, then
  /// from the program, that holds `Tools/` and `seeds/`.
  /// - Throws: `noInput` where there is none, or no such handbook.
  init(_ options: ParsedOptions) throws(CommandError) {
    ceiling = CeilingOptions(options)
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
    realPath("/proc/self/exe") ?? programOnSearchPath ?? realPath(CommandLine.arguments[0])
      ?? CommandLine.arguments[0]
  }

  /// Where the shell has found the program, if it was called by its name alone.
  private static var programOnSearchPath: String? {
    let name = CommandLine.arguments[0]
    guard !name.utf8.contains(UInt8(ascii: "/")) else { return nil }
    return environment("PATH")?.split(separator: ":").lazy
      .map { join(String($0), name) }
      .first { FileKind(at: $0) == .file && access($0, X_OK) == 0 }
      .flatMap(realPath)
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

  /// The arguments with which a process serves the same from any working folder.
  var serverArguments: [String] {
    func absolute(_ path: String) -> String { realPath(path) ?? path }
    return ["serve", "--root", absolute(root), "--handbook", absolute(handbook)]
      + (FileKind(at: skills) == .folder ? ["--skills", absolute(skills)] : []) + ceiling.words
  }

  /// The command that serves the same from any working folder: agents choose their own.
  var serverCommand: [String] {
    [Self.program] + serverArguments
  }

  /// What goes into a bundle that serves the same.
  func bundleParts(_ program: ProgramFile) -> Bundle.Parts {
    let hasSkills = FileKind(at: skills) == .folder && skills != join(handbook, "Skills")
    return Bundle.Parts(
      program: program, tools: join(root, "Tools"), skills: hasSkills ? skills : nil,
      handbook: handbook, serveOptions: ceiling.words)
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

  /// What is served, and from where: the tools of the root and those in the folder `Tools` of another
  /// handbook.
  var folders: ServedFolders {
    var tools = [(path: join(root, "Tools"), shownAs: "Tools")]
    if realPath(ownTools) != realPath(tools[0].path) {
      tools.append((path: ownTools, shownAs: ownTools))
    }
    return ServedFolders(
      tools: tools, handbook: handbook, skills: (skills, skillsShownAs), ceiling: ceiling.value,
      modes: ceiling.modes)
  }

  /// Reads the tool definitions, and the skills that use them.
  /// - Throws: a usage error where a tool, toolset or mode was asked for that does not exist.
  func equipment() throws(CommandError) -> Equipment {
    let equipment = Equipment(folders)
    try ceiling.check(against: equipment.toolbox)
    return equipment
  }

  /// Hides the arguments that the tools declare secret.
  static func redactor(for toolbox: Toolbox) -> Redactor {
    Redactor(
      inputSchemas: Dictionary(
        toolbox.tools.filter(\.isServed).map { ($0.name, $0.inputSchema) },
        uniquingKeysWith: { first, _ in first }))
  }

  /// The host of the handbook, not yet started.
  /// - Parameter progress: shows a person how far the reading has come; `nil` where nobody looks.
  func host(
    _ equipment: Equipment, cache: IndexCache?, progress: ReadingProgress?
  ) -> HandbookHost {
    let folder = handbook
    return HandbookHost(equipment) { equipment, look, report in
      defer { progress?.finish() }
      return try HandbookModel.load(
        folder: folder, documents: equipment.searchDocuments, cache: cache, tree: look,
        progress: { done, total in
          report(done, total)
          progress?.show(done, of: total)
        })
    }
  }

  /// Reads the handbook now.
  func loadHandbook(_ equipment: Equipment) throws(CommandError) -> HandbookModel {
    do {
      return try HandbookModel.load(
        folder: handbook, documents: equipment.searchDocuments,
        cache: IndexCache.ofUser { Output.error("handbook: \($0)") })
    } catch {
      throw .noInput("the handbook cannot be read: \(error)")
    }
  }
}
