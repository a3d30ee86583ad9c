package import Diagnostics
internal import Files
internal import Markdown
package import SQLite

extension HandbookModel {
  /// The file at the folder's top that declares the kinds.
  package static let taxonomyFileName = "taxonomy.yaml"

  /// Reads a folder: every `.md`, `.mdx`, `.markdown` and `.txt` file in it, and `taxonomy.yaml`.
  ///
  /// A page that cannot be read is left out with a diagnostic.
  /// - Parameters:
  ///   - documents: what else search is to find: tools, skills.
  ///   - progress: is told now and then how many pages have been read.
  /// - Throws: `FileError` where the folder itself cannot be read; `DatabaseError` where SQLite cannot do
  ///   what is needed or memory runs out.
  package static func load(
    folder: String, documents: [SearchDocument] = [],
    maximumPageBytes: Int = FileContents.defaultMaximumBytes,
    progress: (_ readPages: Int, _ allPages: Int) -> Void = { _, _ in }
  ) throws -> HandbookModel {
    let tree = try FileTree(of: folder, where: PagePath.isPage)
    var loader = try HandbookLoader()
    loader.diagnostics = tree.problems.map {
      Diagnostic(.warning, "left out: \($0.message)", path: join(folder, $0.path))
    }
    if let taxonomy = readTaxonomy(in: folder, diagnostics: &loader.diagnostics) {
      loader.taxonomy = Taxonomy(taxonomy, diagnostics: &loader.diagnostics)
      loader.taxonomyPath = taxonomy.path
    }
    for (index, entry) in tree.entries.enumerated() {
      if index % 64 == 0 { progress(index, tree.entries.count) }
      let fullPath = join(folder, entry.path)
      do {
        let bytes = try FileContents.read(fullPath, maximumBytes: maximumPageBytes)
        try loader.add(SourceText(path: fullPath, bytes: bytes), path: entry.path)
      } catch let error as FileError {
        loader.diagnostics.append(
          Diagnostic(.warning, "left out: \(error.message)", path: fullPath))
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
  ) throws(DatabaseError) -> HandbookModel {
    var loader = try HandbookLoader()
    if let taxonomy {
      loader.taxonomy = Taxonomy(taxonomy, diagnostics: &loader.diagnostics)
      loader.taxonomyPath = taxonomy.path
    }
    for page in pages { try loader.add(page, path: page.path) }
    return try loader.finish(documents, fileExists: { _ in false })
  }

  /// The tables that the model of a folder will have, known without reading its pages.
  package static func tableNames(ofFolder folder: String) -> Set<String> {
    var unheeded: [Diagnostic] = []  // `load` reports them
    guard let taxonomy = readTaxonomy(in: folder, diagnostics: &unheeded) else {
      return genericTableNames
    }
    return genericTableNames.union(Taxonomy.tableNames(in: taxonomy))
  }

  private static func readTaxonomy(
    in folder: String, diagnostics: inout [Diagnostic]
  ) -> SourceText? {
    let path = join(folder, taxonomyFileName)
    guard FileKind(at: path) != nil else { return nil }
    do throws(FileError) {
      return SourceText(path: path, bytes: try FileContents.read(path))
    } catch {
      diagnostics.append(Diagnostic(.error, error.message, path: path))
      return nil
    }
  }
}
