/// One thing to search for: a word, the beginning of one, or words in a row.
struct QueryTerm: Equatable {
  /// As it was typed.
  let source: String
  /// The words in folded form.
  let words: [[UInt8]]
  /// The stems of the words.
  let stems: [[UInt8]]
  /// Whether the last word is only the beginning of one.
  let isPrefix: Bool
  /// Whether it was put in quotation marks: then no document without it is a match.
  let isQuoted: Bool
  /// The term as text: terms with the same mean the same.
  let match: String

  /// - Returns: `nil` where the text has no word.
  init?(_ source: some StringProtocol, isPrefix: Bool = false, isQuoted: Bool = false) {
    var source = String(source)
    var words: [[UInt8]] = []
    var parts: [String] = []
    source.withUTF8 { utf8 in
      var scanner = WordScanner(utf8)
      while let range = scanner.next(), words.count < 32 {
        let word = UnsafeBufferPointer(rebasing: utf8[range])
        let folded = WordFolding.folded(word)
        // A diacritical mark alone.
        guard !folded.isEmpty else { continue }
        words.append(folded)
        parts.append(String(decoding: word, as: UTF8.self))
      }
    }
    guard !words.isEmpty else { return nil }
    self.source = source
    self.words = words
    self.isPrefix = isPrefix
    self.isQuoted = isQuoted
    stems = words.map { word in
      var stem = word
      PorterStemmer.stem(&stem)
      return stem
    }
    match = "\"" + parts.joined(separator: " ") + (isPrefix ? "\" *" : "\"")
  }

  /// The words as terms of their own.
  var parts: [QueryTerm] {
    words.compactMap { QueryTerm(String(decoding: $0, as: UTF8.self)) }
  }

  /// Whether it says nothing in a question.
  var isStopWord: Bool {
    words.count == 1 && !isPrefix && !isQuoted && StopWords.contains(words[0])
  }
}
