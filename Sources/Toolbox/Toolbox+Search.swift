package import HandbookModel
import JSON

extension Toolbox {
  /// What search is to find of the tools and modes: an agent looks here for those that are not listed.
  package var searchDocuments: [SearchDocument] {
    tools.compactMap { tool in
      guard tool.isServed, let definition = tool.definition else { return nil }
      return SearchDocument(
        kind: "tool", name: tool.name, title: definition.title,
        // As the file has it: what `enable_mode` says of the modes is theirs.
        text: (tool.written ?? definition).description)
    }
      + modes.filter(\.isAvailable).map { mode in
        SearchDocument(kind: "mode", name: mode.name, title: mode.title, text: mode.routing)
      }
  }
}
