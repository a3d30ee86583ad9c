/// Cuts the telling part out of a text and marks the words that were searched for.
struct Snippet {
  /// How long the part is, about, in bytes without marks.
  private static let length = 240
  /// How much of a text is looked at: the first window is good enough in a text that is longer.
  private static let maximumScannedBytes = 1 << 16
  private static let maximumMarkCount = 256

  /// A place where a term occurs.
  private struct Mark {
    var range: Range<Int>
    var term: Int
  }

  private let terms: [QueryTerm]
  /// How telling each term is.
  private let weights: [Float]
  private let hasPhrases: Bool
  /// How a matching word can begin: its first two letters, which stemming never changes. Only such words
  /// are looked at closely.
  private let beginnings: [UInt16]

  init(_ terms: [QueryTerm], weights: [Float]) {
    self.terms = terms
    self.weights = weights
    hasPhrases = terms.contains { $0.words.count > 1 }
    beginnings = terms.flatMap(\.words).map { word in
      UInt16(word[0]) << 8 | (word.count > 1 ? UInt16(word[1]) : 0)
    }
  }

  /// The best part of a text, on one line; its beginning where no term occurs in it.
  func make(from text: UnsafeBufferPointer<UInt8>) -> String {
    let marks = marks(in: text)
    guard let window = bestWindow(of: marks) else {
      return render(text, 0..<end(of: text, from: Self.length), [])
    }
    let first = marks[window.lowerBound].range.lowerBound
    let last = marks[window.upperBound].range.upperBound
    // A third of the room stands before the first mark, unless the text's beginning is near.
    var start = max(0, first - max(0, Self.length - (last - first)) / 3)
    if start < 30 { start = 0 }
    if start > 0 { start = wordStart(in: text, from: start, limit: first) }
    let end = max(last, end(of: text, from: start + Self.length))
    return render(text, start..<end, marks[window])
  }

  // MARK: - Marks

  private func marks(in text: UnsafeBufferPointer<UInt8>) -> [Mark] {
    var marks: [Mark] = []
    var scanner = WordScanner(
      UnsafeBufferPointer(rebasing: text[..<min(text.count, Self.maximumScannedBytes)]))
    var folded: [UInt8] = []
    var stem: [UInt8] = []
    // How many words of each phrase the text just before has, and where they began.
    var progress = hasPhrases ? terms.map { _ in (words: 0, start: 0) } : []
    while let range = scanner.next(), marks.count < Self.maximumMarkCount {
      guard canMatch(text, range) else {
        for term in progress.indices { progress[term].words = 0 }
        continue
      }
      WordFolding.fold(UnsafeBufferPointer(rebasing: text[range]), into: &folded)
      stem.removeAll(keepingCapacity: true)
      stem.append(contentsOf: folded)
      PorterStemmer.stem(&stem)
      for (index, term) in terms.enumerated() {
        if term.words.count == 1 {
          if matches(term, 0, folded, stem) { marks.append(Mark(range: range, term: index)) }
          continue
        }
        if !matches(term, progress[index].words, folded, stem) { progress[index].words = 0 }
        guard matches(term, progress[index].words, folded, stem) else { continue }
        if progress[index].words == 0 { progress[index].start = range.lowerBound }
        progress[index].words += 1
        if progress[index].words == term.words.count {
          marks.append(Mark(range: progress[index].start..<range.upperBound, term: index))
          progress[index].words = 0
        }
      }
    }
    guard hasPhrases else { return marks }
    // A phrase is noted at its end; of places that begin together the longest is marked.
    return marks.sorted {
      ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound)
    }
  }

  /// Rules out nearly every word at a glance.
  private func canMatch(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    let first = lowercased(text[range.lowerBound])
    let second = range.count > 1 ? lowercased(text[range.lowerBound + 1]) : 0
    // Letters with marks fold to any letter.
    if first >= 0x80 || second >= 0x80 { return true }
    for beginning in beginnings
    where beginning >> 8 == UInt16(first)
      && (beginning & 0xFF == 0 || beginning & 0xFF == UInt16(second))
    {
      return true
    }
    return false
  }

  private func lowercased(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  private func matches(
    _ term: QueryTerm, _ word: Int, _ folded: [UInt8], _ stem: [UInt8]
  ) -> Bool {
    if term.isPrefix, word == term.words.count - 1 {
      return folded.starts(with: term.words[word]) || stem.starts(with: term.stems[word])
    }
    return stem == term.stems[word]
  }

  /// The marks that fit together and tell most; the first such window.
  private func bestWindow(of marks: [Mark]) -> ClosedRange<Int>? {
    var best: (window: ClosedRange<Int>, worth: Float)?
    for first in marks.indices {
      var seen: UInt32 = 0
      var worth: Float = 0
      var last = first
      for index in first..<marks.count {
        let mark = marks[index]
        guard mark.range.upperBound - marks[first].range.lowerBound <= Self.length - 20 else {
          break
        }
        let bit = UInt32(1) << UInt32(mark.term)
        // Another place of the same term is worth little.
        worth += seen & bit == 0 ? weights[mark.term] : weights[mark.term] / 16
        seen |= bit
        last = index
      }
      if worth > best?.worth ?? -1 { best = (first...last, worth) }
    }
    return best?.window
  }

  // MARK: - Cutting

  /// The first word start from an offset on, at most `limit`.
  private func wordStart(
    in text: UnsafeBufferPointer<UInt8>, from offset: Int, limit: Int
  ) -> Int {
    var index = offset
    while index < limit, !isSpace(text[index]) { index += 1 }
    if index < limit { return index + 1 }
    // No space on the way: any character will do.
    index = offset
    while index < limit, text[index] & 0xC0 == 0x80 { index += 1 }
    return index
  }

  /// The last word end before an offset.
  private func end(of text: UnsafeBufferPointer<UInt8>, from offset: Int) -> Int {
    guard offset < text.count else { return text.count }
    var index = offset
    while index > offset - 40, index > 0, !isSpace(text[index]) { index -= 1 }
    if index > 0, isSpace(text[index]) { return index }
    index = offset
    while index > 0, text[index] & 0xC0 == 0x80 { index -= 1 }
    return index
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }

  /// The part on one line, with marks and ellipses.
  private func render(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ marks: ArraySlice<Mark>
  ) -> String {
    String(unsafeUninitializedCapacity: range.count + 4 * marks.count + 6) { buffer in
      var output = Output(buffer: buffer)
      if range.lowerBound > 0 { output.append("…") }
      var position = range.lowerBound
      for mark in marks where mark.range.upperBound <= range.upperBound {
        // Terms can overlap: `mcp` and `"mcp server"`.
        guard mark.range.lowerBound >= position else { continue }
        output.append(text, position..<mark.range.lowerBound)
        output.append("**")
        output.append(text, mark.range)
        output.append("**")
        position = mark.range.upperBound
      }
      output.append(text, position..<range.upperBound)
      output.removeTrailingSpace()
      if range.upperBound < text.count { output.append("…") }
      return output.count
    }
  }

  /// The bytes of a snippet as they are written; the buffer has room for all of them.
  private struct Output {
    var buffer: UnsafeMutableBufferPointer<UInt8>
    var count = 0

    mutating func append(_ text: StaticString) {
      for index in 0..<text.utf8CodeUnitCount {
        buffer[count] = text.utf8Start[index]
        count += 1
      }
    }

    /// Each run of white space becomes one space, none at the beginning.
    mutating func append(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
      for index in range {
        let byte = text[index]
        if byte != 0x20, byte > 0x0D || byte < 0x09 {
          buffer[count] = byte
          count += 1
        } else if count > 0, buffer[count - 1] != 0x20 {
          buffer[count] = 0x20
          count += 1
        }
      }
    }

    mutating func removeTrailingSpace() {
      while count > 0, buffer[count - 1] == 0x20 { count -= 1 }
    }
  }
}
