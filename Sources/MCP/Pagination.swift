import JSON
import JSONRPC

/// One page of a list with opaque cursors (specification, server/utilities/pagination).
struct ListPage<Element> {
  let elements: ArraySlice<Element>
  /// `nil` on the last page.
  let nextCursor: String?

  /// Cuts the page that the params ask for out of the whole list.
  /// - Throws: `invalidParams` for a cursor that was not given out for this list.
  init(of all: [Element], size: Int, method: String, scope: RequestScope) throws(ResponseError) {
    var start = 0
    if let cursor = try scope.optionalString("cursor") {
      guard let offset = Self.offset(of: cursor, method: method), offset < all.count else {
        throw .unknownCursor
      }
      start = offset
    }
    let end = min(start + size, all.count)
    elements = all[start..<end]
    nextCursor = end < all.count ? Self.cursor(for: end, method: method) : nil
  }

  /// The offset and a seal over it: Swift's hasher is keyed anew in every process, so that nobody else
  /// makes cursors that fit.
  private static func cursor(for offset: Int, method: String) -> String {
    "\(offset)-\(seal(offset, method))"
  }

  private static func offset(of cursor: String, method: String) -> Int? {
    guard let dash = cursor.firstIndex(of: "-"), let offset = Int(cursor[..<dash]),
      cursor == Self.cursor(for: offset, method: method)
    else { return nil }
    return offset
  }

  private static func seal(_ offset: Int, _ method: String) -> String {
    var hasher = Hasher()
    hasher.combine(method)
    hasher.combine(offset)
    return String(UInt(bitPattern: hasher.finalize()), radix: 36)
  }
}
