/// The tools that the program brings in Swift, by the names that definition files give as
/// `handler`.
package enum HandbookHandlers {
  package static let all: [String: Handler] = [
    SearchHandler.name: { try SearchHandler.run($0, $1) },
    ReadPageHandler.name: { try ReadPageHandler.run($0, $1) },
    ReadTaxonomyHandler.name: { try ReadTaxonomyHandler.run($0, $1) },
    ReadDataHandler.name: { try ReadDataHandler.run($0, $1) },
    ExecuteSQLHandler.name: { try ExecuteSQLHandler.run($0, $1) },
    EnableModeHandler.name: { try EnableModeHandler.run($0, $1) },
    CallToolHandler.name: { try CallToolHandler.run($0, $1) },
  ]
}
