extension JSONCParser {
  /// White space, and comments where the dialect has them.
  mutating func skipSpace() throws(SettingsFault) {
    while let byte = current {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      case UInt8(ascii: "/"): try skipComment()
      default: return
      }
    }
  }

  private mutating func skipComment() throws(SettingsFault) {
    let start = index
    let next = start + 1 < bytes.count ? bytes[start + 1] : 0
    guard next == UInt8(ascii: "/") || next == UInt8(ascii: "*") else {
      throw unexpected("a value")
    }
    guard dialect.allowsComments else {
      throw SettingsFault(
        "a comment is not allowed in this file", at: start,
        notes: ["remove the comment: the client reads plain JSON"])
    }
    index += 2
    if next == UInt8(ascii: "/") {
      while let byte = current, byte != 0x0A { index += 1 }
      return
    }
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") {
        index += 2
        return
      }
      index += 1
    }
    throw SettingsFault("the comment is not closed", at: start)
  }
}
