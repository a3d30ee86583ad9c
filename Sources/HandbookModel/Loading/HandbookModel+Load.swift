package import Diagnostics
package import Files
internal import SQLite

extension HandbookModel {
  /// The file at the folder's top that declares the kinds.
  package static let taxonomyFileName = "taxonomy.yaml"

  /// Whether a file of that name is read: a page, or the taxonomy.
  package static func isPartOfHandbook(_ name: String) -> Bool {
    PagePath.isPage(name) || name == taxonomyFileName
  }

  /// Reads a folder: every `.md`, `.mdx`, `.markdown` and `.txt` file in it, and `taxonomy.yaml`.
  ///
  /// A page that cannot be read is left out with a diagnostic. A large handbook is not kept in memory but in a file.
  /// - Parameters:
  ///   - documents: what else search is to find: tools, skills; may be asked for on another thread, and again.
  ///   - previous: the model of the same folder that this one replaces: what has become unreadable, or has errors
  ///     now, is taken from it.
  ///   - cache: where the index of a large handbook is kept, and taken from while it is right.
  ///   - tree: the folder's files, where somebody has looked already; called once, after the reading has begun.
  ///   - progress: is told now and then how many pages have been read.
  /// - Throws: `FileError` where the folder itself cannot be read; `DatabaseError` where SQLite cannot do
  ///   what is needed or memory runs out.
  package static func load(
    folder: String, documents: @autoclosure @escaping @Sendable () -> [SearchDocument] = [],
    previous: HandbookModel? = nil,
    maximumPageBytes: Int = FileContents.defaultMaximumBytes, cache: IndexCache? = nil,
    tree: () throws -> FileTree? = { nil },
    progress: (_ readPages: Int, _ allPages: Int) -> Void = { _, _ in }
  ) throws -> HandbookModel {
    let readTime = FileTree.now
    let realFolder = realPath(folder) ?? folder
    let pending =
      previous == nil
      ? cache?.pendingModel(ofFolder: realFolder, named: folder, documents: documents) : nil
    let pages = try tree()?.filtered(where: PagePath.isPage)
    let input = Input(
      folder: folder, tree: try pages ?? FileTree(of: folder, where: PagePath.isPage),
      previous: previous?.isDamaged == true ? nil : previous, maximumPageBytes: maximumPageBytes)
    let byteCount = input.tree.entries.reduce(0) { $0 + $1.byteCount }
    guard byteCount >= cache?.minimumBytes ?? IndexCache.minimumHandbookBytes else {
      return try build(input, documents(), nil, progress)
    }
    guard let cache else {
      return try buildInFile(input, documents(), .unkept(), progress) { _ in }
    }
    // Read after the look at the files, so that no change falls between the two.
    var problems: [Diagnostic] = []  // `build` reports them
    let taxonomy = readTaxonomy(in: folder, diagnostics: &problems)
    let origin = CachedIndex.Origin(
      program: cache.program, realFolder: realFolder, folder: folder,
      maximumPageBytes: maximumPageBytes,
      taxonomy: taxonomy.map { ContentHash(of: $0.bytes) }, files: input.tree.entries,
      problems: input.tree.problems.map(\.description))
    if problems.isEmpty, let model = try pending?.get()?.model(asOf: origin) { return model }
    let newIndex = cache.newIndex(for: origin, readTime: readTime)
    newIndex?.isFaithful = problems.isEmpty
    return try buildInFile(input, documents(), newIndex ?? .unkept(), progress) { reason in
      if newIndex != nil { cache.reportFailure(reason) }
    }
  }

  /// Reads all pages into a file, or into memory where that cannot be written: the disk is full, most likely.
  private static func buildInFile(
    _ input: Input, _ documents: [SearchDocument], _ index: NewIndex?,
    _ progress: (_ readPages: Int, _ allPages: Int) -> Void, reportFailure: (String) -> Void
  ) throws -> HandbookModel {
    guard let index else { return try build(input, documents, nil, progress) }
    do {
      return try build(input, documents, index, progress)
    } catch {
      // What is wrong with the handbook itself comes up again.
      let model = try build(input, documents, nil, progress)
      reportFailure(
        (error as? DatabaseError)?.message ?? (error as? FileError)?.message ?? "\(error)")
      return model
    }
  }

  /// Makes a model of pages that are in memory already.
  /// - Parameter pages: their paths are relative to the handbook.
  package static func make(
    pages: [SourceText], taxonomy: SourceText? = nil, documents: [SearchDocument] = []
  ) throws -> HandbookModel {
    try make(pages: pages, taxonomy: taxonomy, documents: documents, with: HandbookLoader())
  }

  /// - Parameter loader: to which nothing has been added.
  static func make(
    pages: [SourceText], taxonomy: SourceText?, documents: [SearchDocument] = [],
    with loader: HandbookLoader
  ) throws -> HandbookModel {
    var loader = loader
    if let taxonomy { loader.use(taxonomy: taxonomy) }
    let reader = PageReader(loader.taxonomy)
    for page in pages { try loader.add(try reader.read(page, path: page.path)) }
    loader.add([reader.finish()])
    return try loader.finish(documents, fileExists: { _ in false })
  }

  /// The tables that the model of a folder will have, known without reading its pages.
  /// - Parameter previous: as for `load`.
  package static func tableNames(
    ofFolder folder: String, previous: HandbookModel? = nil
  ) -> Set<String> {
    var problems: [Diagnostic] = []  // `load` reports them
    guard let taxonomy = readTaxonomy(in: folder, diagnostics: &problems) else {
      return genericTableNames
    }
    if let previous, previous.taxonomy != nil {
      _ = Taxonomy(taxonomy, diagnostics: &problems)
      if problems.contains(where: { $0.severity == .error }) { return previous.tableNames }
    }
    return genericTableNames.union(Taxonomy.tableNames(in: taxonomy))
  }

  static func readTaxonomy(
    in folder: String, diagnostics: inout [Diagnostic]
  ) -> SourceText? {
    let path = join(folder, taxonomyFileName)
    guard FileKind(at: path) != nil else { return nil }
    do throws(FileError) {
      return SourceText(path: path, bytes: try FileContents.readSettled(path))
    } catch {
      diagnostics.append(Diagnostic(.error, error.message, path: path))
      return nil
    }
  }
}
