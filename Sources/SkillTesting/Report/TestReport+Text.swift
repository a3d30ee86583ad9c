import JSON

extension TestReport {
  /// For people: a line per skill and tier, failures and warnings below it, the confusion table,
  /// totals. The last line is `N passed, N failed`.
  ///
  /// - Parameter isVerbose: shows cases that passed without a warning too, with their details.
  package func text(isVerbose: Bool = false) -> String {
    var lines = skills.flatMap { Self.lines(of: $0, isVerbose: isVerbose) }
    if !confusion.isEmpty {
      lines += ["", "Routing, expected down, got across:"]
      lines += confusion.text.split(separator: "\n").map { "  \($0)" }
    }
    lines += ["", "\(passedCount) passed, \(failedCount) failed"]
    return lines.joined(separator: "\n")
  }

  private static func lines(of report: SkillReport, isVerbose: Bool) -> [String] {
    var lines = [report.skill]
    let width = report.tiers.map(\.tier.rawValue.count).max() ?? 0
    for (tier, cases) in report.tiers {
      let passed = cases.count(where: \.hasPassed)
      let verdict =
        passed == cases.count ? "\(passed) passed" : "\(passed) of \(cases.count) passed"
      let name = tier.rawValue + String(repeating: " ", count: width - tier.rawValue.count)
      lines.append("  \(name)  \(verdict)\(totals(of: cases))")
      lines += cases.flatMap { Self.lines(of: $0, isVerbose: isVerbose) }
    }
    if report.tiers.isEmpty { lines.append("  nothing to test") }
    return lines
  }

  /// Calls and tokens, where cases made any.
  private static func totals(of cases: [TestCase]) -> String {
    let calls = cases.reduce(0) { $0 + ($1.facts["calls"]?.intValue ?? 0) }
    let tokens = cases.reduce(0) { $0 + ($1.facts["tokens"]?.intValue ?? 0) }
    return calls == 0 ? "" : ", \(calls) call\(calls == 1 ? "" : "s"), \(tokens) tokens"
  }

  /// What there is to say about a case.
  private static func lines(of test: TestCase, isVerbose: Bool) -> [String] {
    guard !test.hasPassed || !test.warnings.isEmpty || isVerbose else { return [] }
    var lines = ["    \(test.hasPassed ? "passed" : "FAILED")  \(test.name) (\(test.place))"]
    for failure in test.failures { lines += block(failure) }
    if !test.hasPassed || isVerbose { for detail in test.details { lines += block(detail) } }
    for warning in test.warnings { lines += block("warning: " + warning) }
    return lines
  }

  private static func block(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "      \($0)" }
  }
}
