import Diagnostics
import JSON
import YAML

/// The steps of an eval and what is expected of their results.
extension EvalFileReader {
  private static let stepKeys = ["tool", "prompt", "arguments", "expect", "max_ms"]

  mutating func steps(in node: YAMLNode) -> [Step] {
    findings.elements("steps", in: node).compactMap { step($0) }
  }

  private mutating func step(_ node: YAMLNode) -> Step? {
    guard findings.entries(of: node, known: Self.stepKeys, in: "a step") != nil else { return nil }
    guard let action = action(of: node) else { return nil }
    return Step(
      action: action, arguments: findings.arguments("arguments", in: node),
      expectations: expectations(in: node),
      maximumMilliseconds: findings.count("max_ms", in: node), position: node.position)
  }

  private mutating func action(of node: YAMLNode) -> Step.Action? {
    switch (node["tool"], node["prompt"]) {
    case (let place?, nil):
      guard let tool = findings.string("tool", in: node) else { return nil }
      findings.refer(to: tool, as: .tool, at: place.position)
      return .callTool(tool)
    case (nil, let place?):
      guard let prompt = findings.string("prompt", in: node) else { return nil }
      findings.refer(to: prompt, as: .skill, at: place.position)
      return .getPrompt(prompt)
    default:
      findings.error(
        "a step needs either 'tool' or 'prompt'", at: node.position,
        notes: ["'tool' calls a tool, 'prompt' renders a skill"])
      return nil
    }
  }

  // MARK: - Expectations

  /// What an expectation is about: exactly one of these is given.
  private static let subjects = ["path", "text", "cites", "error"]
  /// How what a path leads to is compared: exactly one of these is given.
  private static let comparisons = ["equals", "contains", "at_least", "at_most", "count"]

  private mutating func expectations(in node: YAMLNode) -> [Expectation] {
    findings.elements("expect", in: node).compactMap { expectation($0) }
  }

  private mutating func expectation(_ node: YAMLNode) -> Expectation? {
    let known = Self.subjects + Self.comparisons
    guard let entries = findings.entries(of: node, known: known, in: "an expectation") else {
      return nil
    }
    let subjects = entries.filter { Self.subjects.contains($0.key) }
    guard subjects.count == 1, let subject = subjects.first else {
      findings.error(
        "an expectation needs exactly one of \(Self.quoted(Self.subjects))", at: node.position)
      return nil
    }
    let comparisons = entries.filter { Self.comparisons.contains($0.key) }
    if subject.key != "path", let comparison = comparisons.first {
      findings.error("'\(comparison.key)' needs 'path' beside it", at: comparison.keyPosition)
      return nil
    }
    return kind(of: subject, comparisons, in: node).map {
      Expectation(kind: $0, position: node.position)
    }
  }

  private mutating func kind(
    of subject: YAMLNode.Entry, _ comparisons: [YAMLNode.Entry], in node: YAMLNode
  ) -> Expectation.Kind? {
    switch subject.key {
    case "text": return findings.string("text", in: node).map { .text($0) }
    case "cites": return findings.string("cites", in: node).map { .cites($0) }
    case "error": return findings.bool("error", in: node).map { .error($0) }
    default:
      guard comparisons.count == 1, let comparison = comparisons.first else {
        findings.error(
          "'path' needs exactly one of \(Self.quoted(Self.comparisons)) beside it",
          at: subject.keyPosition)
        return nil
      }
      let compared = self.comparison(comparison, in: node)
      guard let path = path(in: node, at: subject.value.position), let compared else { return nil }
      return .value(path, compared)
    }
  }

  private mutating func path(in node: YAMLNode, at position: SourcePosition) -> ResultPath? {
    guard let text = findings.string("path", in: node) else { return nil }
    do throws(ResultPath.Problem) {
      return try ResultPath(parsing: text)
    } catch {
      findings.error(
        "the path '\(text)' cannot be read: \(error.message)", at: position,
        notes: ["paths look like 'vectors[0].name' and 'vectors[*].page'"])
      return nil
    }
  }

  private mutating func comparison(
    _ entry: YAMLNode.Entry, in node: YAMLNode
  ) -> Expectation.Comparison? {
    switch entry.key {
    case "equals": .equals(entry.value.jsonValue)
    case "contains": .contains(entry.value.jsonValue)
    case "at_least": findings.count("at_least", in: node).map { .atLeast($0) }
    case "at_most": findings.count("at_most", in: node).map { .atMost($0) }
    default: findings.count("count", in: node).map { .count($0) }
    }
  }

  private static func quoted(_ keys: [String]) -> String {
    keys.map { "'\($0)'" }.joined(separator: ", ")
  }
}

extension EvalFindings {
  /// The arguments of a call.
  mutating func arguments(_ key: String, in node: YAMLNode) -> JSONObject {
    guard let value = node[key], !value.isNull else { return JSONObject() }
    guard case .object(let object) = value.jsonValue else {
      error("'\(key)' must be a mapping, not \(value.kindInWords)", at: value.position)
      return JSONObject()
    }
    return object
  }
}
