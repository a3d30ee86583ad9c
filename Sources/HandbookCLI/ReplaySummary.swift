import JSON
import Recording

/// What the replay of a recording has shown, for people and for machines.
struct ReplaySummary {
  var path: String
  /// About the recording itself.
  var notes: [String]
  /// One for each session.
  var reports: [ReplayReport]

  /// More differences of one message are counted and not shown.
  private static let maximumShownDifferences = 20

  /// Whether nothing differs.
  var isSame: Bool { reports.allSatisfy { $0.findings.isEmpty } }

  /// Every difference, then the count.
  var text: String {
    var lines = notes.map { "note: \($0)" }
    for report in reports {
      lines += report.notes.map { "note: \($0)" }
      for finding in report.findings { lines += self.lines(of: finding) }
    }
    let compared = reports.reduce(0) { $0 + $1.comparedCount }
    let findings = reports.reduce(0) { $0 + $1.findings.count }
    let messages = "\(compared) message\(compared == 1 ? "" : "s")"
    lines.append(
      "\(path): \(messages) compared, " + (isSame ? "all the same" : "\(findings) not the same"))
    return lines.joined(separator: "\n")
  }

  private func lines(of finding: ReplayReport.Finding) -> [String] {
    let place = finding.line > 0 ? "\(path):\(finding.line)" : "\(path): not recorded"
    let shown = finding.differences.prefix(Self.maximumShownDifferences)
    var lines = ["\(place): \(finding.subject)"]
    lines += shown.flatMap(\.lines).map { "  " + $0 }
    let rest = finding.differences.count - shown.count
    if rest > 0 { lines.append("  and \(rest) more; --json shows all") }
    return lines
  }

  var json: JSONValue {
    [
      "file": .string(path), "same": .bool(isSame),
      "notes": .array((notes + reports.flatMap(\.notes)).map { .string($0) }),
      "sessions": .array(
        reports.map { report in
          [
            "compared": .integer(report.comparedCount),
            "findings": .array(report.findings.map(Self.json)),
          ]
        }),
    ]
  }

  private static func json(_ finding: ReplayReport.Finding) -> JSONValue {
    [
      "line": finding.line > 0 ? .integer(finding.line) : .null,
      "subject": .string(finding.subject),
      "differences": .array(finding.differences.map(json)),
    ]
  }

  /// A side where there is nothing has no member.
  private static func json(_ difference: Difference) -> JSONValue {
    var object: JSONObject = ["pointer": .string(difference.pointer)]
    if let recorded = difference.recorded { object.append("recorded", recorded) }
    if let present = difference.present { object.append("present", present) }
    return .object(object)
  }
}
