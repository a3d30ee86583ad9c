import Diagnostics

/// What can be wrong with a skill, in words: the message and the advice.
struct SkillMessage: Equatable {
  let text: String
  let notes: [String]

  init(_ text: String, _ notes: String...) {
    self.text = text
    self.notes = notes
  }

  init(_ text: String, notes: [String]) {
    self.text = text
    self.notes = notes
  }

  /// A diagnostic at the beginning of a line.
  func error(in source: SourceText, atLine line: Int) -> Diagnostic {
    error(in: source, at: SourcePosition(line: line, column: 1))
  }

  func warning(in source: SourceText, atLine line: Int) -> Diagnostic {
    diagnostic(.warning, in: source, at: SourcePosition(line: line, column: 1))
  }

  func error(in source: SourceText, at position: SourcePosition) -> Diagnostic {
    diagnostic(.error, in: source, at: position)
  }

  func diagnostic(
    _ severity: Diagnostic.Severity, in source: SourceText, at position: SourcePosition
  ) -> Diagnostic {
    Diagnostic(severity, text, in: source, at: position, notes: notes)
  }

  /// A diagnostic about a file without a place in it.
  func error(path: String) -> Diagnostic {
    Diagnostic(.error, text, path: path, notes: notes)
  }
}

// MARK: - Front matter

extension SkillMessage {
  private static let example = "begin the file with '---', 'name: …', 'description: …', '---'"

  static let noFrontMatter = SkillMessage("the file has no front matter", example)

  static let notASkill = SkillMessage(
    "the file has no front matter, so it is not a skill",
    "name it in capitals or move it elsewhere, if it is none; otherwise " + example)

  static let unclosedFrontMatter = SkillMessage(
    "the front matter is never closed", "end it with a line '---' within its first 64 KiB")

  static let noDescription = SkillMessage(
    "the skill has no description",
    "write 'description:' into the front matter: what the skill does and when to use it")

  static let readLineByLine =
    "the keys are read line by line as long as this is no YAML; put the value in quotes"

  static func unknownKey(_ key: String) -> SkillMessage {
    let suggestion = suggestionNotes(for: key, among: FrontMatterKey.all)
    let keys = FrontMatterKey.all.joined(separator: ", ")
    return SkillMessage(
      "unknown key '\(key)'",
      notes: suggestion.isEmpty
        ? ["the keys are \(keys); put keys of your own under 'metadata'"] : suggestion)
  }

  static func misspeltMetadata(_ key: String, _ meant: String) -> SkillMessage {
    SkillMessage("'\(key)' means nothing here", "did you mean '\(meant)'?")
  }

  static func wrongKind(_ key: String, _ wanted: String, _ found: String) -> SkillMessage {
    SkillMessage("'\(key)' must be \(wanted), not \(found)")
  }

  static func metadataIsNoString(_ key: String, _ found: String) -> SkillMessage {
    SkillMessage("the value of '\(key)' must be a string, not \(found)", "put it in quotes")
  }

  static func allowedToolsAreAList(_ joined: String) -> SkillMessage {
    SkillMessage(
      "'allowed-tools' must be one string, not a sequence", "write allowed-tools: \(joined)")
  }

  static func templateMetadata(_ value: String) -> SkillMessage {
    SkillMessage(
      "'template' is \"true\" or \"false\", not \"\(value)\"",
      "leave it out where the skill has arguments or calls a tool")
  }
}

// MARK: - Name and description

extension SkillMessage {
  static func noName(_ expected: String) -> SkillMessage {
    SkillMessage("the skill has no name", "write 'name: \(expected)' into the front matter")
  }

  static func nameTooLong(_ length: Int) -> SkillMessage {
    SkillMessage(
      "the name has \(length) characters, more than \(SkillName.maximumLength)", "shorten it")
  }

  static func nameHolds(_ scalar: Unicode.Scalar, suggestion: String) -> SkillMessage {
    SkillMessage(
      "a name has no '\(scalar)': only small letters a to z, digits and hyphens",
      notes: suggestion.isEmpty ? [] : ["for instance '\(suggestion)'"])
  }

  static let hyphenAtEdge = SkillMessage(
    "a name neither begins nor ends with a hyphen", "remove it")

  static let doubleHyphen = SkillMessage("a name has no two hyphens in a row", "remove one of them")

  static func nameIsNotThatOf(folder: String) -> SkillMessage {
    SkillMessage(
      "the name differs from that of its folder or file, '\(folder)'", "rename one of them")
  }

  static func nameIsTaken(_ name: String, by path: String) -> SkillMessage {
    SkillMessage(
      "there is a skill '\(name)' already, so this one is left out", "the other is \(path)")
  }

  static let notAGerund = SkillMessage(
    "the name says no activity",
    "begin it with a verb that ends in -ing, for instance 'managing-feature-flags'")

  static let productPrefix = SkillMessage(
    "the name begins with 'posthog-'", "remove the prefix: the skill is served by that server")

  static func vendorWord(_ word: String) -> SkillMessage {
    SkillMessage("the name holds the vendor's word '\(word)'", "a skill is for every agent")
  }

  static func tooLong(_ key: String, _ length: Int, maximum: Int) -> SkillMessage {
    SkillMessage(
      "'\(key)' has \(length) characters, more than \(maximum)",
      "keep what helps to choose the skill, and move the rest into the body")
  }

  static func empty(_ key: String) -> SkillMessage {
    SkillMessage("'\(key)' is empty", "write a text, or remove the key")
  }

  static func notThirdPerson(_ word: String) -> SkillMessage {
    SkillMessage(
      "the description begins with '\(word)'",
      "write in the third person what the skill does, for instance 'Finds the owner of …'")
  }

  static let descriptionLacksWhen = SkillMessage(
    "the description does not say when to use the skill",
    "add a sentence such as 'Use when …'")
}

// MARK: - Arguments

extension SkillMessage {
  static let argumentsAreNoMapping = SkillMessage(
    "the file must hold a mapping from names to schemas",
    "for instance 'team: {type: string, required: true}'")

  static let argumentsAreNoJSON = SkillMessage(
    "'arguments' must be a string that holds a JSON object",
    "for instance '{\"team\": {\"type\": \"string\", \"required\": true}}', or write arguments.yaml"
  )

  static func argumentName(_ name: String) -> SkillMessage {
    SkillMessage(
      "a template cannot use an argument with the name '\(name)'",
      "use letters, digits and underscores, and no word of the template language")
  }

  static func argumentIsNoSchema(_ name: String) -> SkillMessage {
    SkillMessage(
      "argument '\(name)' must be a mapping that holds a JSON Schema",
      "for instance {type: string, description: …}")
  }

  static func argumentSchema(_ name: String, _ reason: String) -> SkillMessage {
    SkillMessage("argument '\(name)' has no usable schema: \(reason)")
  }

  static func argumentDefault(_ name: String, _ reason: String) -> SkillMessage {
    SkillMessage("the default of argument '\(name)' does not fit its schema: \(reason)")
  }

  static let argumentsTwice = SkillMessage(
    "the arguments are declared in \(SkillArguments.fileName) as well", "remove one of them")

  static func unusedArgument(_ name: String) -> SkillMessage {
    SkillMessage("the body does not use the argument '\(name)'", "use it, or remove it")
  }
}

// MARK: - Body

extension SkillMessage {
  static let fileName = SkillMessage(
    "the skill's file is not named SKILL.md", "rename it: many clients look for capitals only")

  static let emptyBody = SkillMessage(
    "the skill has no body", "write below the front matter how the job is done")

  static func tooManyLines(_ count: Int) -> SkillMessage {
    SkillMessage(
      "the body has \(count) lines, more than \(SkillCheck.maximumBodyLines)",
      "move details into files under references/, which are read only when they are needed")
  }

  static func tooManyTokens(_ count: Int) -> SkillMessage {
    SkillMessage(
      "the body has about \(count) tokens, more than \(SkillCheck.maximumBodyTokens)",
      "move details into files under references/, which are read only when they are needed")
  }

  static func fileTooLarge(_ byteCount: Int, maximum: Int) -> SkillMessage {
    SkillMessage(
      "the file has \(byteCount) bytes, more than the \(maximum) that are served",
      "split it, or keep it elsewhere")
  }

  static func leadsNowhere(_ destination: String, _ suggestions: [String]) -> SkillMessage {
    SkillMessage("'\(destination)' leads nowhere: the skill has no such file", notes: suggestions)
  }

  static func leadsOutside(_ destination: String) -> SkillMessage {
    SkillMessage(
      "'\(destination)' leads out of the skill's folder",
      "copy the file into the folder, or link to it by its address")
  }

  static let looseSkillHasNoFiles = SkillMessage(
    "a skill without a folder has no other files",
    "move the skill into a folder of its name, as SKILL.md")

  static func nestedReference(_ destination: String, by path: String) -> SkillMessage {
    SkillMessage(
      "'\(destination)' is reached only through another reference",
      "link to it from \(path) too: references are one level deep")
  }
}

// MARK: - Tools and templates

extension SkillMessage {
  static func unknownTool(_ name: String, among tools: ServedTools) -> SkillMessage {
    SkillMessage(
      "there is no tool '\(name)'", notes: suggestionNotes(for: name, among: tools.names))
  }

  static func disabledTool(_ name: String, _ reason: String) -> SkillMessage {
    SkillMessage("the tool '\(name)' is not served: \(reason)")
  }

  static func probablyTool(_ name: String, _ meant: String) -> SkillMessage {
    SkillMessage("there is no tool '\(name)'", "did you mean '\(meant)'?")
  }

  static let undeclaredTemplate = SkillMessage(
    "the marks of a template stay as they are: the skill is not declared to be one",
    "declare arguments in \(SkillArguments.fileName), or write template: \"true\" under 'metadata'; "
      + "\"false\" says that the marks are meant as text")
}
