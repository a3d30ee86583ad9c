/// The difference of two texts in the unified format, as `diff -u` and `git diff` print it.
package struct UnifiedDiff {
  /// How many lines around a change are shown.
  private static let contextLineCount = 3
  /// Above so many comparisons, changed stretches are shown as a whole.
  private static let maximumComparisons = 4_000_000

  private struct Line {
    enum Kind: String {
      case same = " "
      case removed = "-"
      case added = "+"
    }

    var kind: Kind
    var text: ArraySlice<UInt8>
  }

  private let lines: [Line]
  private let header: String

  /// - Parameters:
  ///   - path: as it is shown, behind `a/` and `b/`; the slash at its beginning is left out.
  ///   - before: `nil` where there is no file; likewise `after`.
  package init(path: String, before: [UInt8]?, after: [UInt8]?) {
    let shown = path.utf8.first == UInt8(ascii: "/") ? String(path.dropFirst()) : path
    header =
      "--- \(before == nil ? "/dev/null" : "a/" + shown)\n+++ \(after == nil ? "/dev/null" : "b/" + shown)"
    lines = Self.compare(Self.lines(before ?? []), Self.lines(after ?? []))
  }

  /// Lines with their ends.
  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes.nextLine(after: start)
      lines.append(bytes[start..<end])
      start = end
    }
    return lines
  }

  private static func compare(
    _ before: [ArraySlice<UInt8>], _ after: [ArraySlice<UInt8>]
  ) -> [Line] {
    let shorter = min(before.count, after.count)
    let prefix = (0..<shorter).first { before[$0] != after[$0] } ?? shorter
    let suffix =
      (0..<shorter - prefix).first {
        before[before.count - 1 - $0] != after[after.count - 1 - $0]
      } ?? shorter - prefix
    let old = Array(before[prefix..<before.count - suffix])
    let new = Array(after[prefix..<after.count - suffix])
    return before[..<prefix].map { Line(kind: .same, text: $0) } + compareMiddles(old, new)
      + before[(before.count - suffix)...].map { Line(kind: .same, text: $0) }
  }

  /// By the longest common subsequence.
  private static func compareMiddles(
    _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]
  ) -> [Line] {
    guard old.count * new.count <= maximumComparisons else {
      return old.map { Line(kind: .removed, text: $0) } + new.map { Line(kind: .added, text: $0) }
    }
    var lengths = Array(
      repeating: Array(repeating: 0, count: new.count + 1), count: old.count + 1)
    for row in old.indices.reversed() {
      for column in new.indices.reversed() {
        lengths[row][column] =
          old[row] == new[column]
          ? lengths[row + 1][column + 1] + 1
          : max(lengths[row + 1][column], lengths[row][column + 1])
      }
    }
    var lines: [Line] = []
    var (row, column) = (0, 0)
    while row < old.count || column < new.count {
      if row < old.count, column < new.count, old[row] == new[column] {
        lines.append(Line(kind: .same, text: old[row]))
        row += 1
        column += 1
      } else if column == new.count
        || row < old.count && lengths[row + 1][column] >= lengths[row][column + 1]
      {
        lines.append(Line(kind: .removed, text: old[row]))
        row += 1
      } else {
        lines.append(Line(kind: .added, text: new[column]))
        column += 1
      }
    }
    return lines
  }

  // MARK: - Text

  /// The diff without a line end at its end; empty where the texts are the same.
  package var text: String {
    let changed = lines.indices.filter { lines[$0].kind != .same }
    guard let first = changed.first else { return "" }
    var hunks: [Range<Int>] = []
    var hunk = first..<first + 1
    for index in changed.dropFirst() {
      if index - hunk.upperBound > 2 * Self.contextLineCount {
        hunks.append(hunk)
        hunk = index..<index + 1
      } else {
        hunk = hunk.lowerBound..<index + 1
      }
    }
    hunks.append(hunk)
    return ([header] + hunks.map(text)).joined(separator: "\n")
  }

  private func text(of changes: Range<Int>) -> String {
    let start = max(0, changes.lowerBound - Self.contextLineCount)
    let shown = lines[start..<min(lines.count, changes.upperBound + Self.contextLineCount)]
    let old = place(start, shown, leavingOut: .added)
    let new = place(start, shown, leavingOut: .removed)
    let body = shown.map { line in
      let isWhole = line.text.last == UInt8(ascii: "\n")
      let text = String(decoding: isWhole ? line.text.dropLast() : line.text, as: UTF8.self)
      return line.kind.rawValue + text + (isWhole ? "" : "\n\\ No newline at end of file")
    }
    return (["@@ -\(old) +\(new) @@"] + body).joined(separator: "\n")
  }

  /// First line and number of lines on one side, as a hunk's heading has them.
  private func place(
    _ start: Int, _ shown: ArraySlice<Line>, leavingOut kind: Line.Kind
  ) -> String {
    let before = lines[..<start].count { $0.kind != kind }
    let count = shown.count { $0.kind != kind }
    return count == 1 ? "\(before + 1)" : "\(count == 0 ? before : before + 1),\(count)"
  }
}
