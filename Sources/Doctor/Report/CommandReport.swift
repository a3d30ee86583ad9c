import Diagnostics
package import JSON

/// A server command, held against the limits of every client.
package struct CommandReport: Sendable {
  private let examination: ServerExamination
  private let findings: [Finding]
  private let limits: [(client: ClientLimits, findings: [Finding])]

  /// - Parameter server: how clients are supposed to call the server.
  package init(_ examination: ServerExamination, named server: String) {
    self.examination = examination
    findings = examination.findings()
    limits = ClientLimits.all.map { ($0, $0.findings(about: examination, named: server)) }
  }

  package var count: FindingCount {
    FindingCount((findings + limits.flatMap(\.findings)).map(\.severity))
  }

  /// What was measured, what is wrong, and what clients would do.
  package var text: String {
    let command = [examination.launch.program] + examination.launch.arguments
    var lines = [command.joined(separator: " ").escapingHiddenCharacters]
    lines += examination.details.map { "  " + $0 }
    lines += findings.flatMap(\.lines).map { "  " + $0 }
    if examination.best != nil {
      for finding in limits.flatMap(\.findings) { lines += finding.lines.map { "  " + $0 } }
      let content = limits.filter(\.findings.isEmpty)
      if !content.isEmpty {
        let names = content.map(\.client.displayName).joined(separator: ", ")
        lines.append("nothing is cut or dropped by \(names)")
      }
    }
    lines.append(count.inWords)
    return lines.joined(separator: "\n")
  }

  package var json: JSONValue {
    [
      "examination": examination.json, "findings": .array(findings.map(\.json)),
      "clients": .array(
        limits.map { limit in
          [
            "client": .string(limit.client.client),
            "findings": .array(limit.findings.map(\.json)),
          ]
        }),
      "count": count.json,
    ]
  }
}
