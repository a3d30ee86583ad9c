import Diagnostics
import JSON

extension Difference {
  /// The pointer and below it both values, long ones shortened around their first difference.
  package var lines: [String] {
    let (recorded, present) = shortened
    return [
      (pointer.isEmpty ? "the whole message" : pointer).escapingHiddenCharacters,
      "  recorded: \(recorded)",
      "  now:      \(present)",
    ]
  }

  private var shortened: (String, String) {
    let (old, new) = (text(of: recorded), text(of: present))
    var common = 0
    if recorded != nil, present != nil {
      for (left, right) in zip(old, new) {
        guard left == right else { break }
        common += 1
      }
    }
    return (excerpt(of: old, around: common), excerpt(of: new, around: common))
  }

  private func text(of value: JSONValue?) -> [Character] {
    value.map { Array($0.text.escapingHiddenCharacters) } ?? Array("nothing")
  }

  /// At most about 100 characters, with some of what comes before the place.
  private func excerpt(of text: [Character], around place: Int) -> String {
    guard text.count > 100 else { return String(text) }
    let start = max(0, min(place, text.count - 1) - 30)
    let end = min(text.count, start + 96)
    return (start > 0 ? "…" : "") + String(text[start..<end]) + (end < text.count ? "…" : "")
  }
}
