import Measurement
import Testing

@testable import HandbookModel

/// The quick comparison of a word with stems finds what the plain one does.
struct NearWordTests {
  /// The least edits (insert, delete, replace, exchange neighbours) between the stem and the word without some ending,
  /// by the whole matrix.
  private func distance(_ stem: [UInt8], _ word: [UInt8]) -> Int {
    var rows = [Array(0...word.count)]
    for row in 1...max(1, stem.count) where row <= stem.count {
      var cells = [row]
      for column in 1...word.count {
        let isSame = stem[row - 1] == word[column - 1]
        var cell = min(
          rows[row - 1][column] + 1, cells[column - 1] + 1,
          rows[row - 1][column - 1] + (isSame ? 0 : 1))
        if row > 1, column > 1, stem[row - 1] == word[column - 2], stem[row - 2] == word[column - 1]
        {
          cell = min(cell, rows[row - 2][column - 2] + 1)
        }
        cells.append(cell)
      }
      rows.append(cells)
    }
    return rows[stem.count][max(0, word.count - 4)...].min() ?? .max
  }

  /// A word with some slips.
  private func mistyped(_ word: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var word = word
    for _ in 0..<Int.random(in: 0...5, using: &random) {
      let place = Int.random(in: 0..<word.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: word.insert(letter(&random), at: place)
      case 1 where word.count > 1: word.remove(at: place)
      case 2 where place > 0: word.swapAt(place - 1, place)
      default: word[place] = letter(&random)
      }
    }
    return word
  }

  private func letter(_ random: inout SeededRandom) -> UInt8 {
    Array("abcdeé9".utf8).randomElement(using: &random) ?? 0
  }

  @Test func findsWhatTheWholeComparisonFinds() {
    var random = SeededRandom(seed: 5)
    var nearCount = 0
    for _ in 0..<4_000 {
      let word = (0..<Int.random(in: 4...14, using: &random)).map { _ in letter(&random) }
      var stem = mistyped(word, &random)
      stem.removeLast(Int.random(in: 0..<min(6, stem.count), using: &random))
      var near = NearWord(word)
      let found = stem.withUnsafeBufferPointer { near.distance(toStem: $0) }
      let expected = distance(stem, word)
      let maximum = NearWord.maximumDistance(for: word)
      #expect(found == (expected <= maximum ? expected : nil), "\(stem) \(word)")
      if found != nil { nearCount += 1 }
    }
    #expect((400..<3_600).contains(nearCount))
  }
}
