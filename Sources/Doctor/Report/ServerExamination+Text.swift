import Diagnostics
import MCPClient
import Processes

extension ServerExamination {
  /// The measures in one line: `4 ms (2026-07-28), 5 ms (2025-11-25), 11 tools, 2,950 tokens`; `nil`
  /// where the server speaks no era.
  package var overview: String? {
    guard let best else { return nil }
    var parts = eras.filter(\.isSpoken).compactMap { era in
      era.startTime.map { "\($0.inWords) (\(era.agreedVersion ?? "without a version"))" }
    }
    if let tools = best.tools {
      parts += [counted(tools.items.count, "tool"), counted(tools.tokens, "token")]
    } else {
      parts.append("no tools")
    }
    return parts.joined(separator: ", ")
  }

  /// Everything that was measured, a line each: names and values in two columns.
  package var details: [String] {
    guard let best else { return [] }
    var rows: [(name: String, value: String)] = []
    let name = best.serverName ?? "without a name"
    rows.append(("server", best.serverVersion.map { "\(name) \($0)" } ?? name))
    for (index, era) in eras.filter(\.isSpoken).enumerated() {
      let time = era.startTime?.inWords ?? "no time"
      let version = era.agreedVersion ?? "without a version"
      rows.append((index == 0 ? "start" : "", "\(time) to the first answer (\(version))"))
    }
    if let instructions = best.instructions, !instructions.isEmpty {
      rows.append(("instructions", counted(instructions.count, "character")))
    }
    if let tools = best.tools {
      rows.append(("tools", tools.measures + ", \(counted(tools.tokens, "token")) for a model"))
      let largest = tools.items.sorted { $0.tokens > $1.tokens }.prefix(3)
      if !largest.isEmpty {
        rows.append(
          ("", "largest: " + largest.map { "\($0.name) \($0.tokens)" }.joined(separator: ", ")))
      }
    }
    for (name, listing) in [
      ("prompts", best.prompts), ("resources", best.resources), ("templates", best.templates),
    ] {
      if let listing { rows.append((name, listing.measures)) }
    }
    if let sample = best.sample {
      rows.append(
        (
          "call",
          "\(sample.tool): \(sample.time.inWords), \(counted(sample.byteCount, "byte")), "
            + counted(sample.tokens, "token")
        ))
    }
    if let end = best.end { rows.append(("end", "\(end.inWords) once its input was closed")) }
    let width = rows.map(\.name.count).max() ?? 0
    return rows.map { ($0.name.padded(to: width + 2) + $0.value).escapingHiddenCharacters }
  }
}

extension Listing {
  fileprivate var measures: String { "\(items.count.grouped), \(counted(byteCount, "byte"))" }
}

extension Finding {
  /// The finding and its advice, indented below it.
  package var lines: [String] {
    (["\(severity.rawValue): \(message)"] + advice.map { "  " + $0 })
      .map(\.escapingHiddenCharacters)
  }
}
