import Diagnostics
import Markdown
import YAML

extension SkillCheck {
  /// The tools under `metadata.requires-tools`.
  mutating func checkRequiredTools(_ node: YAMLNode) {
    let lastLine = max(node.position.line, document.lineCount)
    for name in node.string?.splitAtBlanksAndCommas ?? [] where !tools.contains(name) {
      let position = source.position(of: name, onLines: node.position.line...lastLine)
      if let reason = tools.disabled[name] {
        warning(.disabledTool(name, reason), at: position)
      } else {
        error(.unknownTool(name, among: tools), at: position)
      }
    }
  }

  /// Code spans that name a tool which is switched off, or nearly name one. Other words in code are the body's
  /// own business.
  mutating func checkCodeSpans(_ arguments: SkillArguments) {
    let others = Set(arguments.names + [skill.name])
    for block in document.sections.flatMap(\.blocks) {
      for span in block.codeSpans {
        let name = String(span.prefix { $0 != "(" })
        guard !tools.contains(name), !others.contains(name) else { continue }
        if let reason = tools.disabled[name] {
          warning(
            .disabledTool(name, reason), at: source.position(of: span, onLines: block.lines))
        } else if name.isCompoundWord, let meant = nearTool(name) {
          warning(.probablyTool(name, meant), at: source.position(of: span, onLines: block.lines))
        }
      }
    }
  }

  /// The tool of whose name this is a slip of the pen: closer than a word that is meant as another.
  private func nearTool(_ name: String) -> String? {
    guard let match = closestMatch(to: name, in: tools.names) else { return nil }
    return editDistance(Array(name.utf8), Array(match.utf8)) <= 2 ? match : nil
  }
}

extension String {
  /// Whether it is small words joined by hyphens or underscores, as the names of tools are.
  fileprivate var isCompoundWord: Bool {
    var hasJoint = false
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case UInt8(ascii: "-"), UInt8(ascii: "_"): hasJoint = true
      default: return false
      }
    }
    return hasJoint && utf8.count <= 64 && utf8.first?.isNameStart == true
  }
}
