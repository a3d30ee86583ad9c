import Diagnostics
import JSON
import YAML

/// The part of a definition file that makes it a mode.
extension ToolFileReader {
  /// What `enable_mode` shows of every mode: longer ones would fill the list of tools.
  static let maximumRoutingLength = 300

  /// Reads the keys of a mode; `nil` where they have errors.
  mutating func mode(of root: YAMLNode) -> Mode? {
    let errorsBefore = findings.errorCount
    let name = findings.string("mode", in: root) ?? ""
    let position = root["mode"]?.position ?? root.position
    if !ModeName.allows(name) {
      findings.error(
        "mode name '\(name)' may hold only a-z, 0-9, '_' and '-', at most "
          + "\(ModeName.maximumLength) characters", at: position)
    }
    let routing = text("routing", in: root, "when to switch to the mode and what it brings")
    if routing.unicodeScalars.count > Self.maximumRoutingLength, let node = root["routing"] {
      findings.warning(
        "the routing prompt has \(routing.unicodeScalars.count) characters, every client reads it "
          + "with the list of tools: \(Self.maximumRoutingLength) are enough", at: node.position,
        notes: ["move what is only needed in the mode to 'instructions'"])
    }
    let mode = Mode(
      name: name, title: findings.string("title", in: root) ?? name, routing: routing,
      instructions: text("instructions", in: root, "how to work in the mode"),
      trajectories: trajectories(of: root), path: findings.source.path, position: position,
      isFromFeature: false)
    return findings.errorCount == errorsBefore ? mode : nil
  }

  /// A text that must be there.
  private mutating func text(_ key: String, in root: YAMLNode, _ meaning: String) -> String {
    guard root[key] != nil else {
      findings.error(
        "the mode has no '\(key)'", at: root["mode"]?.position ?? root.position,
        notes: ["say \(meaning)"])
      return ""
    }
    let text = findings.string(key, in: root)?.withoutOuterWhitespace ?? ""
    if text.isEmpty, let node = root[key], node.string != nil {
      findings.error("'\(key)' is empty", at: node.position, notes: ["say \(meaning)"])
    }
    return text
  }

  private mutating func trajectories(of root: YAMLNode) -> [Mode.Trajectory] {
    guard let node = root["trajectories"] else { return [] }
    guard let elements = node.elements else {
      findings.error(
        "'trajectories' must be a sequence, not \(node.kindInWords)", at: node.position)
      return []
    }
    return elements.compactMap { trajectory($0) }
  }

  private mutating func trajectory(_ node: YAMLNode) -> Mode.Trajectory? {
    guard let keys = node.entries else {
      findings.error(
        "a trajectory must be a mapping with 'name' and 'steps', not \(node.kindInWords)",
        at: node.position)
      return nil
    }
    findings.rejectUnknownKeys(of: keys, known: ToolKeys.trajectory, in: "the trajectory")
    guard let name = findings.string("name", in: node) else {
      if node["name"] == nil {
        findings.error("the trajectory has no 'name'", at: node.position)
      }
      return nil
    }
    guard let steps = node["steps"], let elements = steps.elements, !elements.isEmpty else {
      findings.error(
        "the trajectory '\(name)' has no steps", at: node["steps"]?.position ?? node.position,
        notes: ["write 'steps: [{tool: NAME, arguments: {…}}, …]'"])
      return nil
    }
    return Mode.Trajectory(
      name: name, goal: findings.string("goal", in: node),
      steps: elements.compactMap { step($0) }, position: node.position)
  }

  private mutating func step(_ node: YAMLNode) -> Mode.Step? {
    guard let keys = node.entries else {
      findings.error(
        "a step must be a mapping with 'tool', not \(node.kindInWords)", at: node.position)
      return nil
    }
    findings.rejectUnknownKeys(of: keys, known: ToolKeys.step, in: "the step")
    guard let tool = findings.string("tool", in: node) else {
      if node["tool"] == nil { findings.error("the step has no 'tool'", at: node.position) }
      return nil
    }
    var arguments = JSONObject()
    if let value = node["arguments"] {
      guard let object = value.jsonValue.objectValue else {
        findings.error(
          "'arguments' must be a mapping, not \(value.kindInWords)", at: value.position)
        return nil
      }
      arguments = object
    }
    return Mode.Step(
      tool: tool, arguments: arguments, why: findings.string("why", in: node),
      position: node["tool"]?.position ?? node.position)
  }
}

/// The rule for names of modes.
enum ModeName {
  static let maximumLength = 40

  static func allows(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= maximumLength
      && name.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}
