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
    var taxonomy: ContentHash?
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
  /// What the pages and the taxonomy are named by together.
  var identifier: String
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
