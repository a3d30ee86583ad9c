import Diagnostics
import JSON
import Testing

@testable import YAML

/// What comes of a text, for comparing as a whole: a line of JSON for each document; or else the
/// diagnostics as they are printed.
func read(_ text: String) -> String {
  read(YAMLParser.parse(SourceText(path: "f", text)))
}

func read(_ outcome: YAMLParser.Outcome) -> String {
  let lines =
    outcome.diagnostics.isEmpty
    ? outcome.documents.map(\.jsonValue.text) : outcome.diagnostics.map(\.rendered)
  return lines.joined(separator: "\n")
}

/// The first lines of the diagnostics, without the path; the documents where there is none.
func readHeadlines(_ text: String) -> String {
  let outcome = YAMLParser.parse(SourceText(path: "f", text))
  guard !outcome.diagnostics.isEmpty else { return read(outcome) }
  return outcome.diagnostics.map { String($0.headline.dropFirst(2)) }.joined(separator: "\n")
}

/// A text with its expected outcome.
struct Case: CustomTestStringConvertible {
  let name: String
  let text: String
  let expected: String

  init(_ name: String, _ text: String, _ expected: String) {
    self.name = name
    self.text = text
    self.expected = expected
  }

  var testDescription: String { name }
}
