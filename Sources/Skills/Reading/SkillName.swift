/// The rules for names, <https://agentskills.io/specification#name-field>.
enum SkillName {
  static let maximumLength = SkillLimits.maximumNameLength

  /// What keeps a name from being one, as written; empty where it is one.
  static func problems(_ name: String, expected: String) -> [SkillMessage] {
    guard !name.isEmpty else { return [.noName(expected)] }
    var problems: [SkillMessage] = []
    let length = name.unicodeScalars.count
    if length > maximumLength { problems.append(.nameTooLong(length)) }
    let strange = name.unicodeScalars.first { !isAllowed($0) }
    if let strange { problems.append(.nameHolds(strange, suggestion: suggestion(for: name))) }
    if name.hasPrefix("-") || name.hasSuffix("-") { problems.append(.hyphenAtEdge) }
    if name.contains("--") { problems.append(.doubleHyphen) }
    if name != expected { problems.append(.nameIsNotThatOf(folder: expected)) }
    return problems
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "0"..."9", "-": true
    default: false
    }
  }

  /// The name in small letters, with a hyphen for whatever else is in it.
  private static func suggestion(for name: String) -> String {
    let words = name.lowercased().unicodeScalars.split { !isAllowed($0) || $0 == "-" }
    return words.map { String($0) }.joined(separator: "-")
  }
}
