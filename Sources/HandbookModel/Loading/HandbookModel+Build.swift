internal import Diagnostics
internal import Files

extension HandbookModel {
  /// What a handbook is read from.
  struct Input: Sendable {
    var folder: String
    var tree: FileTree
    var previous: HandbookModel?
    var maximumPageBytes: Int
  }

  /// Reads all pages.
  /// - Parameter index: in which the model is to be; `nil` for memory. It is removed where something fails.
  static func build(
    _ input: Input, _ documents: [SearchDocument], _ index: NewIndex?,
    _ progress: (_ readPages: Int, _ allPages: Int) -> Void
  ) throws -> HandbookModel {
    do {
      return try readAll(input, documents, index, progress)
    } catch {
      index?.discard()
      throw error
    }
  }

  private static func readAll(
    _ input: Input, _ documents: [SearchDocument], _ index: NewIndex?,
    _ progress: (_ readPages: Int, _ allPages: Int) -> Void
  ) throws -> HandbookModel {
    let (folder, tree, previous) = (input.folder, input.tree, input.previous)
    var loader = try HandbookLoader(index?.file)
    loader.diagnostics.first = tree.problems.map {
      Diagnostic(.warning, "left out: \($0.message)", path: join(folder, $0.path))
    }
    if let taxonomy = readTaxonomy(in: folder, diagnostics: &loader.diagnostics.first) {
      loader.use(taxonomy: taxonomy, previous: previous?.taxonomy)
      if loader.usesPreviousTaxonomy { index?.isFaithful = false }
    }
    let entries = tree.entries
    var readCount = 0
    let parts = try PageReaders.run(
      byteCounts: entries.map(\.byteCount), taxonomy: loader.taxonomy,
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
      var file =
        try last.map { try reader.read($0, path: entry.path) } ?? ReadFile(path: entry.path)
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
}
