extension TestReport {
  /// JUnit XML, as CI systems read it: a suite per skill, a case per test, warnings as its output.
  package var junit: String {
    var lines = [#"<?xml version="1.0" encoding="UTF-8"?>"#]
    lines.append(
      Self.tag("testsuites", [("name", "handbook test")] + Self.counts(of: skills.flatMap(\.cases)))
    )
    for report in skills {
      lines.append(
        "  " + Self.tag("testsuite", [("name", report.skill)] + Self.counts(of: report.cases)))
      lines += report.cases.flatMap { Self.lines(of: $0, in: report.skill) }
      lines.append("  </testsuite>")
    }
    return (lines + ["</testsuites>", ""]).joined(separator: "\n")
  }

  private static func counts(of cases: [TestCase]) -> [(String, String)] {
    [
      ("tests", "\(cases.count)"), ("failures", "\(cases.count { !$0.hasPassed })"),
      ("errors", "0"), ("skipped", "0"),
      ("time", seconds(cases.reduce(0) { $0 + $1.milliseconds })),
    ]
  }

  private static func lines(of test: TestCase, in skill: String) -> [String] {
    var attributes = [
      ("classname", "\(skill).\(test.tier.rawValue)"), ("name", test.name), ("file", test.path),
    ]
    if let line = test.line { attributes.append(("line", "\(line)")) }
    attributes.append(("time", seconds(test.milliseconds)))
    var lines: [String] = []
    if !test.hasPassed {
      let text = (test.failures + test.details).joined(separator: "\n")
      let message = test.failures[0].split(separator: "\n").first.map(String.init) ?? ""
      lines.append(
        "      " + tag("failure", [("message", message)]) + escaped(text) + "</failure>")
    }
    if !test.warnings.isEmpty {
      lines.append(
        "      <system-out>" + escaped(test.warnings.joined(separator: "\n")) + "</system-out>")
    }
    guard !lines.isEmpty else { return ["    " + tag("testcase", attributes, isEmpty: true)] }
    return ["    " + tag("testcase", attributes)] + lines + ["    </testcase>"]
  }

  private static func tag(
    _ name: String, _ attributes: [(String, String)], isEmpty: Bool = false
  ) -> String {
    "<" + name + attributes.map { " \($0.0)=\"\(escaped($0.1, inAttribute: true))\"" }.joined()
      + (isEmpty ? "/>" : ">")
  }

  private static func seconds(_ milliseconds: Int) -> String {
    (Double(milliseconds) / 1000).fixed(3)
  }

  /// Text as XML 1.0 takes it (section 2.2): markup escaped, and characters that must not occur
  /// replaced.
  private static func escaped(_ text: String, inAttribute: Bool = false) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"" where inAttribute: escaped += "&quot;"
      // In an attribute a parser would read them as spaces.
      case "\n" where inAttribute: escaped += "&#10;"
      case "\t" where inAttribute: escaped += "&#9;"
      case "\r": escaped += "&#13;"
      case "\n", "\t": escaped.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": escaped.unicodeScalars.append("\u{FFFD}")
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
