import Diagnostics

/// A skill that was asked for is not offered.
struct NoSuchSkill: Error, CustomStringConvertible {
  var name: String
  /// Why it is withheld; `nil` where there is none of that name.
  var reason: String?
  var offered: [String]

  var description: String {
    if let reason { return "the skill '\(name)' is not offered: \(reason)" }
    let nearest = closestMatch(to: name, in: offered).map { "; did you mean '\($0)'?" }
    return "there is no skill '\(name)'" + (nearest ?? "; `list_skills` lists them")
  }
}
