/// The candidate that was probably meant, or `nil` where none is close: at most one edit for
/// words of up to four characters, a third of the length beyond that. Case is ignored, a transposition
/// is one edit, a candidate that begins with the word counts as close from three characters on, and
/// words with nothing in common are never close.
package func closestMatch(to word: String, in candidates: some Sequence<String>) -> String? {
  let target = Array(word.lowercased().unicodeScalars)
  var best: (candidate: String, distance: Int)?
  for candidate in candidates {
    let scalars = Array(candidate.lowercased().unicodeScalars)
    let longest = max(target.count, scalars.count)
    let allowed = min(max(1, longest / 3), longest - 1)
    let distance: Int
    if target.count >= 3, target.count < scalars.count, scalars.starts(with: target) {
      distance = 1
    } else {
      // Each character too many is one edit: words of very different lengths need no comparing.
      guard longest - min(target.count, scalars.count) <= allowed else { continue }
      distance = editDistance(target, scalars)
    }
    guard distance <= allowed, distance < (best?.distance ?? .max) else { continue }
    best = (candidate, distance)
  }
  return best?.candidate
}

/// `did you mean 'x'?` for the closest candidate, as a list of no or one note.
package func suggestionNotes(for word: String, among candidates: some Sequence<String>) -> [String]
{
  closestMatch(to: word, in: candidates).map { ["did you mean '\($0)'?"] } ?? []
}

/// The number of insertions, deletions, replacements and swaps of neighbours between two words
/// (optimal string alignment).
package func editDistance<Element: Equatable>(_ left: [Element], _ right: [Element]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...right.count)
  for (row, leftElement) in left.enumerated() {
    var current = [row + 1]
    current.reserveCapacity(right.count + 1)
    for (column, rightElement) in right.enumerated() {
      var distance = min(previous[column + 1], current[column]) + 1
      distance = min(distance, previous[column] + (leftElement == rightElement ? 0 : 1))
      if row > 0, column > 0, leftElement == right[column - 1], left[row - 1] == rightElement {
        distance = min(distance, beforePrevious[column - 1] + 1)
      }
      current.append(distance)
    }
    beforePrevious = previous
    previous = current
  }
  return previous[right.count]
}
