/// How near the stems of an index are to a word that was probably misspelt.
struct NearWord {
  /// How many letters a word may have beyond its stem: `capabil|ities`.
  private static let maximumEndingLength = 4

  /// The longest word that is worth the comparison.
  static let maximumLength = 32

  private let word: [UInt8]
  private let maximumDistance: Int
  private var current: [Int]
  private var previous: [Int]
  private var beforePrevious: [Int]

  /// - Parameter word: folded.
  init(_ word: [UInt8]) {
    self.word = word
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
      stem.count + Self.maximumEndingLength + maximumDistance >= word.count
    else { return nil }
    for column in 0...word.count { previous[column] = column }
    for row in 0..<stem.count {
      current[0] = row + 1
      var least = row + 1
      for column in 0..<word.count {
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
    let shortest = max(0, word.count - Self.maximumEndingLength)
    let least = previous[shortest...word.count].min() ?? .max
    return least <= maximumDistance ? least : nil
  }
}
