import Diagnostics
import HandbookModel
import JSON

/// The revision that the argument `as_of` asks for; `nil` where it is not given.
func asOf(_ arguments: JSONObject, tool: String) throws(ToolCallError) -> AsOf? {
  let text = arguments["as_of"]?.stringValue ?? arguments["as_of"]?.intValue.map(String.init)
  guard let text else { return nil }
  guard let asOf = AsOf(text) else {
    throw .invalidArguments(
      tool: tool,
      problems: ["as_of: '\(text)' is neither a revision's number nor a day as YYYY-MM-DD"])
  }
  return asOf
}

/// `kind: there is no kind 'vectr'; did you mean 'vector'?`, or all that there are.
func unknown(
  _ argument: String, _ name: String, _ what: String, among known: [String]
) -> String {
  let start = "\(argument): there is no \(what) '\(name)'"
  if let nearest = closestMatch(to: name, in: known) {
    return start + "; did you mean '\(nearest)'?"
  }
  // A long list would bury the message.
  let shown = known.prefix(20).joined(separator: ", ") + (known.count > 20 ? ", …" : "")
  return known.isEmpty ? start : start + "; there are: " + shown
}

extension String {
  /// A path as people write it, relative to the handbook.
  var withoutLeadingSlash: String {
    var rest = self[...]
    if rest.hasPrefix("./") { rest = rest.dropFirst(2) }
    return String(rest.drop { $0 == "/" })
  }
}
