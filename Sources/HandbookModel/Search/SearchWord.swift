/// A word of a text as the search index sees it.
package struct SearchWord: Sendable, Hashable {
  /// In lower case, without diacritical marks.
  package let folded: String
  /// What forms of the same word have in common: `vectors` and `vector` are `vector`.
  package let stem: String

  /// The words of a text in order, without those that say nothing in a question (`the`, `which`,
  /// `please`).
  /// - Complexity: linear.
  package static func words(in text: String) -> [SearchWord] {
    var text = text
    return text.withUTF8 { utf8 in
      var words: [SearchWord] = []
      var scanner = WordScanner(utf8)
      while let range = scanner.next() {
        var word = WordFolding.folded(UnsafeBufferPointer(rebasing: utf8[range]))
        guard !word.isEmpty, !StopWords.contains(word) else { continue }
        let folded = String(decoding: word, as: UTF8.self)
        PorterStemmer.stem(&word)
        words.append(SearchWord(folded: folded, stem: String(decoding: word, as: UTF8.self)))
      }
      return words
    }
  }
}
