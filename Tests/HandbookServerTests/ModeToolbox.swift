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
  private let shelf: SkillShelf

  /// The handbook, with the shipped tools and skills to be found.
  private static let model = Result {
    let model = try HandbookModel.load(folder: Repository.path + "/seeds")
    let shipped = try ModeToolbox([:], handlers: [:], model)
    let tools = shipped.toolbox.tools.compactMap(\.definition).map {
      SearchDocument(kind: "tool", name: $0.name, title: $0.title, text: $0.description)
    }
    return model.replacingDocuments(tools + shipped.shelf.searchDocuments)
  }

  /// The same tools in other circumstances.
  init(_ other: ModeToolbox, context: CallContext) {
    toolbox = other.toolbox
    shelf = other.shelf
    self.context = context
  }

  /// The shipped tools alone, read once.
  static let shared = Result { try ModeToolbox() }

  /// - Parameter more: definition files by path.
  init(_ more: [String: String] = [:], handlers: [String: Handler] = [:]) throws {
    try self.init(more, handlers: handlers, try Self.model.get())
  }

  private init(
    _ more: [String: String], handlers: [String: Handler], _ model: HandbookModel
  ) throws {
    shelf = SkillShelf { SkillLibrary(folder: Repository.path + "/Skills", shownAs: "Skills") }
    let sources =
      try (ShippedFile.tools + ShippedFile.modes).map {
        SourceText(path: $0, try ShippedFile.text($0))
      }
      + more.sorted { $0.key < $1.key }.map { SourceText(path: $0.key, $0.value) }
    toolbox = Toolbox(
      sources: sources,
      handlers: HandbookHandlers.all.merging(SkillHandlers.all(for: shelf)) { $1 }
        .merging(AuthoringHandlers.all(for: shelf)) { $1 }.merging(handlers) { $1 },
      options: Toolbox.Options(tables: model.tableNames))
    shelf.use(toolbox, tables: model.tableNames)
    context = CallContext(model: { model })
  }

  func call(_ name: String, _ arguments: JSONObject) throws -> JSONObject {
    try toolbox.call(name, arguments: arguments, context).structured
  }
}
