import Diagnostics
package import JSON

/// Text that other people wrote, made safe to look at.
///
/// Characters that cannot be seen or that turn the direction of writing can hide an instruction
/// from the person who reviews a page, but not from a model. They are shown as `\u{202E}`. Line
/// ends, tabs, and the joiners that belong to emoji and to scripts that need them stay; see
/// `escapingInvisibleCharacters`, for which this is the fast way to texts that hide nothing.
package enum UntrustedText {
  /// The text with its invisible characters shown; bytes that are not UTF-8 as replacement
  /// characters.
  /// - Complexity: one pass; nothing but the string itself is allocated where there is nothing to
  /// show.
  package static func escaped(_ utf8: UnsafeBufferPointer<UInt8>) -> String {
    let text = String(decoding: utf8, as: UTF8.self)
    return mayHide(utf8) ? text.escapingInvisibleCharacters : text
  }

  /// The text with its invisible characters shown.
  package static func escaped(_ text: String) -> String {
    var text = text
    let isSuspect = text.withUTF8 { mayHide($0) }
    return isSuspect ? text.escapingInvisibleCharacters : text
  }

  /// The value with the invisible characters of its strings and names shown.
  package static func escaped(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): .string(escaped(text))
    case .array(let elements): .array(elements.map { escaped($0) })
    case .object(let object):
      .object(object.members.map { .init(key: escaped($0.key), value: escaped($0.value)) })
    default: value
    }
  }

  /// The value with its invisible characters shown; the bytes that it was read from save the walk
  /// where they can hold none.
  static func escaped(_ value: JSONValue, encoded: UnsafeBufferPointer<UInt8>) -> JSONValue {
    mayHide(encoded) || encoded.contains(UInt8(ascii: "\\")) ? escaped(value) : value
  }

  /// Whether a byte sequence occurs that may be an invisible character. Dashes, quotation marks and
  /// bullets share the first byte with many of them, so the second one is looked at too.
  private static func mayHide(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    for (index, byte) in utf8.enumerated() where byte < 0x20 || byte >= 0x7F {
      let next = index + 1 < utf8.count ? utf8[index + 1] : 0
      switch byte {
      case 0x09, 0x0A, 0x0D: continue
      case 0x00..<0x20, 0x7F: return true
      case 0xC2 where next < 0xA0 || next == 0xAD: return true
      case 0xCD where next == 0x8F: return true
      case 0xD8 where next == 0x9C: return true
      case 0xE1 where [0x85, 0x9E, 0xA0].contains(next): return true
      case 0xE2 where next == 0x80 || next == 0x81:
        let last = index + 2 < utf8.count ? utf8[index + 2] : 0
        switch (next, last) {
        case (0x80, 0x8B...0x8F), (0x80, 0xA8...0xAE), (0x81, 0xA0...0xAF): return true
        default: continue
        }
      case 0xE3 where next == 0x85: return true
      case 0xEF where next >= 0xB8: return true
      case 0xF0 where next == 0x9B || next == 0x9D: return true
      case 0xF3: return true
      default: continue
      }
    }
    return false
  }
}
