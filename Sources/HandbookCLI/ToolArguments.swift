import Diagnostics
import JSON

/// The arguments of a tool, read from a command line by the tool's own schema:
/// `--name value`, `--name=value`, a JSON object, or plain words for the first parameters that must be there.
struct ToolArguments {
  private let tool: String
  private let properties: JSONObject
  private let required: [String]
  private(set) var arguments = JSONObject()

  init(_ words: [String], tool: String, inputSchema: JSONObject) throws(CommandError) {
    self.tool = tool
    properties = inputSchema["properties"]?.objectValue ?? JSONObject()
    required = inputSchema["required"]?.arrayValue?.compactMap(\.stringValue) ?? []
    var rest = words[...]
    while let word = rest.popFirst() {
      if word.hasPrefix("--") {
        try readFlag(word, &rest)
      } else if word.hasPrefix("{") {
        try readObject(word)
      } else {
        try readPlain(word)
      }
    }
  }

  private mutating func readFlag(_ word: String, _ rest: inout ArraySlice<String>)
    throws(CommandError)
  {
    let parts = word.dropFirst(2).split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let written = String(parts[0])
    guard let name = parameter(named: written) else {
      throw .usage(
        "'\(tool)' has no parameter '\(written)'",
        notes: suggestionNotes(for: written, among: properties.keys)
          + ["'handbook call \(tool) --help' lists the parameters"])
    }
    let types = Self.types(of: properties[name])
    if parts.count == 2 {
      try set(name, to: String(parts[1]), types)
    } else if types == ["boolean"], !["true", "false"].contains(rest.first) {
      arguments[name] = true
    } else {
      guard let value = rest.popFirst() else { throw .usage("'--\(written)' needs a value") }
      try set(name, to: value, types)
    }
  }

  /// Parameters are found as they are and with `-` for `_`, as people write options.
  private func parameter(named written: String) -> String? {
    properties.keys.first { $0 == written }
      ?? properties.keys.first { $0.replacing("_", with: "-") == written.replacing("_", with: "-") }
  }

  private mutating func readObject(_ word: String) throws(CommandError) {
    do throws(JSONParseError) {
      guard case .object(let object) = try JSONParser.parse(word) else { return }
      for member in object.members { arguments[member.key] = member.value }
    } catch {
      throw .usage("the arguments are not valid JSON: \(error)")
    }
  }

  private mutating func readPlain(_ word: String) throws(CommandError) {
    guard let name = required.first(where: { arguments[$0] == nil }) else {
      throw .usage(
        "'\(tool)' has no place for '\(word)'",
        notes: ["name the parameter: 'handbook call \(tool) --help' lists them"])
    }
    try set(name, to: word, Self.types(of: properties[name]))
  }

  /// What does not read as the type it should have stays a string, and the tool says what is wrong with it.
  private mutating func set(_ name: String, to text: String, _ types: [String])
    throws(CommandError)
  {
    if types.contains("array"), !text.hasPrefix("[") {
      // An option that comes several times gives the elements one by one.
      arguments[name] = .array((arguments[name]?.arrayValue ?? []) + [.string(text)])
      return
    }
    guard arguments[name] == nil else { throw .usage("'\(name)' is given twice") }
    let value = types.contains("string") ? nil : try? JSONParser.parse(text)
    arguments[name] = value ?? .string(text)
  }

  /// The types that a parameter may have.
  static func types(of schema: JSONValue?) -> [String] {
    switch schema?["type"] {
    case .string(let type): [type]
    case .array(let types): types.compactMap(\.stringValue)
    default: []
    }
  }
}
