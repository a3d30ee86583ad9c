/// Which revision of each page to look at.
package enum AsOf: Sendable, Equatable {
  /// The revision with this number, or the last one before it.
  case revision(Int)
  /// The revision that held on a day, `YYYY-MM-DD`.
  case date(String)

  /// Reads `2` or `2026-03-31`; `nil` for anything else.
  package init?(_ text: String) {
    if let number = Int(text), number >= 1, text.utf8.count <= 6 {
      self = .revision(number)
    } else if Self.isDate(text) {
      self = .date(text)
    } else {
      return nil
    }
  }

  /// Whether a text has the form `YYYY-MM-DD` with a month and day that can be.
  static func isDate(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2],
      parts.allSatisfy({ $0.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }),
      let month = Int(Substring(parts[1])), let day = Int(Substring(parts[2]))
    else { return false }
    return (1...12).contains(month) && (1...31).contains(day)
  }

  /// The revision that is meant, out of those of one page in ascending order.
  ///
  /// A revision without a date is taken to hold on any day that no dated one accounts for.
  /// - Returns: `nil` where the page did not exist yet.
  func choose(from revisions: [PageInfo]) -> PageInfo? {
    switch self {
    case .revision(let number):
      return revisions.last { $0.revision.number <= number }
    case .date(let day):
      // Dates of this form sort as texts.
      return revisions.last { revision in revision.revision.date.map { $0 <= day } ?? false }
        ?? revisions.last { $0.revision.date == nil }
    }
  }
}
