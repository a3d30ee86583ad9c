import Measurement
import TestSupport

/// Random settings files: odd in layout, right in syntax.
struct SettingsGenerator {
  private var random: SeededRandom
  private var output = ""
  private var lineEnding = "\n"
  private var isPlain = false

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &random)]
  }

  // MARK: - JSON

  /// JSON with comments and trailing commas, whose root is an object.
  /// - Parameter table: where the servers stand, where there are some.
  mutating func json(_ table: String) -> String {
    output = chance(10) ? "\u{FEFF}" : ""
    lineEnding = chance(25) ? "\r\n" : "\n"
    isPlain = chance(30)
    space()
    object(depth: 0, table)
    space()
    if chance(50) { output += lineEnding }
    return output
  }

  private mutating func space() {
    guard !isPlain else {
      if chance(50) { output += " " }
      return
    }
    for _ in 0..<Int.random(in: 0..<3, using: &random) {
      output += pick([
        " ", "  ", "\t", lineEnding, lineEnding + "  ", lineEnding + "\t", "/* { \" */",
        "// } \" é" + lineEnding, "/**/", lineEnding + lineEnding,
      ])
    }
  }

  private mutating func object(depth: Int, _ table: String?) {
    output += "{"
    space()
    let count = Int.random(in: 0..<(depth == 0 ? 5 : 4), using: &random)
    let place = table != nil && chance(70) ? Int.random(in: 0...count, using: &random) : -1
    let total = count + (place >= 0 ? 1 : 0)
    for index in 0..<total {
      if index == place, let table {
        key("\"\(table)\"")
        if chance(80) { servers() } else { output += "{}" }
      } else {
        key("\"" + pick(["a", "b", "ключ", "\\u0061\\\"", "x y", ""]) + "\(index)\"")
        value(depth: depth + 1)
      }
      space()
      if index + 1 < total || chance(20) {
        output += ","
        space()
      }
    }
    output += "}"
  }

  private mutating func key(_ key: String) {
    output += key
    space()
    output += ":"
    space()
  }

  private mutating func servers() {
    output += "{"
    space()
    let count = Int.random(in: 0..<3, using: &random)
    for index in 0..<count {
      key("\"s\(index)\"")
      output += "{\"command\":"
      space()
      output += "\"c\"}"
      space()
      if index + 1 < count || chance(20) {
        output += ","
        space()
      }
    }
    output += "}"
  }

  private mutating func value(depth: Int) {
    switch Int.random(in: 0..<(depth > 3 ? 5 : 7), using: &random) {
    case 0: output += pick(["1", "-2.5e3", "0"])
    case 1: output += pick(["true", "false"])
    case 2: output += "null"
    case 3, 4: output += pick(["\"\"", "\"// no comment\"", "\"ü\\n\\\\\"", "\"{\\\"\""])
    case 5: object(depth: depth, nil)
    default:
      output += "["
      space()
      let count = Int.random(in: 0..<3, using: &random)
      for index in 0..<count {
        value(depth: depth + 1)
        space()
        if index + 1 < count || chance(20) {
          output += ","
          space()
        }
      }
      output += "]"
    }
  }

  // MARK: - TOML

  /// TOML with tables, dotted keys, inline tables, strings over lines.
  mutating func toml() -> String {
    output = chance(10) ? "\u{FEFF}" : ""
    lineEnding = chance(25) ? "\r\n" : "\n"
    var sections: [String] = []
    for index in 0..<Int.random(in: 0..<4, using: &random) { pair("root\(index)") }
    switch Int.random(in: 0..<6, using: &random) {
    case 0: line("mcp_servers = { a = { command = \"a\" }, b = { command = 'b', args = [] } }")
    case 1: line("mcp_servers = {}")
    case 2:
      line("mcp_servers.a.command = \"a\"")
      line("mcp_servers.\"b c\".command = 'b'")
    case 3: sections += ["mcp_servers.a", "mcp_servers.a.env", "mcp_servers . \"b c\""]
    case 4:
      sections += ["mcp_servers"]
    default: break
    }
    for index in 0..<Int.random(in: 0..<3, using: &random) { sections.append("t\(index)") }
    sections.shuffle(using: &random)
    for section in sections {
      blank()
      line("[\(section)]")
      if section.hasSuffix("env") {
        line("KEY = \"value\"")
      } else if section.hasPrefix("mcp_servers"), section != "mcp_servers" {
        line("command = \"x\"")
      } else if section == "mcp_servers" {
        if chance(50) { line("a = { command = \"a\" }") }
        if chance(50) { line("b.command = \"b\"") }
      } else {
        for index in 0..<Int.random(in: 0..<3, using: &random) { pair("k\(index)") }
      }
    }
    if chance(20) { blank() }
    // The last line may lack its end.
    if chance(20), output.hasSuffix(lineEnding), !output.isEmpty {
      output.unicodeScalars.removeLast(lineEnding.unicodeScalars.count)
    }
    return output
  }

  private mutating func blank() {
    for _ in 0..<Int.random(in: 0..<3, using: &random) {
      output += pick(["", "  ", "# [mcp_servers.handbook]", "\t# \"é"]) + lineEnding
    }
  }

  private mutating func line(_ text: String) {
    output += pick(["", "", "  ", "\t"]) + text + pick(["", "", " ", " # ]} \""]) + lineEnding
  }

  private mutating func pair(_ key: String) {
    let values = [
      "1", "-0.5", "true", "1979-05-27T07:32:00Z", "07:32:00", "\"x\\\"]\"", "'[a]'",
      "\"\"\"\(lineEnding)[mcp_servers.x]\(lineEnding)\"\"\"",
      "'''\(lineEnding)a = 'b'\(lineEnding)'''",
      "[1, 2]", "[\(lineEnding)  \"a\", # ]\(lineEnding)  'b',\(lineEnding)]",
      "{ a = 1, \"b\" = [] }",
    ]
    line(
      pick([key, "\"\(key)\"", "'\(key)'", "\(key) . x"]) + pick([" = ", "=", "\t=  "])
        + pick(values))
  }
}
