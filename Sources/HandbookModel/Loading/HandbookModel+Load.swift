package import Diagnostics
internal import Files

extension HandbookModel {
  /// The file at the folder's top that declares the kinds.
  package static let taxonomyFileName = "taxonomy.yaml"

  /// Whether a file of that name is read: a page, or the taxonomy.
  package static func isPartOfHandbook(_ name: String) -> Bool {
    PagePath.isPage(name) || name == taxonomyFileName
  }

  /// Reads a folder: every `.md`, `.mdx`, `.markdown` and `.txt` file in it, and `taxonomy.yaml`.
  ///
  /// A page that cannot be read is left out with a diagnostic.
  /// - Parameters:
  ///   - documents: what else search is to find: tools, skills.
  ///   - previous: the model of the same folder that this one replaces: what has become unreadable, or has errors
  ///     now, is taken from it.
  ///   - cache: where the index of a large handbook is kept, and taken from while it is right.
  ///   - progress: is told now and then how many pages have been read.
  /// - Throws: `FileError` where the folder itself cannot be read; `DatabaseError` where SQLite cannot do
  ///   what is needed or memory runs out.
  package static func load(
    folder: String, documents: [SearchDocument] = [],
    previous: HandbookModel? = nil,
    maximumPageBytes: Int = FileContents.defaultMaximumBytes, cache: IndexCache? = nil,
    progress: (_ readPages: Int, _ allPages: Int) -> Void = { _, _ in }
  ) throws -> HandbookModel {
    let readTime = FileTree.now
    let realFolder = realPath(folder) ?? folder
    let pending =
      previous == nil
      ? cache?.pendingIndex(ofFolder: realFolder, named: folder) : nil
    let input = Input(
      folder: folder, tree: try FileTree(of: folder, where: PagePath.isPage), previous: previous,
      maximumPageBytes: maximumPageBytes)
    let byteCount = input.tree.entries.reduce(0) { $0 + $1.byteCount }
    guard let cache, cache.keeps(handbookOf: byteCount) else {
      return try build(input, documents, nil, progress)
    }
    var problems: [Diagnostic] = []  // `build` reports them
    let taxonomy = readTaxonomy(in: folder, diagnostics: &problems)
    let origin = CachedIndex.Origin(
      program: cache.program, realFolder: realFolder, folder: folder,
      maximumPageBytes: maximumPageBytes,
      taxonomy: taxonomy.map { ContentHash(of: $0.bytes).hexadecimal }, files: input.tree.entries,
      problems: input.tree.problems.map(\.description))
    if problems.isEmpty, let content = pending?.content(where: { $0.origin == origin }),
      let model = cached(content, folder: folder, documents: documents, taxonomy: taxonomy)
    {
      return model
    }
    guard let path = cache.makeTemporaryFile(for: origin) else {
      return try build(input, documents, nil, progress)
    }
    let index = NewIndex(
      temporaryPath: path, path: cache.path(of: origin), origin, readTime: Int(readTime))
    index.isFaithful = problems.isEmpty
    do {
      return try build(input, documents, index, progress)
    } catch {
      // A full disk, most likely: memory will do. What is wrong with the handbook itself comes up again.
      index.discard()
      cache.reportFailure("\(error)")
      return try build(input, documents, nil, progress)
    }
  }

  /// What a handbook is read from.
  private struct Input: Sendable {
    var folder: String
    var tree: FileTree
    var previous: HandbookModel?
    var maximumPageBytes: Int
  }

  private static func build(
    _ input: Input, _ documents: [SearchDocument], _ index: NewIndex?,
    _ progress: (_ readPages: Int, _ allPages: Int) -> Void
  ) throws -> HandbookModel {
    let (folder, tree, previous) = (input.folder, input.tree, input.previous)
    var loader = try HandbookLoader(at: index?.temporaryPath)
    loader.diagnostics = tree.problems.map {
      Diagnostic(.warning, "left out: \($0.message)", path: join(folder, $0.path))
    }
    if let taxonomy = readTaxonomy(in: folder, diagnostics: &loader.diagnostics) {
      loader.use(taxonomy: taxonomy, previous: previous?.taxonomy)
      if loader.usesPreviousTaxonomy { index?.isFaithful = false }
    }
    let entries = tree.entries
    var readCount = 0
    let parts = try PageReaders.run(
      byteCounts: entries.map(\.byteCount),
      read: { number, reader in
        try read(
          entries[number], of: folder, with: reader, previous: previous,
          maximumBytes: input.maximumPageBytes)
      },
      handOn: { file, thread in
        if readCount % 64 == 0 { progress(readCount, entries.count) }
        readCount += 1
        if file.isPrevious { index?.isFaithful = false }
        try loader.add(file, thread: thread)
      })
    loader.add(parts)
    return try loader.finish(
      documents,
      fileExists: { path in
        let exists = isFile(path, in: folder)
        index?.linkedFiles[path] = exists
        return exists
      }, index: index)
  }

  private static func read(
    _ entry: FileTree.Entry, of folder: String, with reader: PageReader, previous: HandbookModel?,
    maximumBytes: Int
  ) throws -> ReadFile {
    let fullPath = join(folder, entry.path)
    func last() throws -> SourceText? {
      try previous?.source(of: entry.path, shownAs: fullPath)
    }
    func readLast(_ last: SourceText?) throws -> ReadFile {
      var file = try last.map { try reader.read($0, path: entry.path) } ?? ReadFile()
      file.isPrevious = last != nil
      return file
    }
    do {
      let bytes = try FileContents.readSettled(
        entry.path, inside: folder, maximumBytes: maximumBytes)
      return try reader.read(
        SourceText(path: fullPath, bytes: bytes), path: entry.path, previous: last)
    } catch let error as FileError {
      let last = try last()
      var file = try readLast(last)
      if !error.isLasting { file.isPrevious = true }
      // Who is writing it need not be told so.
      if last == nil || error.reason != .beingWritten {
        let outcome = last == nil ? "left out" : "served as it was before"
        file.diagnostics.insert(
          Diagnostic(.warning, "\(outcome): \(error.message)", path: fullPath), at: 0)
      }
      return file
    }
  }

  /// Makes a model of pages that are in memory already.
  /// - Parameter pages: their paths are relative to the handbook.
  package static func make(
    pages: [SourceText], taxonomy: SourceText? = nil, documents: [SearchDocument] = []
  ) throws -> HandbookModel {
    var loader = try HandbookLoader()
    if let taxonomy { loader.use(taxonomy: taxonomy) }
    let reader = PageReader()
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

  private static func readTaxonomy(
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
