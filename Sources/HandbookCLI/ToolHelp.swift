import JSON
import Toolbox

/// The help page of a tool, made of its definition.
enum ToolHelp {
  static func page(of tool: Tool) -> String {
    var text = tool.definition.map { "\($0.title)\n\n\(wrapped($0.description, width: 96))" } ?? ""
    text += "\n\nusage: handbook call \(tool.name)"
    let parameters = tool.inputSchema["properties"]?.objectValue?.members ?? []
    let required = tool.inputSchema["required"]?.arrayValue?.compactMap(\.stringValue) ?? []
    for name in required { text += " --\(option(name)) …" }
    if !parameters.isEmpty {
      text += "\n\n"
      text += parameters.map { parameter in
        heading(parameter, isRequired: required.contains(parameter.key)) + "\n"
          + wrapped(parameter.value["description"]?.stringValue ?? "", width: 90)
          .split(separator: "\n").map { "      " + $0 }.joined(separator: "\n")
      }.joined(separator: "\n")
    }
    let examples = tool.definition?.examples ?? []
    if !examples.isEmpty {
      text += "\n\nExamples:"
      for example in examples {
        text += "\n  handbook call \(tool.name) '\(JSONValue.object(example.arguments).text)'"
      }
    }
    return text
  }

  private static func option(_ name: String) -> String { name.replacing("_", with: "-") }

  /// `--effort Low|Medium|High`, with what else there is to know in parentheses.
  private static func heading(_ parameter: JSONObject.Member, isRequired: Bool) -> String {
    let schema = parameter.value
    var facts: [String] = isRequired ? ["required"] : []
    if let standard = schema["default"] { facts.append("default \(standard.text)") }
    if let minimum = schema["minimum"] { facts.append("at least \(minimum.text)") }
    if let maximum = schema["maximum"] { facts.append("at most \(maximum.text)") }
    let values = schema["enum"]?.arrayValue?.map { $0.stringValue ?? $0.text }
    let value =
      values?.joined(separator: "|")
      ?? ToolArguments.types(of: schema).joined(separator: "|").uppercased()
    return "  --\(option(parameter.key)) \(value)"
      + (facts.isEmpty ? "" : "  (\(facts.joined(separator: ", ")))")
  }

  /// The text in lines of at most so many characters; its own line breaks stay.
  private static func wrapped(_ text: String, width: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { paragraph in
      var lines: [String] = []
      var line = ""
      for word in paragraph.split(separator: " ") {
        if !line.isEmpty, line.count + word.count >= width {
          lines.append(line)
          line = ""
        }
        line += line.isEmpty ? String(word) : " " + word
      }
      return (lines + [line]).joined(separator: "\n")
    }.joined(separator: "\n")
  }
}
