import Diagnostics
import JSON

/// What can be wrong with a template, in words: the message and the advice.
struct TemplateMessage: Equatable {
  let text: String
  let notes: [String]

  private init(_ text: String, _ notes: String...) {
    self.text = text
    self.notes = notes
  }

  private init(_ text: String, notes: [String]) {
    self.text = text
    self.notes = notes
  }
}

// MARK: - Marks

extension TemplateMessage {
  static func unclosedMark(_ opening: String, _ closing: String) -> TemplateMessage {
    TemplateMessage(
      "'\(opening)' is never closed",
      "close it with '\(closing)'; put text that only looks like a template between {% raw %} and "
        + "{% endraw %}")
  }

  static func unknownStatement(_ word: String) -> TemplateMessage {
    let suggestion = suggestionNotes(for: word, among: TemplateKeyword.statements)
    return TemplateMessage(
      "there is no statement '\(word)'",
      notes: suggestion.isEmpty
        ? ["the statements are if, elif, else, endif, for, endfor, set, include, raw, endraw"]
        : suggestion)
  }

  static let missingStatement = TemplateMessage(
    "a statement is missing after '{%'",
    "write if, for, set, include or raw; a value is written {{ name }}")

  static let whitespaceMark = TemplateMessage(
    "a '-' at the edge of a mark is not supported",
    "leave it out: a statement that is alone on its line leaves no empty line behind")

  static func unclosedBlock(_ word: String) -> TemplateMessage {
    TemplateMessage("'\(word)' is never closed", "close it with {% end\(word) %}")
  }

  static func strayStatement(_ word: String) -> TemplateMessage {
    let opening = word == "elif" || word == "else" ? "if" : String(word.dropFirst(3))
    return TemplateMessage(
      "'\(word)' without a {% \(opening) … %} before it", "remove it, or write what it closes")
  }

  static let elseTwice = TemplateMessage(
    "nothing can follow the 'else' of an if but 'endif'", "put this branch before the 'else'")

  static let nestingTooDeep = TemplateMessage(
    "nested deeper than \(Template.maximumDepth) levels", "flatten the template")
}

// MARK: - Expressions

extension TemplateMessage {
  static func expected(_ what: String) -> TemplateMessage {
    TemplateMessage("expected \(what) here")
  }

  static let unclosedString = TemplateMessage(
    "the quote is not closed", "close it on the same line")

  static let unknownEscape = TemplateMessage(
    "no escape sequence of a template",
    "write \\\\ for a backslash; there are \\n, \\\" and \\' too")

  static let invalidNumber = TemplateMessage(
    "no number", "write it as JSON has it, for instance 12, -3 or 0.5")

  static let assignmentInExpression = TemplateMessage(
    "'=' does not compare", "write '==' to compare, or {% set name = value %} to keep a value")

  static func reservedName(_ word: String) -> TemplateMessage {
    TemplateMessage("'\(word)' is a word of the template language", "choose another name")
  }

  static func unknownFilter(_ word: String) -> TemplateMessage {
    let names = TemplateFilter.Kind.allCases.map(\.rawValue)
    let suggestion = suggestionNotes(for: word, among: names)
    return TemplateMessage(
      "there is no filter '\(word)'",
      notes: suggestion.isEmpty ? ["the filters are " + names.joined(separator: ", ")] : suggestion)
  }

  static func tooManyFields(_ filter: String, maximum: Int) -> TemplateMessage {
    TemplateMessage(
      "'\(filter)' takes \(maximum == 0 ? "no field" : "one field at most")",
      "'table' takes any number of fields")
  }

  static let toolNameNotWritten = TemplateMessage(
    "a tool's name is written out, in quotes",
    "write tool(\"name\"), so that the tools of a skill can be listed without running it")

  static let toolWithoutCall = TemplateMessage(
    "'tool' is called with a name", "write tool(\"name\", argument=value)")

  static func unknownFunction(_ name: String) -> TemplateMessage {
    TemplateMessage(
      "there is no function '\(name)'", "a tool is called by tool(\"\(name)\", argument=value)")
  }

  static func duplicateArgument(_ name: String) -> TemplateMessage {
    TemplateMessage("the argument '\(name)' is there twice", "remove one of them")
  }

  static let includedPathNotWritten = TemplateMessage(
    "the path of a file to include is written out, in quotes",
    "write {% include \"references/name.md\" %}; the path starts at the skill's folder")
}

// MARK: - Inclusions

extension TemplateMessage {
  static func notIncluded(_ path: String, _ reason: String) -> TemplateMessage {
    TemplateMessage(
      "'\(path)' cannot be included: \(reason)",
      "the path starts at the skill's folder and stays inside it")
  }

  static func cyclicInclusion(_ chain: [String]) -> TemplateMessage {
    TemplateMessage(
      "the file includes itself: " + chain.joined(separator: " → "),
      "take one of these includes out")
  }

  static let inclusionTooDeep = TemplateMessage(
    "files include each other more than \(Template.maximumInclusionDepth) levels deep",
    "include the last files from SKILL.md itself")
}

// MARK: - Rendering

extension TemplateMessage {
  static func undefinedName(_ name: String, known: [String]) -> TemplateMessage {
    let suggestion = suggestionNotes(for: name, among: known)
    let list = known.isEmpty ? "no name is defined here" : "defined here: " + listed(known)
    return TemplateMessage(
      "'\(name)' is not defined",
      notes: suggestion.isEmpty
        ? [list, "declare it in arguments.yaml, or set it before it is used"] : suggestion)
  }

  static func missingMember(_ name: String, of value: JSONValue) -> TemplateMessage {
    guard let keys = value.objectValue?.keys else {
      return TemplateMessage(
        "there is no '\(name)' here: the value is \(value.kindInWords), not an object")
    }
    return noField(name, among: keys, "the value has no '\(name)'")
  }

  static func missingField(_ name: String, among keys: [String]) -> TemplateMessage {
    noField(name, among: keys, "no row has a '\(name)'")
  }

  private static func noField(
    _ name: String, among keys: [String], _ text: String
  ) -> TemplateMessage {
    let suggestion = suggestionNotes(for: name, among: keys)
    return TemplateMessage(
      text,
      notes: suggestion.isEmpty
        ? [keys.isEmpty ? "it is empty" : "there are " + listed(keys)] : suggestion)
  }

  static func noRows(_ value: JSONValue) -> TemplateMessage {
    let lists = value.arrayMembers
    if lists.count > 1 {
      return TemplateMessage(
        "the value has several lists: " + listed(lists), "choose one, for instance .\(lists[0])")
    }
    return TemplateMessage("the value is \(value.kindInWords), which has no rows")
  }

  static let rowsAreNotObjects = TemplateMessage(
    "the rows are plain values, which have no fields", "leave the fields out: | list")

  static let rowsAreObjects = TemplateMessage(
    "the rows are objects", "say which field to list: | list(name)")

  static func unknownTool(_ name: String, among tools: ServedTools) -> TemplateMessage {
    if let reason = tools.disabled[name] {
      return TemplateMessage("the tool '\(name)' is not served: \(reason)")
    }
    return TemplateMessage(
      "there is no tool '\(name)'", notes: suggestionNotes(for: name, among: tools.names))
  }

  static func toolIsNotReadOnly(_ name: String) -> TemplateMessage {
    TemplateMessage(
      "the tool '\(name)' is not read-only, so a template cannot call it",
      "name it in the text instead, for the agent to call")
  }

  static func callFailed(_ name: String, _ reason: String) -> TemplateMessage {
    let lines = reason.split(separator: "\n").map(String.init)
    return TemplateMessage(
      "the call of '\(name)' failed: " + (lines.first ?? "no reason given"),
      notes: Array(lines.dropFirst()))
  }

  static func outputTooLarge(_ maximum: Int) -> TemplateMessage {
    TemplateMessage(
      "the text becomes longer than \(maximum) bytes here",
      "ask the tool for fewer rows or fields, or tell the agent to call it")
  }

  static func tooManySteps(_ maximum: Int) -> TemplateMessage {
    TemplateMessage(
      "rendering takes more than \(maximum) steps", "loop over fewer rows, or nest fewer loops")
  }

  static func tooManyCalls(_ maximum: Int) -> TemplateMessage {
    TemplateMessage(
      "more than \(maximum) tool calls", "call the tool once before the loop: {% set … = tool(…) %}"
    )
  }

  /// At most twelve names and how many more there are.
  private static func listed(_ names: [String]) -> String {
    let shown = names.prefix(12).joined(separator: ", ")
    return names.count <= 12 ? shown : shown + " and \(names.count - 12) more"
  }
}
