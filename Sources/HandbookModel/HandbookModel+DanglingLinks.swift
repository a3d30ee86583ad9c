package import Diagnostics
internal import Files
internal import SQLite

extension HandbookModel {
  /// A warning for every link whose relative target, or fragment, does not exist.
  ///
  /// Site-absolute links (`/handbook/…`) often lead to pages of the same site that are not in this folder, so those
  /// are taken for links to elsewhere.
  /// - Parameter folder: the handbook's folder, as paths are to be shown.
  package func danglingLinks(shownIn folder: String) throws -> [Diagnostic] {
    try read { connection in
      let select = try connection.prepare(
        """
        SELECT page, line, destination FROM system.links
        WHERE is_dangling AND destination NOT LIKE '/%' ORDER BY page, line
        """)
      var diagnostics: [Diagnostic] = []
      while try select.step() {
        diagnostics.append(
          Diagnostic(
            .warning, "the link to '\(select.text(at: 2))' leads nowhere",
            path: join(folder, select.text(at: 0)),
            position: SourcePosition(line: select.int(at: 1), column: 1)))
      }
      return diagnostics
    }
  }
}
