import Skills
import Toolbox

/// The address of a file of a skill: `skill://writing-skills/SKILL.md`, `skill://writing-skills/references/rules.md`
/// (Skills extension, "Resource Mapping").
struct SkillURI: Equatable {
  static let prefix = "skill://"

  let skill: String
  /// Relative to the skill's folder.
  let file: String

  init(_ skill: Skill, file: String? = nil) {
    self.skill = skill.name
    // A loose skill has no folder; the address is the same, as if it had.
    self.file = file ?? "SKILL.md"
  }

  /// Reads an address; `nil` where it is none.
  init?(parsing text: String) {
    guard text.hasPrefix(Self.prefix),
      let slash = text.dropFirst(Self.prefix.count).firstIndex(of: "/"),
      let decoded = percentDecoded(text[text.index(after: slash)...])
    else { return nil }
    skill = String(text[..<slash].dropFirst(Self.prefix.count))
    file = decoded
  }

  var text: String {
    Self.prefix + skill + "/" + percentEncoded(file)
  }
}

/// Everything but unreserved characters and `/` escaped (RFC 3986 section 2).
private func percentEncoded(_ text: String) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var output: [UInt8] = []
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
      output.append(byte)
    default:
      output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: output, as: UTF8.self)
}

/// Escapes decoded once; `nil` where one is broken or the result is not UTF-8. What the path may name is
/// checked where it is read.
private func percentDecoded(_ text: Substring) -> String? {
  var output: [UInt8] = []
  var rest = text.utf8[...]
  while let byte = rest.popFirst() {
    guard byte == UInt8(ascii: "%") else {
      output.append(byte)
      continue
    }
    guard rest.count >= 2,
      let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
    else { return nil }
    output.append(value)
    rest = rest.dropFirst(2)
  }
  return String(validating: output, as: UTF8.self)
}
