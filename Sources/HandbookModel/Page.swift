package import Diagnostics
package import Files
package import Markdown

/// A page of the handbook as it was read.
package struct Page: Sendable {
  /// Relative to the handbook's folder, `/` between the parts, with extension: `engineering/ai.md`.
  package var path: String
  /// The front matter's `title`, else the first heading, else the file name without extension.
  package var title: String
  /// The content as read.
  package var source: SourceText
  /// SHA-256 of the content.
  package var contentHash: ContentHash
  /// Which revision of which page this is.
  package var revision: Revision
  package var document: MarkdownDocument

  /// A page may exist in several revisions, each a file of its own. The front matter says so:
  /// `revision: 2`, and in every file but the newest `revision_of: ai-platform.md`.
  package struct Revision: Sendable, Equatable {
    /// The path of the newest revision's file, the name under which the page is known.
    package var page: String
    /// 1-based; 1 where the front matter says nothing.
    package var number: Int
    /// The day from which it held, `YYYY-MM-DD`, where the front matter has `date`.
    package var date: String?
    /// Whether no other file holds a later revision of the same page.
    package var isNewest: Bool

    package init(page: String, number: Int, date: String?, isNewest: Bool) {
      self.page = page
      self.number = number
      self.date = date
      self.isNewest = isNewest
    }
  }

  package init(
    path: String, title: String, source: SourceText, contentHash: ContentHash, revision: Revision,
    document: MarkdownDocument
  ) {
    self.path = path
    self.title = title
    self.source = source
    self.contentHash = contentHash
    self.revision = revision
    self.document = document
  }
}
