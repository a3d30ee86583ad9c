import Diagnostics
import YAML

/// Reads the benchmark tasks of PostHog (`tasks.yaml`): a task's probe becomes a step, which may
/// only read.
struct BenchmarkTasksReader {
  var findings: EvalFindings

  private static let taskKeys = [
    "id", "category", "intent", "expected_tools", "acceptable_tools", "success_criteria", "probe",
    "fixtures",
  ]

  /// Whether a document has the shape of this format.
  static func recognizes(_ root: YAMLNode) -> Bool {
    root.elements != nil || root["tasks"] != nil
  }

  mutating func read(_ root: YAMLNode) -> [Eval] {
    findings.unknownKeySeverity = .warning
    let tasks = root.elements ?? findings.elements("tasks", in: root)
    let evals = tasks.compactMap { task($0) }
    findings.rejectRepeatedIDs(of: evals)
    return evals
  }

  private mutating func task(_ node: YAMLNode) -> Eval? {
    let errorsBefore = findings.errorCount
    guard findings.entries(of: node, known: Self.taskKeys, in: "a task") != nil else { return nil }
    guard let id = node["id"]?.string ?? node["id"]?.int.map({ String($0) }) else {
      findings.error("a task needs an 'id'", at: node.position)
      return nil
    }
    let intent = findings.string("intent", in: node)
    if node["intent"] == nil { findings.error("a task needs an 'intent'", at: node.position) }
    let eval = Eval(
      id: id, intent: intent, tools: findings.toolExpectation(in: node),
      steps: probe(in: node).map { [$0] } ?? [], statements: criteria(of: node),
      position: node.position)
    return findings.errorCount == errorsBefore ? eval : nil
  }

  private mutating func probe(in node: YAMLNode) -> Step? {
    guard let probe = node["probe"], !probe.isNull,
      findings.entries(of: probe, known: ["tool", "args", "max_ms"], in: "a probe") != nil
    else { return nil }
    guard let tool = findings.string("tool", in: probe) else {
      if probe["tool"] == nil { findings.error("a probe needs a 'tool'", at: probe.position) }
      return nil
    }
    findings.refer(to: tool, as: .tool, at: probe["tool"]?.position ?? probe.position)
    return Step(
      action: .callTool(tool), arguments: findings.arguments("args", in: probe),
      maximumMilliseconds: findings.count("max_ms", in: probe), mustOnlyRead: true,
      position: probe.position)
  }

  /// One text or several.
  private func criteria(of node: YAMLNode) -> [String] {
    guard let criteria = node["success_criteria"] else { return [] }
    return criteria.string.map { [$0] } ?? criteria.elements?.compactMap(\.string) ?? []
  }
}
