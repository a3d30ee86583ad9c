import Diagnostics
import JSON

/// How values are named in messages.
extension JSONValue {
  /// The value as JSON, shortened: long strings are cut, arrays and objects are only hinted at.
  var shown: String {
    switch self {
    case .string(let string):
      let head = string.unicodeScalars.prefix(40)
      if head.endIndex == string.endIndex { return text }
      return JSONValue.string(String(head)).text.dropLast() + "…\""
    case .number(let number) where number.text.utf8.count > 40:
      return String(number.text.prefix(40)) + "…"
    case .array(let elements) where !elements.isEmpty: return "[…]"
    case .object(let object) where !object.isEmpty: return "{…}"
    default: return text
    }
  }

  /// A value from a schema, which a reader may have to write himself: as JSON, cut when it is long.
  var shownWhole: String {
    let whole = text
    return whole.utf8.count <= 100 ? whole : String(whole.prefix(100)) + "…"
  }
}

/// A list for the eye: at most twenty entries and how many more there are.
func list(_ entries: [String]) -> String {
  let shown = entries.prefix(20).joined(separator: ", ")
  return entries.count <= 20 ? shown : shown + ", and \(entries.count - 20) more"
}

/// `; did you mean "x"?` where a name is close to one of the candidates, or begins with one
/// (`Lowest`, `Low`); else nothing.
func suggestion(for word: String, among candidates: [String]) -> String {
  // No candidate is that long, and comparing takes time that grows with the length.
  guard word.utf8.count <= 100 else { return "" }
  let lowercased = word.lowercased()
  let beginnings = candidates.filter {
    $0.utf8.count >= 3 && lowercased.hasPrefix($0.lowercased())
  }
  let match =
    closestMatch(to: word, in: candidates)
    ?? beginnings.max { $0.utf8.count < $1.utf8.count }
  return match.map { "; did you mean \(JSONValue.string($0).shown)?" } ?? ""
}

/// `1 item`, `2 items`.
func counted(_ count: Int, _ singular: String, _ plural: String) -> String {
  "\(count) \(count == 1 ? singular : plural)"
}
