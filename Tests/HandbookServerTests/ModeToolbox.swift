import Diagnostics
import HandbookModel
import HandbookServer
import JSON
import Skills
import TestSupport
import Toolbox

/// The bundled handbook with all shipped tools, those of modes too, in this process.
struct ModeToolbox {
  let toolbox: Toolbox
  let context: CallContext

  private static let model = Result {
    try HandbookModel.load(folder: Repository.path + "/seeds")
  }

  /// The same tools in other circumstances.
  init(toolbox: Toolbox, context: CallContext) {
    self.toolbox = toolbox
    self.context = context
  }

  /// - Parameter more: definition files by path.
  init(_ more: [String: String] = [:], handlers: [String: Handler] = [:]) throws {
    let model = try Self.model.get()
    let shelf = SkillShelf { SkillLibrary(folder: Repository.path + "/Skills", shownAs: "Skills") }
    let shipped = ["handbook", "platform", "skills", "teams"].map { "Tools/\($0).yaml" }
    let sources =
      try shipped.map { SourceText(path: $0, try ModeFile.text($0)) }
      + ModeFile.paths.map { SourceText(path: $0, try ModeFile.toolFile($0)) }
      + more.sorted { $0.key < $1.key }.map { SourceText(path: $0.key, $0.value) }
    toolbox = Toolbox(
      sources: sources,
      handlers: HandbookHandlers.all.merging(SkillHandlers.all(for: shelf)) { $1 }
        .merging(AuthoringHandlers.all(for: shelf)) { $1 }.merging(handlers) { $1 },
      tables: model.tableNames)
    shelf.use(toolbox, tables: model.tableNames)
    context = CallContext(model: { model })
  }

  func call(_ name: String, _ arguments: JSONObject) throws -> JSONObject {
    try toolbox.call(name, arguments: arguments, context).structured
  }
}
