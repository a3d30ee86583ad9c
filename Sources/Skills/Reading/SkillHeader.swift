import Diagnostics
import JSON
import YAML

/// What a skill's front matter says, read leniently: only a description has to be there.
struct SkillHeader {
  let name: String
  let description: String
  let frontMatter: JSONObject

  /// What came of reading front matter.
  enum Outcome {
    /// Usable; the diagnostics are warnings.
    case header(SkillHeader, [Diagnostic])
    /// Not usable, for the reason given by the errors.
    case unusable([Diagnostic])
  }

  /// Reads front matter.
  /// - Parameter expectedName: the folder's name, or that of a loose file without its ending.
  static func read(
    _ source: SourceText, _ search: FrontMatterSpan.Search, expectedName: String
  ) -> Outcome {
    let span: FrontMatterSpan
    switch search {
    case .found(let found): span = found
    case .absent:
      return .unusable([SkillMessage.noFrontMatter.error(in: source, atLine: 1)])
    case .unclosed:
      return .unusable([SkillMessage.unclosedFrontMatter.error(in: source, atLine: 1)])
    }
    let outcome = YAMLParser.parse(source, bytes: span.yaml)
    var warnings: [Diagnostic] = []
    var frontMatter = JSONObject()
    if outcome.diagnostics.isEmpty {
      guard case .object(let object)? = outcome.documents.first?.jsonValue else {
        return .unusable([SkillMessage.noDescription.error(in: source, atLine: 1)])
      }
      frontMatter = object
    } else {
      frontMatter = LineFrontMatter.read(source.bytes[span.yaml])
      guard frontMatter.contains(FrontMatterKey.description) else {
        return .unusable(outcome.diagnostics)
      }
      warnings = outcome.diagnostics.map { diagnostic in
        var warning = diagnostic
        warning.severity = .warning
        return warning
      }
      warnings[warnings.count - 1].notes.append(SkillMessage.readLineByLine)
    }
    let description = frontMatter[FrontMatterKey.description]?.scalarText.trimmed ?? ""
    guard !description.isEmpty else {
      return .unusable([SkillMessage.noDescription.error(in: source, atLine: 1)])
    }
    let written = frontMatter[FrontMatterKey.name]?.scalarText.trimmed ?? ""
    // A name that cannot be shown on a line is none.
    let isUsable = !written.isEmpty && written.escapingHiddenCharacters == written
    let header = SkillHeader(
      name: isUsable ? written : expectedName, description: description, frontMatter: frontMatter)
    return .header(
      header,
      warnings
        + SkillName.problems(written, expected: expectedName).map {
          $0.warning(in: source, atLine: source.line(ofKey: FrontMatterKey.name, in: span.yaml))
        })
  }
}

extension JSONValue {
  /// The text of a scalar; empty for anything else.
  fileprivate var scalarText: String {
    switch self {
    case .string, .number, .bool: plainText
    default: ""
    }
  }
}

extension String {
  /// The text without white space at its ends.
  var trimmed: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

extension SourceText {
  /// The line on which a key at the margin stands; 1 where there is none.
  fileprivate func line(ofKey key: String, in range: Range<Int>) -> Int {
    let mark = Array("\(key):".utf8)
    var lineStart = range.lowerBound
    while lineStart < range.upperBound {
      if bytes[lineStart..<range.upperBound].starts(with: mark) {
        return position(at: lineStart).line
      }
      guard let lineEnd = bytes[lineStart..<range.upperBound].firstIndex(of: UInt8(ascii: "\n"))
      else { break }
      lineStart = lineEnd + 1
    }
    return 1
  }
}
