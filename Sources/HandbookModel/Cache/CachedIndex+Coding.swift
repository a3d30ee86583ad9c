internal import Files

extension CachedIndex {
  var encoded: [UInt8] {
    var writer = ByteWriter()
    writer.write(origin)
    writer.write(readTime)
    writer.write(linkedFiles) { writer, file in
      writer.write(file.path)
      writer.write(file.exists)
    }
    // A page lies beside its file, whose path it shares.
    var rest = zip(pages, sectionCounts).makeIterator()
    var next = rest.next()
    writer.write(origin.files) { writer, file in
      writer.write(file)
      let page = next.flatMap { $0.0.path.utf8.elementsEqual(file.path.utf8) ? $0 : nil }
      writer.write(page) { writer, page in
        writer.write(page.0)
        writer.write(page.1)
      }
      if page != nil { next = rest.next() }
    }
    precondition(next == nil, "each page is of a file, in the order of the files")
    writer.write(identifier)
    writer.write(kinds) { $0.write($1) }
    writer.write(catalogKinds) { $0.write($1) }
    writer.write(diagnostics)
    writer.write(segments) { writer, sizes in
      writer.write(sizes.termByteCount)
      writer.write(sizes.termCount)
      writer.write(sizes.documentCount)
      writer.write(sizes.firstPostingPage)
    }
    return writer.bytes
  }

  init(_ bytes: [UInt8]) throws(ByteCodingError) {
    var reader = ByteReader(bytes)
    origin = try reader.origin()
    readTime = try reader.number()
    linkedFiles = try reader.list { (reader) throws(ByteCodingError) in
      LinkedFile(path: try reader.text(), exists: try reader.flag())
    }
    (pages, sectionCounts) = ([], [])
    let fileCount = try reader.count()
    origin.files.reserveCapacity(fileCount)
    pages.reserveCapacity(fileCount)
    sectionCounts.reserveCapacity(fileCount)
    for _ in 0..<fileCount {
      let file = try reader.file()
      origin.files.append(file)
      guard try reader.flag() else { continue }
      pages.append(try reader.page(of: file, id: pages.count + 1))
      sectionCounts.append(try reader.number())
    }
    identifier = try reader.text()
    kinds = try reader.list { (reader) throws(ByteCodingError) in try reader.text() }
    catalogKinds = try reader.list { (reader) throws(ByteCodingError) in try reader.text() }
    diagnostics = try reader.handbookDiagnostics()
    segments = try reader.list { (reader) throws(ByteCodingError) in
      SegmentSizes(
        termByteCount: try reader.number(), termCount: try reader.number(),
        documentCount: try reader.number(), firstPostingPage: try reader.number())
    }
    guard reader.isAtEnd, sectionCounts.allSatisfy({ $0 >= 0 }) else { throw ByteCodingError() }
  }
}

extension ByteWriter {
  fileprivate mutating func write(_ origin: CachedIndex.Origin) {
    write(origin.program)
    write(origin.realFolder)
    write(origin.folder)
    write(origin.maximumPageBytes)
    write(origin.taxonomy) { $0.write($1) }
    write(origin.problems) { $0.write($1) }
  }

  fileprivate mutating func write(_ file: FileTree.Entry) {
    write(file.path)
    write(file.byteCount)
    write(Int(file.modificationTime))
    write(Int(file.changeTime))
    write(Int(bitPattern: UInt(file.fileNumber)))
  }

  fileprivate mutating func write(_ page: PageInfo) {
    write(page.title)
    // Hardly any page has another revision.
    write(page.revision.page == page.path ? nil : page.revision.page) { $0.write($1) }
    write(page.revision.number)
    write(page.revision.date) { $0.write($1) }
    write(page.revision.isNewest)
    write(page.contentHash)
    write(page.lineCount)
  }

  private mutating func write(_ hash: ContentHash) {
    for index in hash.words.indices { write(Int(bitPattern: UInt(hash.words[index]))) }
  }
}

extension ByteReader {
  fileprivate mutating func origin() throws(ByteCodingError) -> CachedIndex.Origin {
    CachedIndex.Origin(
      program: try text(), realFolder: try text(), folder: try text(),
      maximumPageBytes: try number(),
      taxonomy: try optional { (reader) throws(ByteCodingError) in try reader.contentHash() },
      files: [],
      problems: try list { (reader) throws(ByteCodingError) in try reader.text() })
  }

  fileprivate mutating func file() throws(ByteCodingError) -> FileTree.Entry {
    FileTree.Entry(
      path: try text(), byteCount: try number(), modificationTime: Int64(try number()),
      changeTime: Int64(try number()), fileNumber: UInt64(UInt(bitPattern: try number())))
  }

  fileprivate mutating func page(
    of file: FileTree.Entry, id: Int
  ) throws(ByteCodingError) -> PageInfo {
    PageInfo(
      id: id, path: file.path, title: try text(),
      revision: Page.Revision(
        page: try flag() ? try text() : file.path, number: try number(),
        date: try optional { (reader) throws(ByteCodingError) in try reader.text() },
        isNewest: try flag()),
      contentHash: try contentHash(), lineCount: try number())
  }

  private mutating func contentHash() throws(ByteCodingError) -> ContentHash {
    var words = SIMD4<UInt64>()
    for index in words.indices { words[index] = UInt64(UInt(bitPattern: try number())) }
    return ContentHash(words: words)
  }
}
