internal import Diagnostics
internal import Files

/// What is kept of an index besides its database and its postings, and what it was made from.
struct CachedIndex: Equatable {
  /// What the index depends on: it is right as long as all of this is the same.
  struct Origin: Equatable {
    /// The program that wrote it; another one may cut and weigh differently.
    var program: String
    /// The handbook's folder with links resolved, and as it was named.
    var realFolder: String
    var folder: String
    var maximumPageBytes: Int
    /// The hash of the taxonomy; `nil` where there is none.
    var taxonomy: String?
    /// Every page with its size, times and number in the file system.
    var files: [FileTree.Entry]
    /// What was left out of the walk, in words.
    var problems: [String]
  }

  var origin: Origin
  /// When its files began to be read; nanoseconds since 1970.
  var readTime: Int
  /// Files besides the pages that links led to or failed to, and whether they were there.
  var linkedFiles: [LinkedFile]
  var pages: [PageInfo]
  /// How many sections each page has.
  var sectionCounts: [Int]
  /// The names of the kinds that have a table.
  var kinds: [String]
  var catalogKinds: [String]
  var diagnostics: HandbookDiagnostics
  var segments: [SegmentSizes]

  struct LinkedFile: Equatable {
    var path: String
    var exists: Bool
  }

  /// How large the parts of a segment are, and where its postings are.
  struct SegmentSizes: Equatable {
    var termByteCount: Int
    var termCount: Int
    var documentCount: Int
    var firstPostingPage: Int
  }
}

extension CachedIndex {
  var encoded: [UInt8] {
    var writer = ByteWriter()
    writer.write(origin)
    writer.write(readTime)
    writer.write(linkedFiles) { writer, file in
      writer.write(file.path)
      writer.write(file.exists)
    }
    writer.write(pages) { $0.write($1) }
    writer.write(sectionCounts) { $0.write($1) }
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
    pages = try reader.list { (reader) throws(ByteCodingError) in try reader.page() }
    for place in pages.indices { pages[place].id = place + 1 }
    sectionCounts = try reader.list { (reader) throws(ByteCodingError) in try reader.number() }
    kinds = try reader.list { (reader) throws(ByteCodingError) in try reader.text() }
    catalogKinds = try reader.list { (reader) throws(ByteCodingError) in try reader.text() }
    diagnostics = try reader.handbookDiagnostics()
    segments = try reader.list { (reader) throws(ByteCodingError) in
      SegmentSizes(
        termByteCount: try reader.number(), termCount: try reader.number(),
        documentCount: try reader.number(), firstPostingPage: try reader.number())
    }
    guard reader.isAtEnd, sectionCounts.count == pages.count, sectionCounts.allSatisfy({ $0 >= 0 })
    else { throw ByteCodingError() }
  }
}

extension ByteWriter {
  fileprivate mutating func write(_ origin: CachedIndex.Origin) {
    write(origin.program)
    write(origin.realFolder)
    write(origin.folder)
    write(origin.maximumPageBytes)
    write(origin.taxonomy) { $0.write($1) }
    write(origin.files) { writer, file in
      writer.write(file.path)
      writer.write(file.byteCount)
      writer.write(Int(file.modificationTime))
      writer.write(Int(file.changeTime))
      writer.write(Int(bitPattern: UInt(file.fileNumber)))
    }
    write(origin.problems) { $0.write($1) }
  }

  fileprivate mutating func write(_ page: PageInfo) {
    write(page.path)
    write(page.title)
    write(page.revision.page)
    write(page.revision.number)
    write(page.revision.date) { $0.write($1) }
    write(page.revision.isNewest)
    write(page.contentHash)
    write(page.lineCount)
  }

  fileprivate mutating func write(_ diagnostics: HandbookDiagnostics) {
    write(diagnostics.first) { $0.write($1) }
    write(diagnostics.ofFiles) { writer, file in
      writer.write(file.path)
      writer.write(file.diagnostics) { $0.write($1) }
    }
    write(diagnostics.last) { $0.write($1) }
  }

  fileprivate mutating func write(_ diagnostic: Diagnostic) {
    write(diagnostic.severity.rawValue)
    write(diagnostic.path)
    write(diagnostic.position) { writer, position in
      writer.write(position.line)
      writer.write(position.column)
    }
    write(diagnostic.message)
    write(diagnostic.notes) { $0.write($1) }
    write(diagnostic.sourceLine) { $0.write($1) }
  }
}

extension ByteReader {
  fileprivate mutating func origin() throws(ByteCodingError) -> CachedIndex.Origin {
    CachedIndex.Origin(
      program: try text(), realFolder: try text(), folder: try text(),
      maximumPageBytes: try number(),
      taxonomy: try optional { (reader) throws(ByteCodingError) in try reader.text() },
      files: try list { (reader) throws(ByteCodingError) in
        FileTree.Entry(
          path: try reader.text(), byteCount: try reader.number(),
          modificationTime: Int64(try reader.number()), changeTime: Int64(try reader.number()),
          fileNumber: UInt64(UInt(bitPattern: try reader.number())))
      },
      problems: try list { (reader) throws(ByteCodingError) in try reader.text() })
  }

  fileprivate mutating func page() throws(ByteCodingError) -> PageInfo {
    PageInfo(
      id: 0, path: try text(), title: try text(),
      revision: Page.Revision(
        page: try text(), number: try number(),
        date: try optional { (reader) throws(ByteCodingError) in try reader.text() },
        isNewest: try flag()),
      contentHash: try text(), lineCount: try number())
  }

  fileprivate mutating func handbookDiagnostics() throws(ByteCodingError) -> HandbookDiagnostics {
    HandbookDiagnostics(
      first: try diagnostics(),
      ofFiles: try list { (reader) throws(ByteCodingError) in
        .init(path: try reader.text(), diagnostics: try reader.diagnostics())
      },
      last: try diagnostics())
  }

  private mutating func diagnostics() throws(ByteCodingError) -> [Diagnostic] {
    try list { (reader) throws(ByteCodingError) in try reader.diagnostic() }
  }

  private mutating func diagnostic() throws(ByteCodingError) -> Diagnostic {
    guard let severity = Diagnostic.Severity(rawValue: try text()) else { throw ByteCodingError() }
    let path = try text()
    let position = try optional { (reader) throws(ByteCodingError) in
      SourcePosition(line: try reader.number(), column: try reader.number())
    }
    return Diagnostic(
      severity, try text(), path: path, position: position,
      notes: try list { (reader) throws(ByteCodingError) in try reader.text() },
      sourceLine: try optional { (reader) throws(ByteCodingError) in try reader.text() })
  }
}
