/// Martin Porter's algorithm for English word stems (https://tartarus.org/martin/PorterStemmer/), as the
/// index's own tokenizer applies it: needed to mark in a text what the index matched.
enum PorterStemmer {
  /// Shortens a folded word to its stem, in place.
  static func stem(_ word: inout [UInt8]) {
    // The tokenizer's own bounds.
    guard (3...64).contains(word.count) else { return }
    removePlural(&word)
    removePast(&word)
    if word.last == UInt8(ascii: "y"), hasVowel(word, before: word.count - 1) {
      word[word.count - 1] = UInt8(ascii: "i")
    }
    replaceFirst(of: doubleSuffixes, in: &word, minimumMeasure: 1)
    replaceFirst(of: fullSuffixes, in: &word, minimumMeasure: 1)
    removeSuffix(&word)
    removeFinalE(&word)
  }

  private typealias Rule = (suffix: [UInt8], replacement: [UInt8])

  private static func rules(_ pairs: [(String, String)]) -> [Rule] {
    pairs.map { (Array($0.0.utf8), Array($0.1.utf8)) }
  }

  /// Step 2.
  private static let doubleSuffixes = rules([
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"),
    ("logi", "log"), ("bli", "ble"), ("alli", "al"), ("entli", "ent"), ("eli", "e"),
    ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
    ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"),
    ("biliti", "ble"),
  ])

  /// Step 3.
  private static let fullSuffixes = rules([
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""),
    ("ness", ""),
  ])

  /// Step 4.
  private static let residualSuffixes = [
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou",
    "ism", "ate", "iti", "ous", "ive", "ize",
  ].map { Array($0.utf8) }

  /// Step 1a.
  private static func removePlural(_ word: inout [UInt8]) {
    guard word.last == UInt8(ascii: "s") else { return }
    if ends(word, "sses") || ends(word, "ies") {
      word.removeLast(2)
    } else if !ends(word, "ss") {
      word.removeLast()
    }
  }

  /// Step 1b.
  private static func removePast(_ word: inout [UInt8]) {
    if ends(word, "eed") {
      if measure(word, before: word.count - 3) > 0 { word.removeLast() }
      return
    }
    let length = ends(word, "ed") ? 2 : ends(word, "ing") ? 3 : 0
    guard length > 0, hasVowel(word, before: word.count - length) else { return }
    word.removeLast(length)
    if ends(word, "at") || ends(word, "bl") || ends(word, "iz") {
      word.append(UInt8(ascii: "e"))
    } else if endsInDoubleConsonant(word), !"lsz".utf8.contains(word[word.count - 1]) {
      word.removeLast()
    } else if measure(word, before: word.count) == 1, endsInShortSyllable(word, before: word.count)
    {
      word.append(UInt8(ascii: "e"))
    }
  }

  private static func replaceFirst(
    of rules: [Rule], in word: inout [UInt8], minimumMeasure: Int
  ) {
    for rule in rules where ends(word, rule.suffix) {
      let stemLength = word.count - rule.suffix.count
      if measure(word, before: stemLength) >= minimumMeasure {
        word.replaceSubrange(stemLength..., with: rule.replacement)
      }
      return
    }
  }

  /// Step 4; the longest suffix that fits decides.
  private static func removeSuffix(_ word: inout [UInt8]) {
    var longest = 0
    for suffix in residualSuffixes where suffix.count > longest && ends(word, suffix) {
      longest = suffix.count
    }
    let stemLength = word.count - longest
    guard longest > 0, measure(word, before: stemLength) > 1 else { return }
    if ends(word, "ion"), longest == 3 {
      guard stemLength > 0, "st".utf8.contains(word[stemLength - 1]) else { return }
    }
    word.removeLast(longest)
  }

  /// Step 5.
  private static func removeFinalE(_ word: inout [UInt8]) {
    if word.last == UInt8(ascii: "e") {
      let stemLength = word.count - 1
      let measure = measure(word, before: stemLength)
      if measure > 1 || (measure == 1 && !endsInShortSyllable(word, before: stemLength)) {
        word.removeLast()
      }
    }
    if word.last == UInt8(ascii: "l"), endsInDoubleConsonant(word),
      measure(word, before: word.count - 1) > 1
    {
      word.removeLast()
    }
  }

  // MARK: - Letters

  private static func ends(_ word: [UInt8], _ suffix: StaticString) -> Bool {
    let count = suffix.utf8CodeUnitCount
    guard word.count > count else { return false }
    for index in 0..<count
    where word[word.count - count + index] != suffix.utf8Start[index] { return false }
    return true
  }

  private static func ends(_ word: [UInt8], _ suffix: [UInt8]) -> Bool {
    guard word.count > suffix.count else { return false }
    for index in suffix.indices
    where word[word.count - suffix.count + index] != suffix[index] { return false }
    return true
  }

  /// A `y` is a vowel where a consonant stands before it.
  private static func isVowel(_ word: [UInt8], at index: Int) -> Bool {
    switch word[index] {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
      UInt8(ascii: "u"):
      return true
    case UInt8(ascii: "y"):
      // A run of them alternates, so count back to where it begins.
      var start = index
      while start > 0, word[start - 1] == UInt8(ascii: "y") { start -= 1 }
      let startIsVowel = start > 0 && !isVowel(word, at: start - 1)
      return (index - start).isMultiple(of: 2) ? startIsVowel : !startIsVowel
    default:
      return false
    }
  }

  private static func hasVowel(_ word: [UInt8], before end: Int) -> Bool {
    (0..<end).contains { isVowel(word, at: $0) }
  }

  /// How often a vowel is followed by a consonant.
  private static func measure(_ word: [UInt8], before end: Int) -> Int {
    var count = 0
    var wasVowel = false
    for index in 0..<end {
      let isVowel = isVowel(word, at: index)
      if wasVowel, !isVowel { count += 1 }
      wasVowel = isVowel
    }
    return count
  }

  private static func endsInDoubleConsonant(_ word: [UInt8]) -> Bool {
    let end = word.count
    return end >= 2 && word[end - 1] == word[end - 2] && !isVowel(word, at: end - 1)
  }

  /// Consonant, vowel, consonant, where the last is not w, x or y.
  private static func endsInShortSyllable(_ word: [UInt8], before end: Int) -> Bool {
    end >= 3 && !isVowel(word, at: end - 1) && isVowel(word, at: end - 2)
      && !isVowel(word, at: end - 3) && !"wxy".utf8.contains(word[end - 1])
  }
}
