import Diagnostics
import JSON
import YAML

/// Turns the tree of a definition file into definitions, reporting every problem on the way.
struct ToolFileReader {
  /// A name that every known client takes, its own prefix included.
  static let maximumNameLength = 52
  /// Shorter than this, a description cannot say what a tool returns and when to use it.
  static let minimumDescriptionLength = 20
  /// What clients show of a description; some cut the rest.
  static let maximumDescriptionLength = 2_048

  var findings: Findings
  let handlers: [String]

  /// What the file says of itself besides its tools.
  private(set) var mode: Mode?
  private(set) var isMode = false
  private(set) var isCore = false
  private var category: String?
  private var feature: String?

  init(findings: Findings, handlers: [String]) {
    self.findings = findings
    self.handlers = handlers
  }

  mutating func entries(of documents: [YAMLNode]) -> [ToolFile.Entry] {
    guard let root = documents.first else { return [] }
    if documents.count > 1 {
      findings.error(
        "a definition file holds one document", at: documents[1].position,
        notes: ["move the second one into a file of its own"])
    }
    guard let keys = root.entries else {
      findings.error(
        "a definition file is a mapping with the key 'tools', not \(root.kindInWords)",
        at: root.position)
      return []
    }
    isMode = root["mode"] != nil
    findings.rejectUnknownKeys(
      of: keys, known: isMode ? ToolKeys.mode : ToolKeys.file, in: "the file")
    category = findings.string("category", in: root)
    feature = findings.string("feature", in: root)
    if isMode { mode = mode(of: root) } else { isCore = findings.bool("core", in: root) ?? false }
    guard let tools = root["tools"] else {
      findings.error("the key 'tools' is missing", at: root.position)
      return []
    }
    if tools.isNull { return [] }
    guard let entries = tools.entries else {
      findings.error(
        "'tools' must be a mapping from names to tools, not \(tools.kindInWords)",
        at: tools.position)
      return []
    }
    return entries.map { entry($0) }
  }

  private mutating func entry(_ entry: YAMLNode.Entry) -> ToolFile.Entry {
    let errorsBefore = findings.errorCount
    let definition = tool(entry)
    if let definition, findings.errorCount == errorsBefore { return .valid(definition) }
    return .invalid(
      name: entry.key, position: entry.keyPosition,
      reason: findings.firstError(after: errorsBefore) ?? "it has errors")
  }

  private mutating func tool(_ entry: YAMLNode.Entry) -> ToolDefinition? {
    let name = entry.key
    let node = entry.value
    guard let keys = node.entries else {
      findings.error(
        "tool '\(name)' must be a mapping, not \(node.kindInWords)", at: node.position)
      return nil
    }
    checkName(name, at: entry.keyPosition)
    findings.rejectUnknownKeys(of: keys, known: ToolKeys.tool, in: "tool '\(name)'")
    let isEnabled = findings.bool("enabled", in: node) ?? true
    let implementation = implementation(of: entry)
    let isOperation = if case .operation? = implementation { true } else { false }
    let description = description(of: entry, isRequired: isEnabled && !isOperation)
    let parameters = parameters("params", of: node, in: "parameter")
    let rowsKey = rowsKey(of: node)
    checkParameterUse(parameters, of: node, implementation, hasPaging: rowsKey != nil)
    var definition = ToolDefinition(
      name: name, position: entry.keyPosition, category: category, feature: feature,
      isEnabled: isEnabled, title: findings.string("title", in: node) ?? Self.title(from: name),
      description: description, agentNote: findings.string("agent_note", in: node),
      scopes: scopes(of: entry, isRequired: isEnabled),
      annotations: annotations(of: entry, implementation, isRequired: isEnabled),
      parameters: parameters,
      // Without one there is an error already, so the definition is dropped.
      implementation: implementation ?? .operation(""),
      implementationPosition: Self.implementationKeys.lazy.compactMap { node[$0] }.first?.position
        ?? entry.keyPosition,
      rowsKey: rowsKey, response: response(of: node),
      output: node["output"] == nil ? nil : self.parameters("output", of: node, in: "output"),
      examples: examples(of: node), otherSettings: otherSettings(of: keys))
    checkSchema(of: &definition, in: node)
    return definition
  }

  private mutating func checkName(_ name: String, at position: SourcePosition) {
    let isClean = name.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    if name.isEmpty || !isClean {
      findings.error(
        "tool name '\(name)' may hold only a-z, 0-9, '_' and '-'", at: position,
        notes: ["clients drop tools with other characters in their names"])
    }
    if name.utf8.count > Self.maximumNameLength {
      findings.error(
        "tool name '\(name)' has \(name.utf8.count) characters, at most "
          + "\(Self.maximumNameLength) are safe",
        at: position, notes: ["clients put the server's name before it and drop what is too long"])
    }
  }

  private mutating func otherSettings(of keys: [YAMLNode.Entry]) -> JSONObject {
    JSONObject(
      keys.filter { ToolKeys.carried.contains($0.key) }
        .map { JSONObject.Member(key: $0.key, value: $0.value.jsonValue) })
  }

  /// `list_vectors` → `List vectors`.
  private static func title(from name: String) -> String {
    let words = name.split { $0 == "_" || $0 == "-" }.joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
