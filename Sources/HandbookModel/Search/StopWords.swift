/// English words that a question is made of and that do not tell what it is about.
enum StopWords {
  /// Lower case, without apostrophes.
  static let all: Set<String> = [
    "a", "about", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but",
    "by", "can", "could", "did", "do", "does", "doing", "don", "each", "find", "for", "from", "get",
    "give", "had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its", "list", "many",
    "may", "me", "might", "much", "must", "my", "need", "no", "not", "of", "on", "or", "our", "out",
    "please", "s", "shall", "she", "should", "show", "so", "some", "such", "t", "tell", "than",
    "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "us",
    "want", "was", "we", "were", "what", "when", "where", "which", "who", "whom", "whose", "why",
    "will", "with", "would", "you", "your",
  ]

  /// No stop word is longer.
  private static let maximumLength = 6

  /// Whether a folded word is one of them.
  static func contains(_ word: [UInt8]) -> Bool {
    word.count <= maximumLength && all.contains(String(decoding: word, as: UTF8.self))
  }
}
