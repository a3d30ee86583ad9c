package import Diagnostics
internal import Files
internal import Markdown

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
  ///   - progress: is told now and then how many pages have been read.
  /// - Throws: `FileError` where the folder itself cannot be read; `DatabaseError` where SQLite cannot do
  ///   what is needed or memory runs out.
  package static func load(
    folder: String, documents: [SearchDocument] = [],
    previous: HandbookModel? = nil,
    maximumPageBytes: Int = FileContents.defaultMaximumBytes,
    progress: (_ readPages: Int, _ allPages: Int) -> Void = { _, _ in }
  ) throws -> HandbookModel {
    let tree = try FileTree(of: folder, where: PagePath.isPage)
    var loader = try HandbookLoader()
    loader.diagnostics = tree.problems.map {
      Diagnostic(.warning, "left out: \($0.message)", path: join(folder, $0.path))
    }
    if let taxonomy = readTaxonomy(in: folder, diagnostics: &loader.diagnostics) {
      loader.use(taxonomy: taxonomy, previous: previous?.taxonomy)
    }
    for (index, entry) in tree.entries.enumerated() {
      if index % 64 == 0 { progress(index, tree.entries.count) }
      let fullPath = join(folder, entry.path)
      do {
        let bytes = try FileContents.readSettled(fullPath, maximumBytes: maximumPageBytes)
        try loader.add(SourceText(path: fullPath, bytes: bytes), path: entry.path) {
          try previous?.source(of: entry.path, shownAs: fullPath)
        }
      } catch let error as FileError {
        let last = try previous?.source(of: entry.path, shownAs: fullPath)
        // Who is writing it need not be told so.
        if last == nil || error.reason != .beingWritten {
          let outcome = last == nil ? "left out" : "served as it was before"
          loader.diagnostics.append(
            Diagnostic(.warning, "\(outcome): \(error.message)", path: fullPath))
        }
        if let last { try loader.add(last, path: entry.path) }
      }
    }
    return try loader.finish(documents) { path in
      // Only looks whether it is there; what it holds is never read.
      (try? resolve(path, inside: folder)) != nil
    }
  }

  /// Makes a model of pages that are in memory already.
  /// - Parameter pages: their paths are relative to the handbook.
  package static func make(
    pages: [SourceText], taxonomy: SourceText? = nil, documents: [SearchDocument] = []
  ) throws -> HandbookModel {
    var loader = try HandbookLoader()
    if let taxonomy { loader.use(taxonomy: taxonomy) }
    for page in pages { try loader.add(page, path: page.path) }
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
