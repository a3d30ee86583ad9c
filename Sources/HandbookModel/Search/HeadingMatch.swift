/// How far a title or a heading and a query say the same.
///
/// A heading that consists of the query's words and no others is what was asked for, however often the
/// words occur elsewhere. BM25 cannot tell: to it a long heading with the words is as good as a short one.
struct HeadingMatch {
  private let terms: [(word: [UInt8], isPrefix: Bool)]
  private var folded: [UInt8] = []

  init(_ terms: [QueryTerm]) {
    var distinct: [(word: [UInt8], isPrefix: Bool)] = []
    for term in terms {
      for index in term.words.indices {
        let isPrefix = term.isPrefix && index == term.words.count - 1
        let word = isPrefix ? term.words[index] : term.stems[index]
        guard !distinct.contains(where: { $0.word == word }) else { continue }
        distinct.append((word, isPrefix))
      }
    }
    // A mask of 64 bits says which of them a heading has; no heading is that long.
    self.terms = Array(distinct.prefix(64))
  }

  /// From 0, no word in common, to 1, the same words (Dice's coefficient). Words that say nothing in a
  /// question do not count.
  mutating func share(of text: String) -> Float {
    var text = text
    return text.withUTF8 { share(of: $0) }
  }

  /// The same for the bytes of a text.
  mutating func share(of text: UnsafeBufferPointer<UInt8>) -> Float {
    var scanner = WordScanner(text)
    var found: UInt64 = 0
    var wordCount = 0
    while let range = scanner.next() {
      WordFolding.fold(UnsafeBufferPointer(rebasing: text[range]), into: &folded)
      guard !StopWords.contains(folded) else { continue }
      wordCount += 1
      if let index = terms.firstIndex(where: { $0.isPrefix && folded.starts(with: $0.word) }) {
        found |= 1 << UInt64(index)
        continue
      }
      // Stemming never changes the first letter.
      guard terms.contains(where: { $0.word.first == folded.first }) else { continue }
      PorterStemmer.stem(&folded)
      if let index = terms.firstIndex(where: { !$0.isPrefix && $0.word == folded }) {
        found |= 1 << UInt64(index)
      }
    }
    guard wordCount > 0 else { return 0 }
    return 2 * Float(found.nonzeroBitCount) / Float(terms.count + wordCount)
  }
}
