import Bundling
import Files
import HandbookServer
import JSON
import MCP
import Toolbox

/// `handbook bundle`: the program and what it serves as one file that clients install.
enum BundleCommand: Command {
  static let name = "bundle"
  static let summary = "Write an MCPB bundle: the program, tools, skills and handbook in one file."
  static let usage =
    "handbook bundle [OPTIONS] [--output FILE] [--registry-name NAME --url URL] [--json]"
  static let options = Option.serving + [output, program] + BundleSettings.options + [.json]

  private static let output = Option(
    name: "--output", value: "FILE", help: "The file to write (default NAME.mcpb).")
  private static let program = Option(
    name: "--program", value: "FILE",
    help: "Put this program in, such as one built for another system, and not the one that runs.")

  private static let registryFile = "server.json"

  static func run(_ words: [String]) throws(CommandError) -> ExitCode {
    let options = try ParsedOptions(words, options: options, of: name)
    try options.rejectWords(of: name, usage: usage)
    let settings = try BundleSettings(
      options, version: HandbookServer.version, description: HandbookServer.summary)
    let workplace = try Workplace(options)
    let path = options[output] ?? settings.name + ".mcpb"
    guard FileKind(at: path) != .folder else {
      throw .usage("'\(path)' is a folder: '--output' names the file to write")
    }
    let program = try readProgram(options[program])
    for warning in warnings(program, isOwn: options[Self.program] == nil) { Output.error(warning) }
    let bundle = try bundle(of: workplace, program, settings)
    for note in bundle.notes { Output.error("note: \(note)") }
    let hash = ContentHash(of: bundle.bytes).hexadecimal
    var written = [(path, bundle.bytes)]
    if let registry = settings.registry {
      let file = join(parentFolder(of: path), registryFile)
      let entry = RegistryEntry(
        name: registry.name, title: settings.title, version: settings.version,
        description: settings.description, url: registry.url, sha256: hash)
      try checkIsOurs(file, registry.name)
      written.append((file, Array((entry.json.indentedText + "\n").utf8)))
    }
    for (path, bytes) in written { try write(bytes, to: path) }
    let registryPath = written.count > 1 ? written[1].0 : nil
    if options.has(.json) {
      Output.json(json(path, bundle, hash, registryPath))
    } else {
      Output.line(
        "wrote \(path): \(bundle.fileCount) files, \(bundle.bytes.count) bytes, SHA-256 \(hash)")
      if let registryPath { Output.line("wrote \(registryPath)") }
    }
    return .done
  }

  private static func json(
    _ path: String, _ bundle: Bundle, _ hash: String, _ registryPath: String?
  ) -> JSONValue {
    [
      "bundle": .string(path), "files": .integer(bundle.fileCount),
      "bytes": .integer(bundle.bytes.count), "sha256": .string(hash),
      "server_json": registryPath.map { .string($0) } ?? .null,
      "notes": .array(bundle.notes.map { .string($0) }),
    ]
  }

  // MARK: - What goes in

  private static func readProgram(_ given: String?) throws(CommandError) -> ProgramFile {
    do throws(FileError) {
      return try ProgramFile(readingFrom: given ?? Workplace.program)
    } catch {
      throw .noInput("the program cannot be read: \(error)")
    }
  }

  /// Why the program would not run, or not well, on another machine.
  private static func warnings(_ program: ProgramFile, isOwn: Bool) -> [String] {
    var warnings: [String] = []
    #if DEBUG
      if isOwn { warnings.append("warning: the program is a debug build: large and slow") }
    #endif
    if !program.swiftLibraries.isEmpty {
      warnings.append(
        "warning: the program needs Swift's run-time library (\(program.swiftLibraries.joined(separator: ", "))), which other machines hardly have"
      )
    }
    if !warnings.isEmpty {
      warnings.append(
        "note: one that runs elsewhere comes from: swift build -c release --static-swift-stdlib --product handbook"
      )
    }
    if !program.otherLibraries.isEmpty {
      warnings.append(
        "note: the program needs on each machine: \(program.otherLibraries.joined(separator: ", "))"
      )
    }
    return warnings
  }

  private static func bundle(
    of workplace: Workplace, _ program: ProgramFile, _ settings: BundleSettings
  ) throws(CommandError) -> Bundle {
    let equipment = try workplace.equipment()
    let tools = equipment.toolbox.tools.filter { $0.isServed && $0.isListed }
      .compactMap(ToolDescription.init)
    // What a client inserts without asking the server leads to the tool that reads skills.
    let readsSkills = tools.contains { $0.name == BundleManifest.skillReader }
    let prompts = readsSkills ? equipment.shelf.offered.map(PromptDescription.init) : []
    let manifest = BundleManifest(
      name: settings.name, title: settings.title, version: settings.version,
      description: settings.description, author: settings.author,
      tools: tools.map { .init(name: $0.name, description: $0.description) },
      prompts: prompts.map {
        .init(
          name: $0.name, description: $0.description, arguments: $0.arguments.map(\.name))
      })
    let parts = workplace.bundleParts(program)
    do throws(Bundle.Problem) {
      return try Bundle(parts, manifest: manifest.json(of: parts))
    } catch {
      throw .noInput("there is no bundle: \(error)")
    }
  }

  // MARK: - Writing

  /// A `server.json` of something else is not overwritten.
  private static func checkIsOurs(_ path: String, _ name: String) throws(CommandError) {
    guard FileKind(at: path) != nil else { return }
    let known = (try? FileContents.read(path)).flatMap { try? JSONParser.parse($0) }
    guard known?["name"] == .string(name) else {
      throw CommandError(
        exitCode: .findings, message: "'\(path)' is about something else; nothing was written",
        notes: ["move it away, or write the bundle into another folder with --output"])
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(CommandError) {
    do throws(FileError) {
      try OutputFile.write(bytes, to: path)
    } catch {
      throw CommandError(
        exitCode: .internalError, message: "'\(path)' cannot be written: \(error.message)",
        notes: [])
    }
  }
}
