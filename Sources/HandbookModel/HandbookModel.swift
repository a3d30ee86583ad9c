package import Diagnostics
internal import Files
package import SQLite

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A handbook as it was at one moment: its pages, the tables made of them, and the index to search in.
///
/// ```swift
/// let model = try HandbookModel.load(folder: "seeds")
/// let outcome = try model.search(SearchQuery("who owns the MCP server?"))
/// let names = try model.read { connection in
///   let statement = try connection.prepare("SELECT name FROM system.vectors ORDER BY position")
///   …
/// }
/// ```
///
/// A model never changes and any number of threads may read it at once. A changed folder makes a new
/// model; who still reads the old one reads on undisturbed.
package final class HandbookModel: Sendable {
  /// Every file, in the order of their paths.
  package let pages: [PageInfo]
  /// The kinds that have a table, in the order of `taxonomy.yaml`.
  package let kinds: [Kind]
  /// What is wrong with pages and taxonomy.
  package var diagnostics: [Diagnostic] { findings.all }
  let findings: HandbookDiagnostics
  /// The taxonomy that the kinds are from; `nil` where there is none.
  let taxonomy: SourceText?
  let taxonomyRules: Lazy<Taxonomy>

  let snapshot: Snapshot
  let pageIndices: PageIndices
  let linkResolver: Lazy<LinkResolver>
  let lazyIdentifier: Lazy<String>
  /// By page id; id 0 is none.
  let isPageNewest: [Bool]
  private let pool: ReaderPool

  /// - Parameter other: a model with the same paths and taxonomy.
  init(
    _ snapshot: Snapshot, documents: [SearchDocument] = [], kinds: [Kind], taxonomy: SourceText?,
    findings: HandbookDiagnostics, identifier: String? = nil,
    following other: HandbookModel? = nil
  ) {
    self.taxonomy = taxonomy
    taxonomyRules =
      other?.taxonomyRules
      ?? Lazy {
        var unheeded: [Diagnostic] = []  // they are among the findings
        return taxonomy.map { Taxonomy($0, diagnostics: &unheeded) } ?? Taxonomy()
      }
    self.snapshot = snapshot
    pages = snapshot.contents.pages
    self.kinds = kinds
    self.findings = findings
    lazyIdentifier = Lazy { [pages] in
      identifier ?? Self.identifier(pages, taxonomy.map { ContentHash(of: $0.bytes) })
    }
    pageIndices = other?.pageIndices ?? PageIndices(pages)
    linkResolver =
      other?.linkResolver ?? Lazy { [pages] in LinkResolver(paths: pages.map(\.path)) }
    isPageNewest = [false] + pages.map(\.revision.isNewest)
    pool = ReaderPool(snapshot.image, SearchSpace(snapshot.contents, documents))
  }

  /// Lends a connection that sees the snapshot as the schema `system`, read-only.
  ///
  /// The connection and what was prepared on it must not leave the body. Calls may nest; the inner one
  /// gets a connection of its own. A read transaction is open all the time, so the body begins none.
  package func read<Result>(_ body: (Connection) throws -> Result) throws -> Result {
    try withReader { try body($0.connection) }
  }

  /// The tables and views that people may ask, in the schema `system`: what `Authorization.readOnly` is to
  /// permit for SQL that they write. The tables behind the views are not among them.
  package var tableNames: Set<String> {
    Self.genericTableNames.union(kinds.map(\.table))
  }

  /// The tables that every handbook has.
  package static let genericTableNames = Set(
    GenericTable.all.map(\.name) + ["kinds", "kind_fields"])

  /// How many facts of a kind there are, in all revisions.
  package func rowCount(of kind: Kind) throws -> Int {
    try read { connection in
      let select = try connection.prepare("SELECT row_count FROM system.kinds WHERE table_name = ?")
      try select.bind(kind.table, to: 1)
      return try select.step() ? select.int(at: 0) : 0
    }
  }

  func withSearcher<Result>(_ body: (Searcher) throws -> Result) throws -> Result {
    try withReader { try body($0.searcher) }
  }

  private func withReader<Result>(_ body: (Reader) throws -> Result) throws -> Result {
    do {
      let result = try pool.withReader(body)
      if isDamaged { throw IndexDamage() }
      return result
    } catch {
      guard isDamaged else { throw error }
      // Or the next start would take it again.
      if let path = snapshot.contents.keptAt { unlink(path) }
      throw IndexDamage()
    }
  }

  /// How many bytes the rules of a kind look at on one page.
  package static let maximumExaminedBytes = KindRule.maximumExaminedBytes

  /// Whether the index was damaged after it had been written. Then it answers nothing any more, and the folder must be
  /// read anew.
  package var isDamaged: Bool { snapshot.image.isDamaged }

  /// The same model with other documents besides the handbook's own: tools and skills that changed.
  package func replacingDocuments(_ documents: [SearchDocument]) -> HandbookModel {
    HandbookModel(
      snapshot, documents: documents, kinds: kinds, taxonomy: taxonomy, findings: findings,
      following: self)
  }
}

/// The index of a handbook is not what was written, as after a fault of the disk.
struct IndexDamage: Error, CustomStringConvertible {
  var description: String {
    "the kept index of the handbook was damaged and has been removed; ask again in some seconds"
  }
}
