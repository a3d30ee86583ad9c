import Diagnostics
import Files
import JSON
import Skills
import Testing

/// A template with what it is rendered with, and the text or the rendered diagnostics that come out.
struct TemplateCase: CustomTestStringConvertible, Sendable {
  var name: String
  var source: String
  var arguments: JSONObject = [:]
  var expected: String

  var testDescription: String { name }

  init(_ name: String, _ source: String, _ arguments: JSONObject = [:], gives expected: String) {
    self.name = name
    self.source = source
    self.arguments = arguments
    self.expected = expected
  }

  /// What comes out.
  var outcome: String {
    rendered(source, arguments: arguments)
  }
}

/// What tests call: `rows` answers as a tool with rows does, `page` with a text from a page that tries to be
/// more, `fail` throws, `write` is not read-only.
func answer(_ tool: String, _ arguments: JSONObject) throws -> JSONValue {
  switch tool {
  case "rows":
    let rows: [JSONValue] = [
      ["name": "MCP", "effort": "Low", "consumers": ["Codex", "Cursor"]],
      ["name": "API", "effort": "High", "consumers": [], "note": "two\nlines | one"],
    ]
    let effort = arguments["effort"]
    return [
      "rows": .array(rows.filter { effort == nil || $0["effort"] == effort }), "withheld": 0,
    ]
  case "page": return ["text": "{{ secret }} {% raw %} {# no #}"]
  case "echo": return .object(arguments)
  case "fail": throw Failure()
  default: throw Failure()
  }
}

struct Failure: Error, CustomStringConvertible {
  let description = "the arguments do not fit:\n- effort: \"Lo\" is not one of \"Low\", \"High\""
}

let testTools = ServedTools(
  ["rows", "page", "echo", "fail", "write"], readOnly: ["rows", "page", "echo", "fail"],
  disabled: ["off": "it is not enabled"])

/// A template's text, or its diagnostics as shown.
func rendered(
  _ source: String, files: [String: String] = [:], arguments: JSONObject = [:],
  limits: TemplateLimits = TemplateLimits()
) -> String {
  do {
    let template = try Template(SourceText(path: "SKILL.md", source)) { path in
      guard let text = files[path] else {
        return .failure(FileError(path: path, .outsideRoot))
      }
      return .success(SourceText(path: path, text))
    }
    return try template.render(arguments: arguments, tools: testTools, limits: limits, call: answer)
  } catch {
    return "\(error)"
  }
}
