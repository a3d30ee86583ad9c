/// A place in a line that counts white space in columns, tabs reaching to the next multiple of four
/// as [CommonMark](https://spec.commonmark.org/0.31.2/#tabs) has it: a tab may be eaten in part.
struct LineCursor {
  /// The whole line.
  let text: Bytes
  /// The first byte not yet eaten.
  private(set) var index = 0
  /// The first byte behind the white space ahead; the line's length where only that is left.
  private(set) var contentIndex = 0
  /// The width of the white space ahead, in columns.
  private(set) var indent = 0

  private var column = 0
  /// What is left of a tab eaten in part.
  private var pendingColumns = 0

  init(_ text: Bytes) {
    self.text = text
    measure()
  }

  /// Whether only white space is left.
  var isBlank: Bool { contentIndex >= text.count }

  /// The first byte that is no white space; 0 where there is none.
  var firstByte: UInt8 { isBlank ? 0 : text[contentIndex] }

  /// What is left behind the white space ahead.
  var content: Bytes { text.part(contentIndex..<text.count) }

  /// Eats white space of that many columns, or all there is.
  mutating func skip(columns: Int) {
    var left = min(columns, indent)
    let pending = min(left, pendingColumns)
    pendingColumns -= pending
    column += pending
    left -= pending
    while left > 0, index < text.count {
      let width = text[index] == UInt8(ascii: "\t") ? 4 - column % 4 : 1
      index += 1
      let used = min(width, left)
      column += used
      left -= used
      pendingColumns = width - used
    }
    measure()
  }

  /// Eats the white space ahead and what follows it.
  /// - Parameter columns: its width: `•` has three bytes and one column.
  mutating func skipIndent(andBytes byteCount: Int, columns: Int) {
    column += indent + columns
    pendingColumns = 0
    index = min(contentIndex + byteCount, text.count)
    measure()
  }

  /// Appends what is left, white space included.
  func appendRest(to bytes: inout [UInt8]) {
    for _ in 0..<pendingColumns { bytes.append(0x20) }
    bytes.append(contentsOf: text[index...])
  }

  private mutating func measure() {
    var position = index
    var end = column + pendingColumns
    while position < text.count {
      switch text[position] {
      case UInt8(ascii: " "): end += 1
      case UInt8(ascii: "\t"): end += 4 - end % 4
      // A stray carriage return or form feed inside a line counts as one space.
      case 0x0B...0x0D: end += 1
      default:
        contentIndex = position
        indent = end - column
        return
      }
      position += 1
    }
    contentIndex = position
    indent = end - column
  }
}
