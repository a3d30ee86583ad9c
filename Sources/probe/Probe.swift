import Diagnostics
import Files
import JSON
import JSONSchema
import Markdown
import YAML

/// What is wrong with a file, as text for people.
struct ProbeFailure: Error {
  var text: String
}

/// A parser to try.
enum Probe: String {
  case json, yaml, markdown, frontmatter, schema

  /// How many files come before those that are probed.
  var fixedFileCount: Int { self == .schema ? 2 : 1 }

  /// What the parser makes of a file, a value a line.
  func lines(of path: String, schema: JSONSchema?) throws(ProbeFailure) -> [String] {
    let source = try Self.read(path)
    switch self {
    case .json:
      return [try Self.json(source).text]
    case .yaml:
      let outcome = YAMLParser.parse(source)
      try Self.check(outcome.diagnostics)
      return outcome.documents.map(\.jsonValue.text)
    case .markdown:
      return [MarkdownParser.parse(source).json.text]
    case .frontmatter:
      let document = MarkdownParser.parse(source)
      try Self.check(document.diagnostics)
      return [(document.frontMatter?.jsonValue ?? .null).text]
    case .schema:
      let errors = schema?.validate(try Self.json(source)) ?? []
      guard errors.isEmpty else {
        throw ProbeFailure(
          text: errors.map { "\(path): \($0.instancePath): \($0.message)" }.joined(separator: "\n"))
      }
      return ["\(path): valid"]
    }
  }

  /// A compiled schema.
  static func schema(_ path: String) throws(ProbeFailure) -> JSONSchema {
    let value = try json(read(path))
    do throws(JSONSchemaError) {
      return try JSONSchema(value)
    } catch {
      throw ProbeFailure(text: "\(path): \(error)")
    }
  }

  private static func read(_ path: String) throws(ProbeFailure) -> SourceText {
    do throws(FileError) {
      return SourceText(path: path, bytes: try FileContents.read(path))
    } catch {
      throw ProbeFailure(text: "\(error)")
    }
  }

  private static func json(_ source: SourceText) throws(ProbeFailure) -> JSONValue {
    do throws(JSONParseError) {
      return try JSONParser.parse(source.bytes)
    } catch {
      let diagnostic = Diagnostic(
        .error, error.reason.description, in: source, at: error.utf8Offset)
      throw ProbeFailure(text: diagnostic.rendered)
    }
  }

  private static func check(_ diagnostics: [Diagnostic]) throws(ProbeFailure) {
    guard diagnostics.isEmpty else {
      throw ProbeFailure(text: diagnostics.map(\.rendered).joined(separator: "\n"))
    }
  }
}
