import Diagnostics
import Logging

extension UsageSummary {
  /// The summary for people: facts, then a table.
  package var text: String {
    (facts + [""] + table).joined(separator: "\n")
  }

  private var facts: [String] {
    var facts = usage.notes.map { "note: \($0)" }
    facts.append("sessions:  \(usage.sessionCount)")
    if !clients.isEmpty { facts.append("clients:   " + Self.list(clients)) }
    if !protocols.isEmpty { facts.append("protocols: " + Self.list(protocols)) }
    if let times = usage.times {
      facts.append("time:      \(times.lowerBound.text) to \(times.upperBound.text)")
    }
    if let microseconds = usage.recordedMicroseconds {
      facts.append("recorded:  \(Self.thousandths(microseconds / 1000)) s")
    }
    if usage.skippedLineCount > 0 {
      facts.append("skipped:   " + Self.count(usage.skippedLineCount, "line", "of something else"))
    }
    if usage.droppedEntryCount > 0 {
      facts.append("dropped:   " + Self.count(usage.droppedEntryCount, "entry", "by the server"))
    }
    return facts.map(\.escapingHiddenCharacters)
  }

  private static func list(_ shares: [Share]) -> String {
    shares.map { "\($0.name) (\($0.calls))" }.joined(separator: ", ")
  }

  private static func count(_ count: Int, _ noun: String, _ rest: String) -> String {
    let plural = noun.hasSuffix("y") ? noun.dropLast() + "ies" : noun + "s"
    return "\(count) \(count == 1 ? noun : plural) \(rest)"
  }

  // MARK: - The table

  private static let header = [
    "method", "calls", "errors", "cancelled", "unanswered", "p50 ms", "p95 ms", "max ms", "tokens",
    "a call",
  ]

  private var table: [String] {
    var rows = [Self.header]
    for method in methods {
      rows.append(Self.row(method.name ?? "(not a request)", method.figures))
      rows += method.parts.map { Self.row("  " + ($0.name ?? ""), $0.figures) }
    }
    rows.append(Self.row("total", total))
    let widths = Self.header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).enumerated().map { column, cell in
        let padding = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + padding : padding + cell.0
      }.joined(separator: "  ")
    }
  }

  private static func row(_ name: String, _ figures: Figures) -> [String] {
    let durations = [
      figures.microseconds(atPercent: 50), figures.microseconds(atPercent: 95),
      figures.maximumMicroseconds,
    ]
    let counts = [figures.calls, figures.errors, figures.cancelled, figures.unanswered]
    return [name.escapingHiddenCharacters] + counts.map(String.init)
      + durations.map { $0.map(thousandths) ?? "-" }
      + [figures.resultTokens, figures.tokensPerCall].map(String.init)
  }

  /// A number of thousandths: `1.234`.
  private static func thousandths(_ number: Int) -> String {
    let fraction = String(number % 1000)
    return "\(number / 1000)." + String(repeating: "0", count: 3 - fraction.utf8.count) + fraction
  }
}
