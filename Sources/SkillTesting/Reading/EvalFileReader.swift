import Diagnostics
import JSON
import YAML

/// Reads our own format.
///
///     skill: choosing-an-integration-vector
///     routing:
///       - {prompt: What is the cheapest way in?, expect: choosing-an-integration-vector}
///     evals:
///       - id: lowest-effort
///         intent: Which integration vector should we start with?
///         expected_tools: [list_vectors]
///         budget: {calls: 4, tokens: 6000}
///         steps:
///           - tool: list_vectors
///             arguments: {effort: Low}
///             expect: [{path: "vectors[0].name", equals: MCP}]
struct EvalFileReader {
  var findings: EvalFindings

  private static let fileKeys = ["skill", "routing", "evals"]
  private static let routingKeys = ["prompt", "expect"]
  private static let evalKeys = [
    "id", "intent", "expected_tools", "acceptable_tools", "forbidden_tools", "in_order", "budget",
    "steps",
  ]

  /// - Parameter folderSkill: the skill in whose folder the file lies.
  mutating func read(
    _ root: YAMLNode, folderSkill: String
  ) -> (skill: String, routing: [RoutingCase], evals: [Eval]) {
    guard findings.entries(of: root, known: Self.fileKeys, in: "an eval file") != nil else {
      return (folderSkill, [], [])
    }
    let skill = findings.string("skill", in: root)
    if let skill, let node = root["skill"] {
      findings.refer(to: skill, as: .skill, at: node.position)
    }
    let routing = findings.elements("routing", in: root).compactMap { routingCase($0) }
    let evals = findings.elements("evals", in: root).compactMap { eval($0) }
    if root["routing"] == nil, root["evals"] == nil {
      findings.warning(
        "the file tests nothing", at: root.position,
        notes: ["write prompts under 'routing' and jobs under 'evals'"])
    }
    findings.rejectRepeatedIDs(of: evals)
    return (skill ?? folderSkill, routing, evals)
  }

  private mutating func routingCase(_ node: YAMLNode) -> RoutingCase? {
    guard findings.entries(of: node, known: Self.routingKeys, in: "a routing case") != nil else {
      return nil
    }
    let prompt = required("prompt", in: node, of: "a routing case")
    let expect = required("expect", in: node, of: "a routing case")
    guard let prompt, let expect, let place = node["expect"] else { return nil }
    findings.refer(to: expect, as: .skillOrTool, at: place.position)
    return RoutingCase(prompt: prompt, expect: expect, position: node.position)
  }

  private mutating func eval(_ node: YAMLNode) -> Eval? {
    let errorsBefore = findings.errorCount
    guard findings.entries(of: node, known: Self.evalKeys, in: "an eval") != nil else {
      return nil
    }
    let id = required("id", in: node, of: "an eval")
    let intent = findings.string("intent", in: node)
    if node["intent"] == nil, node["steps"] == nil {
      findings.error(
        "an eval needs 'intent' or 'steps'", at: node.position,
        notes: [
          "'intent' is what a user would ask, 'steps' are calls that are run without an agent"
        ])
    }
    let tools = findings.toolExpectation(in: node)
    let eval = Eval(
      id: id ?? "", intent: intent, tools: tools, budget: budget(in: node), steps: steps(in: node),
      position: node.position)
    return findings.errorCount == errorsBefore ? eval : nil
  }

  private mutating func budget(in node: YAMLNode) -> Budget {
    guard let budget = node["budget"],
      findings.entries(of: budget, known: ["calls", "tokens"], in: "a budget") != nil
    else { return Budget() }
    return Budget(
      calls: findings.count("calls", in: budget), tokens: findings.count("tokens", in: budget))
  }

  /// A text that must be there.
  private mutating func required(_ key: String, in node: YAMLNode, of owner: String) -> String? {
    if node[key] == nil {
      findings.error("\(owner) needs '\(key)'", at: node.position)
    }
    return findings.string(key, in: node)
  }
}

extension EvalFindings {
  /// The three lists of tools and `in_order`.
  mutating func toolExpectation(in node: YAMLNode) -> ToolExpectation {
    var tools = ToolExpectation()
    tools.expected = toolNames("expected_tools", in: node, as: .tool)
    tools.acceptable = toolNames("acceptable_tools", in: node, as: .mentionedTool)
    tools.forbidden = toolNames("forbidden_tools", in: node, as: .mentionedTool)
    tools.isInOrder = bool("in_order", in: node) ?? false
    for name in Set(tools.forbidden).intersection(tools.expected + tools.acceptable).sorted() {
      error(
        "the tool '\(name)' is forbidden and also expected or acceptable", at: node.position)
    }
    return tools
  }

  private mutating func toolNames(
    _ key: String, in node: YAMLNode, as role: NameReference.Role
  ) -> [String] {
    let names = strings(key, in: node)
    for (name, position) in names { refer(to: name, as: role, at: position) }
    return names.map(\.text)
  }

  mutating func rejectRepeatedIDs(of evals: [Eval]) {
    var seen: Set<String> = []
    for eval in evals where !seen.insert(eval.id).inserted {
      error("the id '\(eval.id)' is used twice", at: eval.position)
    }
  }
}
