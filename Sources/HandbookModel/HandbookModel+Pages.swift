internal import Diagnostics
package import Files
internal import SQLite

extension HandbookModel {
  /// The page with that path, looked up in the snapshot and never on disk.
  ///
  /// The extension may be left out. The path of an older revision's file gives that revision.
  /// - Parameter asOf: gives another revision of the same page.
  /// - Returns: `nil` where there is none.
  package func page(at path: String, asOf: AsOf? = nil) -> PageInfo? {
    guard let index = pageIndices.index(ofPath: path) else { return nil }
    guard let asOf else { return pages[index] }
    return asOf.choose(from: revisions(of: pages[index]))
  }

  /// All revisions of a page, oldest first, itself included.
  package func revisions(of page: PageInfo) -> [PageInfo] {
    pageIndices.revisions(ofPage: page.revision.page).map { pages[$0] }
  }

  /// The sections of a page in document order.
  package func sections(of page: PageInfo) throws -> [SectionInfo] {
    let ids = snapshot.contents.sectionIDs[page.id - 1]
    var sections: [SectionInfo] = []
    try read { connection in
      let select = try connection.prepare(
        """
        SELECT id, level, path, anchor, first_line, last_line FROM system._section
        WHERE id >= ? AND id < ? ORDER BY id
        """)
      try select.bind(ids.lowerBound, to: 1)
      try select.bind(ids.upperBound, to: 2)
      while try select.step() {
        let lines = lineRange(select.int(at: 4), select.int(at: 5))
        sections.append(
          SectionInfo(
            id: select.int(at: 0), level: select.int(at: 1),
            headingPath: select.withUTF8(at: 2) { strings(ofJSONArray: $0) },
            anchor: select.text(at: 3), lines: lines, linesWithSubsections: lines))
      }
    }
    return Self.withExtents(sections)
  }

  /// Extends each section over those below it: the following ones of a higher level.
  private static func withExtents(_ sections: [SectionInfo]) -> [SectionInfo] {
    var sections = sections
    // The sections that are still open, outermost first; levels ascend.
    var open: [Int] = []
    for index in sections.indices {
      // Text before the first heading has level 0 and nothing below it.
      while let last = open.last,
        sections[last].level >= sections[index].level || sections[last].level == 0
      {
        open.removeLast()
      }
      for ancestor in open {
        sections[ancestor].linesWithSubsections = lineRange(
          sections[ancestor].lines.lowerBound, sections[index].lines.upperBound)
      }
      open.append(index)
    }
    return sections
  }

  /// The sections that a heading path means: the last headings of the path, compared without regard to
  /// case. More than one where the page repeats itself.
  package func sections(of page: PageInfo, headingPath: [String]) throws -> [SectionInfo] {
    let wanted = headingPath.map { $0.lowercased() }
    return try sections(of: page).filter { section in
      section.headingPath.suffix(wanted.count).map { $0.lowercased() } == wanted
    }
  }

  /// The section with that fragment, with or without its `#`; `nil` where there is none.
  package func section(of page: PageInfo, anchor: String) throws -> SectionInfo? {
    let wanted = (anchor.hasPrefix("#") ? String(anchor.dropFirst()) : anchor).lowercased()
    return try sections(of: page).first { $0.anchor == wanted }
  }

  /// The fragment of the section that a line stands in; `nil` above the first heading.
  package func anchor(of page: PageInfo, line: Int) throws -> String? {
    let ids = snapshot.contents.sectionIDs[page.id - 1]
    return try read { connection in
      let select = try connection.prepare(
        """
        SELECT anchor FROM system._section WHERE id >= ? AND id < ? AND first_line <= ?
        ORDER BY id DESC LIMIT 1
        """)
      try select.bind(ids.lowerBound, to: 1)
      try select.bind(ids.upperBound, to: 2)
      try select.bind(line, to: 3)
      defer { select.reset() }
      guard try select.step() else { return nil }
      let anchor = select.text(at: 0)
      return anchor.isEmpty ? nil : anchor
    }
  }

  /// The page as written, or some lines of it, each with its line end.
  /// - Parameter lines: 1-based; those beyond the end are left out.
  package func text(of page: PageInfo, lines: ClosedRange<Int>? = nil) throws -> String {
    try read { connection in
      let select = try connection.prepare("SELECT text FROM system._page WHERE id = ?")
      try select.bind(page.id, to: 1)
      guard try select.step() else { return "" }
      return select.withUTF8(at: 0) { bytes in
        guard let lines else { return String(decoding: bytes, as: UTF8.self) }
        return String(decoding: bytes[utf8Range(of: lines, in: bytes)], as: UTF8.self)
      }
    }
  }

  /// The SHA-256 of a file as it was read, a page or the taxonomy; `nil` where there is none.
  package func contentHash(ofFile path: String) -> ContentHash? {
    if path == Self.taxonomyFileName {
      return taxonomy.map { ContentHash(of: $0.bytes) }
    }
    return pageIndices.index(ofFile: path).map { pages[$0].contentHash }
  }

  /// The file of a page as it was read; `nil` where there is none.
  func source(of path: String, shownAs shownPath: String) throws -> SourceText? {
    guard let index = pageIndices.index(ofFile: path) else { return nil }
    return SourceText(path: shownPath, try text(of: pages[index]))
  }

  private func utf8Range(
    of lines: ClosedRange<Int>, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Range<Int> {
    var line = 1
    var start = lines.lowerBound <= 1 ? 0 : bytes.count
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
      line += 1
      if line == lines.lowerBound { start = index + 1 }
      if line > lines.upperBound { return min(start, index + 1)..<(index + 1) }
    }
    return start..<bytes.count
  }
}

/// A range of lines, whatever the numbers are.
func lineRange(_ first: Int, _ last: Int) -> ClosedRange<Int> {
  first...max(first, last)
}
