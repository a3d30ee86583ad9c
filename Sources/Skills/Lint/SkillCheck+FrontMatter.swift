import Diagnostics
import Markdown
import YAML

extension SkillCheck {
  private static let top = SourcePosition(line: 1, column: 1)
  private static let maximumDescriptionLength = SkillLimits.maximumDescriptionLength
  private static let maximumCompatibilityLength = 500
  private static let vendorWords: Set<String> = [
    "anthropic", "chatgpt", "claude", "codex", "copilot", "gemini", "gpt", "openai",
  ]

  mutating func checkFrontMatter() {
    // What is no YAML has been reported.
    guard document.diagnostics.allSatisfy({ $0.severity == .warning }) else { return }
    guard let node = document.frontMatter, let entries = node.entries else {
      switch FrontMatterSpan.search(source.bytes, isWhole: true) {
      case .absent: error(.noFrontMatter, at: Self.top)
      case .unclosed: error(.unclosedFrontMatter, at: Self.top)
      case .found: error(.noDescription, at: Self.top)
      }
      return
    }
    for entry in entries where !FrontMatterKey.all.contains(entry.key) {
      error(.unknownKey(entry.key), at: entry.keyPosition)
    }
    checkName(node[FrontMatterKey.name])
    checkDescription(node[FrontMatterKey.description])
    _ = string(node, FrontMatterKey.license)
    if let text = string(node, FrontMatterKey.compatibility) {
      checkLength(text, FrontMatterKey.compatibility, Self.maximumCompatibilityLength)
    }
    checkMetadata(node[FrontMatterKey.metadata])
    checkAllowedTools(node[FrontMatterKey.allowedTools])
  }

  /// The string under a key with its place; an error where there is something else.
  private mutating func string(
    _ node: YAMLNode, _ key: String
  ) -> (text: String, position: SourcePosition)? {
    guard let value = node[key] else { return nil }
    if let text = value.string { return (text, value.position) }
    error(.wrongKind(key, "a string", value.kindInWords), at: value.position)
    return nil
  }

  private mutating func checkLength(
    _ value: (text: String, position: SourcePosition), _ key: String, _ maximum: Int
  ) {
    let length = value.text.unicodeScalars.count
    if length > maximum {
      error(.tooLong(key, length, maximum: maximum), at: value.position)
    } else if value.text.trimmed.isEmpty {
      error(.empty(key), at: value.position)
    }
  }

  private mutating func checkName(_ node: YAMLNode?) {
    let position = node?.position ?? Self.top
    if let node, !node.isNull, node.string == nil {
      error(.wrongKind(FrontMatterKey.name, "a string", node.kindInWords), at: position)
      return
    }
    let name = node?.string ?? ""
    for problem in SkillName.problems(name, expected: skill.expectedName) {
      error(problem, at: position)
    }
    guard !name.isEmpty else { return }
    let words = name.split(separator: "-").map(String.init)
    if words.first == "posthog" {
      error(.productPrefix, at: position)
    } else if words.first?.hasSuffix("ing") != true {
      warning(.notAGerund, at: position)
    }
    for word in words where Self.vendorWords.contains(word) {
      error(.vendorWord(word), at: position)
    }
  }

  private mutating func checkDescription(_ node: YAMLNode?) {
    guard let node, !node.isNull else {
      error(.noDescription, at: node?.position ?? Self.top)
      return
    }
    guard let text = node.string else {
      error(
        .wrongKind(FrontMatterKey.description, "a string", node.kindInWords), at: node.position)
      return
    }
    checkLength((text, node.position), FrontMatterKey.description, Self.maximumDescriptionLength)
    let words = text.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "’" }
    guard let first = words.first else { return }
    let persons = ["i", "i'm", "i'll", "i’m", "i’ll", "we", "we'll", "you", "you'll", "your", "my"]
    if persons.contains(String(first)) {
      let written = text.trimmed.split { $0.isWhitespace }.first ?? first
      warning(.notThirdPerson(String(written)), at: node.position)
    }
    let hints: Set<Substring> = ["when", "whenever", "use", "used", "using"]
    if !words.contains(where: hints.contains) { warning(.descriptionLacksWhen, at: node.position) }
  }

  private mutating func checkMetadata(_ node: YAMLNode?) {
    guard let node else { return }
    guard let entries = node.entries else {
      error(.wrongKind(FrontMatterKey.metadata, "a mapping", node.kindInWords), at: node.position)
      return
    }
    for entry in entries {
      if entry.value.string == nil {
        error(.metadataIsNoString(entry.key, entry.value.kindInWords), at: entry.value.position)
      }
      if !MetadataKey.all.contains(entry.key),
        let meant = closestMatch(
          to: String(entry.key.map { $0 == "_" ? "-" : $0 }), in: MetadataKey.all)
      {
        warning(.misspeltMetadata(entry.key, meant), at: entry.keyPosition)
      }
    }
    if let value = node[MetadataKey.template], let text = value.string,
      text != "true", text != "false"
    {
      error(.templateMetadata(text), at: value.position)
    }
    if let value = node[MetadataKey.requiresTools] { checkRequiredTools(value) }
  }

  private mutating func checkAllowedTools(_ node: YAMLNode?) {
    guard let node, node.string == nil else { return }
    if let elements = node.elements {
      error(
        .allowedToolsAreAList(elements.compactMap(\.string).joined(separator: " ")),
        at: node.position)
    } else {
      error(
        .wrongKind(FrontMatterKey.allowedTools, "a string", node.kindInWords), at: node.position)
    }
  }
}
