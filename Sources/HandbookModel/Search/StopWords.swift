/// English words that a question is made of and that do not tell what it is about.
enum StopWords {
  /// Lower case, without apostrophes; none is longer than eight bytes.
  private static let words = [
    "a", "about", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but",
    "by", "can", "could", "did", "do", "does", "doing", "don", "each", "find", "for", "from", "get",
    "give", "had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its", "list", "many",
    "may", "me", "might", "much", "must", "my", "need", "no", "not", "of", "on", "or", "our", "out",
    "please", "s", "shall", "she", "should", "show", "so", "some", "such", "t", "tell", "than",
    "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "us",
    "want", "was", "we", "were", "what", "when", "where", "which", "who", "whom", "whose", "why",
    "will", "with", "would", "you", "your",
  ]

  /// Each word as a number, ascending. Comparing numbers needs no hash and no string, and every word of
  /// a heading is looked up.
  private static let numbers = words.map { number(of: Array($0.utf8)) }.sorted()

  private static func number(of word: [UInt8]) -> UInt64 {
    word.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Whether a folded word is one of them.
  static func contains(_ word: [UInt8]) -> Bool {
    guard word.count <= 8 else { return false }
    let number = number(of: word)
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] == number { return true }
      if numbers[middle] < number { low = middle + 1 } else { high = middle }
    }
    return false
  }
}
