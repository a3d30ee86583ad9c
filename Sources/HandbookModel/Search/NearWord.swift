/// How near the stems of an index are to a word that was probably misspelt.
struct NearWord {
  /// How many letters a word may have beyond its stem: `capabil|ities`.
  private static let maximumEndingLength = 4

  /// The longest word that is worth the comparison.
  static let maximumLength = 32

  private let word: [UInt8]
  private let letters: UInt64
  private let maximumDistance: Int
  private var current: [Int]
  private var previous: [Int]
  private var beforePrevious: [Int]

  /// - Parameter word: folded.
  init(_ word: [UInt8]) {
    self.word = word
    letters = Self.letters(of: word)
    maximumDistance = Self.maximumDistance(for: word)
    current = Array(repeating: 0, count: word.count + 1)
    previous = current
    beforePrevious = current
  }

  /// How many edits are taken for a slip.
  static func maximumDistance(for word: [UInt8]) -> Int { word.count <= 5 ? 1 : 2 }

  /// The edits between a stem and the word, some ending of which is left out of account; `nil` where
  /// there are too many.
  mutating func distance(toStem stem: UnsafeBufferPointer<UInt8>) -> Int? {
    guard stem.count <= word.count + maximumDistance,
      stem.count + Self.maximumEndingLength + maximumDistance >= word.count,
      // Each letter that the word does not have is an edit.
      (Self.letters(of: stem) & ~letters).nonzeroBitCount <= maximumDistance
    else { return nil }
    let tooMany = maximumDistance + 1
    for column in 0...word.count { previous[column] = column }
    for row in 0..<stem.count {
      // Farther from the diagonal there are too many edits anyway.
      let first = max(0, row - maximumDistance)
      let last = min(word.count - 1, row + maximumDistance)
      if row > 0, last == row + maximumDistance { previous[last + 1] = tooMany }
      current[first] = first == 0 ? row + 1 : tooMany
      var least = current[first]
      for column in first...last {
        var distance = min(previous[column + 1], current[column]) + 1
        distance = min(distance, previous[column] + (stem[row] == word[column] ? 0 : 1))
        if row > 0, column > 0, stem[row] == word[column - 1], stem[row - 1] == word[column] {
          distance = min(distance, beforePrevious[column - 1] + 1)
        }
        current[column + 1] = distance
        least = min(least, distance)
      }
      // Rows never get better.
      guard least <= maximumDistance else { return nil }
      (beforePrevious, previous, current) = (previous, current, beforePrevious)
    }
    let shortest = max(0, word.count - Self.maximumEndingLength, stem.count - maximumDistance)
    let longest = min(word.count, stem.count + maximumDistance)
    guard shortest <= longest else { return nil }
    let least = previous[shortest...longest].min() ?? tooMany
    return least <= maximumDistance ? least : nil
  }

  /// A bit for each letter that occurs; letters may share one.
  private static func letters(of word: some Sequence<UInt8>) -> UInt64 {
    word.reduce(0) { $0 | 1 << UInt64($1 & 63) }
  }
}
