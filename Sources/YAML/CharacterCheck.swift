import Diagnostics

/// Finds what no YAML file may contain: bytes that are not UTF-8, and characters that are not printable
/// (YAML 1.2.2 section 5.1; the standard lets some of them stand in quotes, here they are escaped).
enum CharacterCheck {
  /// A fault for each such character, a few more than are ever shown at most; a fault of the encoding
  /// ends the search.
  static func faults(from start: Cursor) -> [Fault] {
    var cursor = start
    var faults: [Fault] = []
    while faults.count <= YAMLParser.maximumDiagnostics {
      cursor.skipPrintableASCII()
      guard !cursor.isAtEnd else { break }
      switch cursor.byte {
      case 0x20..<0x7F, UInt8(ascii: "\t"):
        cursor.advance()
      case UInt8(ascii: "\n"):
        cursor.advanceLine()
      case UInt8(ascii: "\r"):
        if cursor.byte(after: 1) == UInt8(ascii: "\n") {
          cursor.advanceLine()
        } else {
          faults.append(Fault(.loneCarriageReturn, at: cursor.position))
          cursor.advance()
        }
      case let byte where byte < 0x80:
        faults.append(Fault(.controlCharacter(Unicode.Scalar(byte)), at: cursor.position))
        cursor.advance()
      default:
        guard let scalar = scalar(at: cursor) else {
          faults.append(Fault(.invalidUTF8, at: cursor.position))
          return faults
        }
        if let message = refusal(of: scalar) {
          faults.append(Fault(message, at: cursor.position))
        }
        cursor.advance(by: UTF8.width(scalar))
      }
    }
    return faults
  }

  /// The scalar of two to four bytes at the cursor; `nil` where the bytes are not well-formed.
  private static func scalar(at cursor: Cursor) -> Unicode.Scalar? {
    let lead = cursor.byte
    // Overlong forms, surrogates and values past U+10FFFF fall out by the checks of value below.
    let (count, minimum): (Int, UInt32) =
      switch lead {
      case 0xC2..<0xE0: (2, 0x80)
      case 0xE0..<0xF0: (3, 0x800)
      case 0xF0..<0xF5: (4, 0x1_0000)
      default: (0, 0)
      }
    guard count > 0 else { return nil }
    var value = UInt32(lead) & (0x7F >> UInt32(count))
    for offset in 1..<count {
      let byte = cursor.byte(after: offset)
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return value < minimum ? nil : Unicode.Scalar(value)
  }

  private static func refusal(of scalar: Unicode.Scalar) -> Message? {
    switch scalar.value {
    case 0x85: nil
    case 0x80..<0xA0, 0xFFFE, 0xFFFF: .controlCharacter(scalar)
    case 0xFEFF: .byteOrderMark
    default: nil
    }
  }
}
