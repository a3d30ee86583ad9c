/// What search must know of every indexed document while it ranks: a few bytes each, kept in memory so
/// that filters cost no query.
struct SearchCatalog: Sendable {
  /// The number of the kind that every section has.
  static let sectionKind: UInt16 = 0

  /// The names of the kinds by their numbers.
  private(set) var kinds = ["section"]
  /// By document id; 0 for a document that belongs to no page. Id 0 is none, and others may be free.
  private(set) var pageIDs: [Int32] = [0]
  /// By document id.
  private(set) var kindNumbers: [UInt16] = [0]

  init() {}

  /// A catalog as another one was.
  init(kinds: [String], pageIDs: [Int32], kindNumbers: [UInt16]) {
    self.kinds = kinds
    self.pageIDs = pageIDs
    self.kindNumbers = kindNumbers
  }

  /// The id that the next document gets.
  var nextID: Int { pageIDs.count }

  /// Notes a document and gives it its id.
  mutating func append(page: Int, kind: UInt16) -> Int {
    pageIDs.append(Int32(truncatingIfNeeded: page))
    kindNumbers.append(kind)
    return pageIDs.count - 1
  }

  /// Notes the sections of a page.
  /// - Parameter room: so many ids more are kept free for later sections of the page.
  /// - Returns: the ids of the sections.
  mutating func appendSections(_ count: Int, ofPage page: Int, room: Int) -> Range<Int> {
    let first = pageIDs.count
    pageIDs += repeatElement(Int32(truncatingIfNeeded: page), count: count + room)
    kindNumbers += repeatElement(Self.sectionKind, count: count + room)
    return first..<first + count
  }

  /// The number of a kind, new where the kind is.
  mutating func number(ofKind name: String) -> UInt16 {
    if let index = kinds.firstIndex(of: name) { return UInt16(truncatingIfNeeded: index) }
    kinds.append(name)
    return UInt16(truncatingIfNeeded: kinds.count - 1)
  }
}
