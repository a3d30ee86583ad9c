// Cutting texts into pieces, over UTF-8: what rules ask for is mostly ASCII, and all else passes through.

extension StringProtocol {
  /// The text without white space at both ends, and without any of the affixes there, however often they
  /// come. An affix with a space in it counts only with that space: `"and "` leaves `android` alone.
  func trimmed(_ affixes: [String] = []) -> String {
    var text = Substring(self).trimmingSpaces()
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for affix in affixes where !affix.isEmpty {
        if text.startsIgnoringCase(with: affix) {
          text = text[text.utf8.index(text.startIndex, offsetBy: affix.utf8.count)...]
        } else if text.endsIgnoringCase(with: affix) {
          text = text[..<text.utf8.index(text.endIndex, offsetBy: -affix.utf8.count)]
        } else {
          continue
        }
        text = text.trimmingSpaces()
        hasChanged = true
      }
    }
    return String(text)
  }

  /// The pieces between the separators, white space at their ends removed, empty ones left out. What
  /// stands in brackets or straight double quotes stays whole; a bracket that is never closed is text.
  func splitOutsideBrackets(at separators: [String]) -> [String] {
    let bytes = Array(utf8)
    let isNested = nestedBytes(of: bytes)
    let separators = separators.map { Array($0.utf8) }.filter { !$0.isEmpty }
    var pieces: [String] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      let separator = separators.first { !isNested[index] && bytes[index...].starts(with: $0) }
      guard let separator else {
        index += 1
        continue
      }
      pieces.append(String(decoding: bytes[start..<index], as: UTF8.self).trimmed())
      index += separator.count
      start = index
    }
    pieces.append(String(decoding: bytes[start...], as: UTF8.self).trimmed())
    return pieces.filter { !$0.isEmpty }
  }

  /// The words that begin with the text and go on after it, punctuation at their ends removed.
  func words(startingWith start: String) -> [String] {
    guard let first = start.utf8.first, utf8.contains(first) else { return [] }
    return utf8.split { $0 <= UInt8(ascii: " ") }.compactMap { bytes in
      // Most words are none of those: only what may be one is worth a string.
      guard bytes.count > start.utf8.count, bytes.contains(first) else { return nil }
      let word = String(decoding: bytes, as: UTF8.self)
        .trimmed([".", ",", ";", ":", "!", "?", "(", ")", "\"", "'"])
      return word.utf8.starts(with: start.utf8) && word.utf8.count > start.utf8.count ? word : nil
    }
  }

  /// The sentences: each up to a full stop or another mark that white space follows, unless a small
  /// letter comes next, as after `etc.`.
  var sentences: [String] {
    let bytes = Array(utf8)
    var sentences: [String] = []
    var start = 0
    for index in bytes.indices.dropLast(2)
    where bytes[index].isSentenceMark && bytes[index + 1] <= UInt8(ascii: " ") {
      let next = bytes[index + 2]
      if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(next) { continue }
      sentences.append(String(decoding: bytes[start...index], as: UTF8.self))
      start = index + 2
    }
    sentences.append(String(decoding: bytes[start...], as: UTF8.self))
    return sentences.map { $0.trimmed() }.filter { !$0.isEmpty }
  }

  /// The first of the sentences; a long text is looked through only as far as that takes.
  var firstSentence: String? {
    var byteCount = 1024
    while true {
      let beginning = String(decoding: utf8.prefix(byteCount), as: UTF8.self)
      let sentences = beginning.sentences
      // The last one may go on behind what was looked at.
      if sentences.count > 1 || beginning.utf8.count < byteCount { return sentences.first }
      byteCount *= 4
    }
  }

  /// The first run of digits as a number; `nil` where there is none or it is too large.
  var firstInteger: Int? {
    let digits = utf8.drop { !$0.isDigit }.prefix { $0.isDigit }
    return Int(String(decoding: digits, as: UTF8.self))
  }
}

extension Substring {
  fileprivate func trimmingSpaces() -> Substring {
    var text = drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}

/// For each byte whether it stands inside brackets or quotation marks that are closed again.
private func nestedBytes(of bytes: [UInt8]) -> [Bool] {
  // How many pairs begin at a byte, less those that ended before it.
  var changes = [Int](repeating: 0, count: bytes.count + 1)
  var open: [(closing: UInt8, offset: Int)] = []
  for (offset, byte) in bytes.enumerated() where byte.isBracket {
    // A quotation mark closes if it can. Stopping at 16 keeps hostile nesting from costing more.
    if let last = open.suffix(16).lastIndex(where: { $0.closing == byte }) {
      changes[open[last].offset] += 1
      changes[offset + 1] -= 1
      open.removeSubrange(last...)
    } else if let closing = byte.closingBracket {
      open.append((closing, offset))
    }
  }
  var depth = 0
  return changes.dropLast().map { change in
    depth += change
    return depth > 0
  }
}

extension UInt8 {
  fileprivate var closingBracket: UInt8? {
    switch self {
    case UInt8(ascii: "("): UInt8(ascii: ")")
    case UInt8(ascii: "["): UInt8(ascii: "]")
    case UInt8(ascii: "{"): UInt8(ascii: "}")
    case UInt8(ascii: "\""): UInt8(ascii: "\"")
    default: nil
    }
  }

  fileprivate var isBracket: Bool {
    closingBracket != nil
      || [UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}")].contains(self)
  }

  fileprivate var isSentenceMark: Bool {
    self == UInt8(ascii: ".") || self == UInt8(ascii: "!") || self == UInt8(ascii: "?")
  }

  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
