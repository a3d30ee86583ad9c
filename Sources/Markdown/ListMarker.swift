/// What a list item begins with: `-`, `*`, `+`, `1.`, `1)`, and the bullets that come with text
/// pasted from a browser.
struct ListMarker {
  /// Items of one list have the same kind of marker.
  enum Kind: Equatable {
    case bullet(UInt8)
    case ordered(delimiter: UInt8)
  }

  let kind: Kind
  /// `nil` for bullets.
  let number: Int?
  let byteCount: Int
  /// The width in columns.
  let columnCount: Int

  /// The marker at the start of a text, white space or the line's end behind it.
  init?(_ text: Bytes) {
    guard let first = text.first else { return nil }
    switch first {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
      guard text.count == 1 || text[1].isSpaceOrTab else { return nil }
      self.init(kind: .bullet(first), number: nil, byteCount: 1, columnCount: 1)
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      self.init(orderedIn: text)
    default:
      guard text.has("•", at: 0) || text.has("◦", at: 0) || text.has("▪", at: 0) else { return nil }
      self.init(kind: .bullet(text[2]), number: nil, byteCount: 3, columnCount: 1)
    }
  }

  private init(kind: Kind, number: Int?, byteCount: Int, columnCount: Int) {
    self.kind = kind
    self.number = number
    self.byteCount = byteCount
    self.columnCount = columnCount
  }

  /// At most nine digits, as in CommonMark, so that the number cannot overflow.
  private init?(orderedIn text: Bytes) {
    var index = 0
    var number = 0
    while index < text.count, index < 9, text[index].isASCIIDigit {
      number = number * 10 + Int(text[index] - UInt8(ascii: "0"))
      index += 1
    }
    guard index < text.count,
      text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: ")"),
      index + 1 == text.count || text[index + 1].isSpaceOrTab
    else { return nil }
    self.init(
      kind: .ordered(delimiter: text[index]), number: number, byteCount: index + 1,
      columnCount: index + 1)
  }
}
