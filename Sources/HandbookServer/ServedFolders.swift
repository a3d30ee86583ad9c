package import Toolbox

/// Where a server takes what it serves from, and what it may serve of it.
package struct ServedFolders: Sendable {
  /// The folders of definition files, each with what its paths are shown as; those that do not exist may come
  /// to.
  package var tools: [(path: String, shownAs: String)]
  /// The folder of Markdown.
  package var handbook: String
  /// The folder of skills with what its paths are shown as; it need not exist.
  package var skills: (path: String, shownAs: String)
  package var ceiling: Ceiling
  /// The modes that are on from the start.
  package var modes: Set<String>

  package init(
    tools: [(path: String, shownAs: String)], handbook: String,
    skills: (path: String, shownAs: String), ceiling: Ceiling = .none, modes: Set<String> = []
  ) {
    self.tools = tools
    self.handbook = handbook
    self.skills = skills
    self.ceiling = ceiling
    self.modes = modes
  }
}
