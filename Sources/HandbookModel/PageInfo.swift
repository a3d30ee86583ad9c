package import Files

/// What the model knows of a page without its text.
package struct PageInfo: Sendable, Equatable {
  /// The page's number in the snapshot's tables, from 1; it may differ in the next snapshot.
  package var id: Int
  /// Relative to the handbook's folder, with extension.
  package var path: String
  package var title: String
  package var revision: Page.Revision
  /// SHA-256 of the file's bytes.
  package var contentHash: ContentHash
  /// The number of lines in the file.
  package var lineCount: Int

  package init(
    id: Int, path: String, title: String, revision: Page.Revision, contentHash: ContentHash,
    lineCount: Int
  ) {
    self.id = id
    self.path = path
    self.title = title
    self.revision = revision
    self.contentHash = contentHash
    self.lineCount = lineCount
  }
}

/// A heading of a page with what stands under it.
package struct SectionInfo: Sendable, Equatable {
  /// The section's number in the snapshot's tables, from 1.
  package var id: Int
  /// 1–6; 0 for text before the first heading.
  package var level: Int
  /// The headings above this one and itself, outermost first; empty at level 0.
  package var headingPath: [String]
  /// The fragment that links to the heading.
  package var anchor: String
  /// The section's own lines, from its heading to the last line before the next heading.
  package var lines: ClosedRange<Int>
  /// The lines with those of the sections below it.
  package var linesWithSubsections: ClosedRange<Int>
}
