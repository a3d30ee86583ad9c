import Files
package import HandbookModel
import MCP
import Skills
import Synchronization
package import Toolbox

/// What works on a handbook at one moment: tools and modes, and skills beside them. It never changes; where a
/// file does, another one is made from it.
package final class Equipment: Sendable {
  package let toolbox: Toolbox
  package let shelf: SkillShelf
  /// The tables that the tools answer from.
  let tables: Set<String>
  /// The tools that are listed from the start.
  let listedTools: [ToolDescription]
  /// Answers that this equipment gave.
  let answers = AnswerCache()

  /// Reads tools and modes; skills when they are asked for.
  package convenience init(_ folders: ServedFolders) {
    let shelf = SkillShelf {
      FileKind(at: folders.skills.path) == .folder
        ? SkillLibrary(folder: folders.skills.path, shownAs: folders.skills.shownAs)
        : SkillLibrary()
    }
    self.init(
      shelf, folders, tables: HandbookModel.tableNames(ofFolder: folders.handbook), previous: nil)
  }

  init(
    _ shelf: SkillShelf, _ folders: ServedFolders, tables: Set<String>, previous: Toolbox?
  ) {
    var options = Toolbox.Options(tables: tables)
    options.ceiling = folders.ceiling
    options.modes = folders.modes
    toolbox = Toolbox(
      folders: folders.tools.filter {
        FileKind(at: $0.path) == .folder || previous?.hasFiles(below: $0.shownAs) == true
      },
      handlers: HandbookHandlers.all.merging(SkillHandlers.all(for: shelf)) { first, _ in first }
        .merging(AuthoringHandlers.all(for: shelf)) { first, _ in first },
      options: options, previous: previous)
    self.shelf = shelf
    self.tables = tables
    listedTools = toolbox.tools.filter { $0.isServed && $0.isListed }
      .compactMap(ToolDescription.init)
    shelf.use(toolbox, tables: tables)
  }

  /// The tools that are listed in a session where some modes were turned on, in the order of all tools.
  func listedTools(inModes modes: Set<String>) -> [ToolDescription] {
    if modes.isEmpty { return listedTools }
    return toolbox.tools.filter { tool in
      tool.isServed && (tool.isListed || tool.mode.map(modes.contains) == true)
    }.compactMap(ToolDescription.init)
  }

  /// What search finds besides pages.
  package var searchDocuments: [SearchDocument] {
    toolbox.searchDocuments + shelf.searchDocuments
  }
}
