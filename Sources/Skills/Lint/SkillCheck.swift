package import Diagnostics
import Files
import Markdown

extension Skill {
  /// Everything that is wrong with the skill by the Agent Skills standard, by PostHog's additions to it, or
  /// because something that it names is not there; sorted by file and place. The folder `evals` is not looked at.
  package func check(tools: ServedTools) -> [Diagnostic] {
    do throws(SkillError) {
      var check = SkillCheck(self, try body(), tools)
      check.run()
      return check.diagnostics.inOrderOfPlace
    } catch {
      return [Diagnostic(.error, error.reasonOfReading, path: shownPath)]
    }
  }
}

extension SkillLibrary {
  /// What `Skill.check` finds in every skill, and the problems of what is left out.
  package func check(tools: ServedTools) -> [Diagnostic] {
    let checked = Set(skills.map(\.shownPath))
    // What reading has to say of a skill is among what its check says.
    let others = diagnostics.filter { !checked.contains($0.path) }
    return others.inOrderOfPlace + skills.flatMap { $0.check(tools: tools) }
  }
}

/// The strict look at one skill.
///
/// One extension for each part: front matter, body, links, tools, template.
struct SkillCheck {
  /// The advice of the standard.
  static let maximumBodyLines = 500
  static let maximumBodyTokens = 5000

  let skill: Skill
  let body: SkillBody
  let tools: ServedTools
  let document: MarkdownDocument
  private(set) var diagnostics: [Diagnostic] = []

  init(_ skill: Skill, _ body: SkillBody, _ tools: ServedTools) {
    self.skill = skill
    self.body = body
    self.tools = tools
    document = MarkdownParser.parse(body.source)
  }

  /// The file with front matter and body.
  var source: SourceText { body.source }

  mutating func run() {
    diagnostics += document.diagnostics
    checkFrontMatter()
    let arguments = skill.arguments()
    checkArguments(arguments)
    checkTemplate(arguments)
    checkSize()
    checkFiles()
    checkLinks()
    checkCodeSpans(arguments)
  }

  mutating func add(_ diagnostic: Diagnostic) {
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }

  mutating func error(_ message: SkillMessage, at position: SourcePosition) {
    add(message.diagnostic(.error, in: source, at: position))
  }

  mutating func warning(_ message: SkillMessage, at position: SourcePosition) {
    add(message.diagnostic(.warning, in: source, at: position))
  }
}

extension SkillError {
  /// What is wrong with a file, without its place on the disk.
  fileprivate var reasonOfReading: String {
    if case .unreadable(let error) = self { error.message } else { description }
  }
}

extension [Diagnostic] {
  /// Sorted by file and place, what is about a whole file first.
  var inOrderOfPlace: [Diagnostic] {
    let start = SourcePosition(line: 0, column: 0)
    return enumerated().sorted {
      ($0.element.path, $0.element.position ?? start, $0.offset)
        < ($1.element.path, $1.element.position ?? start, $1.offset)
    }.map(\.element)
  }
}

extension SourceText {
  /// Where a text stands on some lines, so that a caret can point at it; the start of the first line where it
  /// does not occur.
  func position(of word: String, onLines lines: ClosedRange<Int>) -> SourcePosition {
    let word = Array(word.utf8)
    for line in lines {
      guard let text = text(ofLine: line) else { break }
      let bytes = Array(text.utf8)
      for start in bytes.indices where bytes[start...].starts(with: word) {
        return SourcePosition(line: line, column: start + 1)
      }
    }
    return SourcePosition(line: lines.lowerBound, column: 1)
  }
}
