internal import Diagnostics
internal import Files

/// Finds out which files are revisions of one page, and which of them is the newest.
struct Revisions {
  /// A file with what it says of itself.
  struct File {
    var path: String
    /// As it is shown in diagnostics.
    var shownPath: String
    var header: PageHeader
  }

  /// One for each file, in the files' order.
  private(set) var revisions: [Page.Revision] = []
  private let files: [File]
  private let indices: [String: Int]

  /// Sorts files into pages. Every file gets a revision, whatever it says; contradictions are reported.
  /// - Parameter files: in the order of their paths.
  init(of files: [File], diagnostics: inout [Diagnostic]) {
    self.files = files
    indices = Dictionary(
      files.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    let pages = files.indices.map { page(of: $0, diagnostics: &diagnostics) }
    revisions = files.indices.map { index in
      Page.Revision(
        page: files[pages[index]].path, number: files[index].header.revision ?? 1,
        date: files[index].header.date, isNewest: true)
    }
    let groups = Dictionary(grouping: files.indices) { pages[$0] }
    for (page, members) in groups.sorted(by: { $0.key < $1.key }) where members.count > 1 {
      number(members, of: page, diagnostics: &diagnostics)
    }
  }

  /// The file under whose path the page is known: follows `revision_of` to its end.
  private func page(of index: Int, diagnostics: inout [Diagnostic]) -> Int {
    var current = index
    for _ in 0..<16 {
      guard let target = files[current].header.revisionOf else { return current }
      guard let next = find(target, from: files[current].path), next != current else {
        // Reported once, for the file that says so.
        if current == index {
          diagnostics.append(
            Diagnostic(
              .warning, "revision_of names '\(target)', which is no other page of the handbook",
              path: files[index].shownPath,
              notes: suggestionNotes(for: target, among: files.map(\.path))))
        }
        return current
      }
      current = next
    }
    diagnostics.append(
      Diagnostic(.warning, "revision_of leads in a circle", path: files[index].shownPath))
    return index
  }

  /// A path is relative to the handbook's folder; relative to the file's own is understood too.
  private func find(_ target: String, from path: String) -> Int? {
    let trimmed = target.hasPrefix("/") ? String(target.dropFirst()) : target
    if let index = indices[trimmed] { return index }
    return PagePath.normalized(join(parentFolder(of: path), target)).flatMap { indices[$0] }
  }

  /// Numbers the files of one page and marks the newest.
  private mutating func number(
    _ members: [Int], of page: Int, diagnostics: inout [Diagnostic]
  ) {
    // The page's own file is the newest: without a number of its own it follows the others.
    if files[page].header.revision == nil {
      let others = members.filter { $0 != page }.map { revisions[$0].number }
      revisions[page].number = (others.max() ?? 0) + 1
    }
    var owners: [Int: Int] = [:]
    for index in members {
      let number = revisions[index].number
      if let other = owners[number] {
        diagnostics.append(
          Diagnostic(
            .warning, "claims to be revision \(number) of \(files[page].path)",
            path: files[index].shownPath, notes: ["so does \(files[other].shownPath)"]))
      } else {
        owners[number] = index
      }
    }
    let newest = members.max { left, right in
      // Of two files with one number the page's own comes last, then the later path.
      (revisions[left].number, left == page ? 1 : 0, left)
        < (revisions[right].number, right == page ? 1 : 0, right)
    }
    for index in members { revisions[index].isNewest = index == newest }
  }
}
