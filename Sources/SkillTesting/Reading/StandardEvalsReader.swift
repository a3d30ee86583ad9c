import Diagnostics
import YAML

/// Reads `evals/evals.json` of the Agent Skills standard. Its expectations are prose, so its evals
/// are for agents only; what is unknown in it is no error.
struct StandardEvalsReader {
  var findings: EvalFindings

  private static let evalKeys = [
    "id", "prompt", "expected_output", "files", "assertions", "expectations",
  ]

  mutating func read(_ root: YAMLNode, folderSkill: String) -> (skill: String, evals: [Eval]) {
    findings.unknownKeySeverity = .warning
    guard findings.entries(of: root, known: ["skill_name", "evals"], in: "evals.json") != nil else {
      return (folderSkill, [])
    }
    let skill = findings.string("skill_name", in: root)
    if let skill, let node = root["skill_name"] {
      findings.refer(to: skill, as: .skill, at: node.position)
    }
    let evals = findings.elements("evals", in: root).compactMap { eval($0) }
    findings.rejectRepeatedIDs(of: evals)
    return (skill ?? folderSkill, evals)
  }

  private mutating func eval(_ node: YAMLNode) -> Eval? {
    guard findings.entries(of: node, known: Self.evalKeys, in: "an eval") != nil else {
      return nil
    }
    guard let id = node["id"]?.string ?? node["id"]?.int.map({ String($0) }) else {
      findings.error("an eval needs an 'id'", at: node.position)
      return nil
    }
    guard let prompt = findings.string("prompt", in: node) else {
      if node["prompt"] == nil { findings.error("an eval needs a 'prompt'", at: node.position) }
      return nil
    }
    var statements = findings.string("expected_output", in: node).map { [$0] } ?? []
    for key in ["assertions", "expectations"] {
      statements += findings.elements(key, in: node).compactMap { statement($0) }
    }
    return Eval(id: id, intent: prompt, statements: statements, position: node.position)
  }

  /// Assertions are texts, or objects that hold one.
  private func statement(_ node: YAMLNode) -> String? {
    node.string
      ?? ["text", "description", "assertion", "value"].lazy.compactMap {
        node[$0]?.string
      }.first
  }
}
