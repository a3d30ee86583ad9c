import Diagnostics

/// A flow scalar that has been read: plain, single or double quoted.
struct Scalar {
  /// Where the text lies in the source when it is there letter by letter; else it is `folded`.
  var range: Range<Int>?
  /// The text after folding and unescaping.
  var folded = ""
  let style: YAMLNode.ScalarStyle
  let position: SourcePosition
}

/// Plain scalars: YAML 1.2.2 section 7.3.3.
extension DocumentParser {
  /// Throws unless a plain scalar can begin at the cursor.
  func checkPlainStart(inFlow: Bool) throws(Fault) {
    let byte = cursor.byte
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
      let next = cursor.byte(after: 1)
      guard next.isBlankOrEnd || (inFlow && next.isFlowIndicator) else { return }
      switch byte {
      case UInt8(ascii: "?"): throw Fault(.complexKey, at: cursor.position)
      case UInt8(ascii: ":"): throw Fault(.missingKey, at: cursor.position)
      default: throw Fault(.reservedIndicator(byte), at: cursor.position)
      }
    case UInt8(ascii: "&"): throw Fault(.anchor, at: cursor.position)
    case UInt8(ascii: "*"): throw Fault(.alias, at: cursor.position)
    case UInt8(ascii: "!"): throw Fault(.tag, at: cursor.position)
    case UInt8(ascii: "|") where inFlow, UInt8(ascii: ">") where inFlow:
      throw Fault(.blockScalarInFlow, at: cursor.position)
    case UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"),
      UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"):
      throw Fault(.reservedIndicator(byte), at: cursor.position)
    case UInt8(ascii: "<"):
      guard cursor.byte(after: 1) == byte else { return }
      var end = cursor
      end.advance(by: 2)
      end.skipBlanks()
      guard end.isAtColon || (inFlow && end.isAtFlowColon) else { return }
      throw Fault(.mergeKey, at: cursor.position)
    default: return
    }
  }

  /// Moves to where the plain text ends on this line, which is empty where none can stand here, and
  /// returns its range without outer blanks.
  mutating func plainLine(inFlow: Bool) -> Range<Int> {
    let start = cursor.index
    var end = start
    var isAfterBlank = start == cursor.lineStart || cursor.byte(after: -1).isBlank
    while true {
      let byte = cursor.byte
      if byte <= UInt8(ascii: "#") {
        if byte.isBreakOrEnd || (byte == UInt8(ascii: "#") && isAfterBlank) { break }
      } else if byte == UInt8(ascii: ":") {
        if cursor.isAtColon || (inFlow && cursor.isAtFlowColon) { break }
      } else if inFlow, byte.isFlowIndicator {
        break
      }
      cursor.advance()
      isAfterBlank = byte.isBlank
      if !isAfterBlank { end = cursor.index }
    }
    return start..<end
  }

  /// Reads the rest of a plain scalar whose first line has been read.
  /// - Parameter indent: how many spaces its further lines have at least.
  mutating func plainScalar(
    _ firstLine: Range<Int>, at position: SourcePosition, indent: Int, inFlow: Bool
  ) throws(Fault) -> Scalar {
    var text: [UInt8] = []
    while true {
      let end = cursor
      guard let emptyLines = moveToPlainContinuation(indent: indent) else {
        cursor = end
        break
      }
      let range = plainLine(inFlow: inFlow)
      guard !range.isEmpty else {
        cursor = end
        break
      }
      if !inFlow, cursor.byte == UInt8(ascii: ":") {
        let fault = Fault(.keyInContinuation(ofLine: position.line), at: cursor.position)
        giveLineBack()
        throw fault
      }
      if text.isEmpty { text += cursor.bytes(firstLine) }
      text.fold(emptyLines)
      text += cursor.bytes(range)
    }
    return text.isEmpty
      ? Scalar(range: firstLine, style: .plain, position: position)
      : Scalar(folded: String(decoding: text, as: UTF8.self), style: .plain, position: position)
  }

  /// Moves from the end of a line to the next text that can go on with a plain scalar, and returns how many
  /// empty lines lie between; `nil` where there is no such text.
  private mutating func moveToPlainContinuation(indent: Int) -> Int? {
    guard cursor.isAtLineEnd else { return nil }
    var emptyLines = -1
    while cursor.isAtLineEnd {
      guard !cursor.isAtEnd else { return nil }
      emptyLines += 1
      cursor.advanceLine()
      guard !cursor.isAtMarker else { return nil }
      cursor.skipSpaces()
      let column = cursor.column
      cursor.skipBlanks()
      if !cursor.isAtLineEnd, column < indent { return nil }
    }
    return emptyLines
  }

  // MARK: - Scalars as nodes

  /// The text of a scalar as written, for keys.
  func text(of scalar: Scalar) -> String {
    scalar.range.map { cursor.text($0) } ?? scalar.folded
  }

  /// The value of a scalar by the core schema.
  func node(of scalar: Scalar) throws(Fault) -> YAMLNode {
    guard scalar.style == .plain, let range = scalar.range else {
      return YAMLNode(.string(text(of: scalar), style: scalar.style), at: scalar.position)
    }
    switch CoreSchema.resolve(cursor.bytes(range)) {
    case .content(let content): return YAMLNode(content, at: scalar.position)
    case .string: return YAMLNode(.string(cursor.text(range), style: .plain), at: scalar.position)
    case .notFinite: throw Fault(.notFinite, at: scalar.position)
    case .tooLarge: throw Fault(.integerTooLarge, at: scalar.position)
    }
  }

  /// Throws where a key is longer than a reader may look ahead for its `:` (section 7.4.2).
  func checkKeyLength(from start: Int, _ position: SourcePosition) throws(Fault) {
    guard cursor.index - start > 1024 else { return }
    let characters = cursor.bytes(start..<cursor.index).count { $0 & 0xC0 != 0x80 }
    if characters > 1024 { throw Fault(.keyTooLong, at: position) }
  }
}

extension [UInt8] {
  /// Joins two lines with the given number of empty ones between them (section 6.5): a single line
  /// break becomes a space, of several all but the first remain.
  mutating func fold(_ emptyLines: Int) {
    if emptyLines == 0 {
      append(UInt8(ascii: " "))
    } else {
      append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: emptyLines))
    }
  }
}
