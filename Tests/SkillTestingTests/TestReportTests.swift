import Diagnostics
import JSON
import Testing

@testable import SkillTesting

struct TestReportTests {
  private static let report: TestReport = {
    var lint = TestCase(tier: .lint, name: "writing-things", path: "Skills/writing-things/SKILL.md")
    lint.warnings = ["it has no evals"]
    var routing = TestCase(
      tier: .routing, name: "Write <b>\"it\" & more</b>", path: "evals/a.yaml", line: 3)
    routing.failures = ["expected writing-things, got search (2.00 against 1.00)"]
    routing.details = ["for search: write 1.00"]
    routing.milliseconds = 12
    var right = TestCase(tier: .routing, name: "Good", path: "evals/a.yaml", line: 5)
    right.details = ["by 1.00 before search: good 1.00"]
    var replay = TestCase(tier: .replay, name: "one", path: "evals/a.yaml", line: 9)
    replay.failures = ["the server was ended by signal 9\n  | tail \u{1B}[31m]]>", "second"]
    replay.facts = ["calls": 1, "tokens": 1234]
    replay.milliseconds = 1500
    return TestReport(skills: [
      SkillReport(skill: "writing-things", cases: [lint, routing, right, replay]),
      SkillReport(skill: "empty", cases: []),
    ])
  }()

  @Test func readsWell() {
    #expect(
      Self.report.text() == """
        writing-things
          lint     1 passed
            passed  writing-things (Skills/writing-things/SKILL.md)
              warning: it has no evals
          routing  1 of 2 passed
            FAILED  Write <b>"it" & more</b> (evals/a.yaml:3)
              expected writing-things, got search (2.00 against 1.00)
              for search: write 1.00
          replay   0 of 1 passed, 1 call, 1234 tokens
            FAILED  one (evals/a.yaml:9)
              the server was ended by signal 9
                | tail \u{1B}[31m]]>
              second
        empty
          nothing to test

        2 passed, 2 failed
        """)
  }

  @Test func showsPassedCasesWhenAsked() {
    let lines = Self.report.text(isVerbose: true).split(separator: "\n")
    #expect(lines.contains("    passed  Good (evals/a.yaml:5)"))
    #expect(lines.contains("      by 1.00 before search: good 1.00"))
  }

  @Test func isValidJUnit() {
    #expect(
      Self.report.junit == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="handbook test" tests="4" failures="2" errors="0" skipped="0" time="1.512">
          <testsuite name="writing-things" tests="4" failures="2" errors="0" skipped="0" time="1.512">
            <testcase classname="writing-things.lint" name="writing-things" file="Skills/writing-things/SKILL.md" time="0.000">
              <system-out>it has no evals</system-out>
            </testcase>
            <testcase classname="writing-things.routing" name="Write &lt;b&gt;&quot;it&quot; &amp; more&lt;/b&gt;" file="evals/a.yaml" line="3" time="0.012">
              <failure message="expected writing-things, got search (2.00 against 1.00)">expected writing-things, got search (2.00 against 1.00)
        for search: write 1.00</failure>
            </testcase>
            <testcase classname="writing-things.routing" name="Good" file="evals/a.yaml" line="5" time="0.000"/>
            <testcase classname="writing-things.replay" name="one" file="evals/a.yaml" line="9" time="1.500">
              <failure message="the server was ended by signal 9">the server was ended by signal 9
          | tail \u{FFFD}[31m]]&gt;
        second</failure>
            </testcase>
          </testsuite>
          <testsuite name="empty" tests="0" failures="0" errors="0" skipped="0" time="0.000">
          </testsuite>
        </testsuites>

        """)
  }

  @Test func isReadableForMachines() {
    let json = Self.report.json
    #expect(json["passed"] == 2)
    #expect(json["failed"] == 2)
    #expect(
      json["skills"]?.arrayValue?[0]["cases"]?.arrayValue?[3].text
        == #"{"tier":"replay","name":"one","passed":false,"path":"evals/a.yaml","line":9,"#
        + #""failures":["the server was ended by signal 9\n  | tail \u001b[31m]]>","second"],"#
        + #""warnings":[],"milliseconds":1500,"calls":1,"tokens":1234}"#)
  }

  @Test(arguments: [
    (0.0, 2, "0.00"), (1.005, 2, "1.00"), (-0.004, 2, "0.00"), (-1.25, 1, "-1.3"),
    (12.0625, 3, "12.063"), (0.05, 1, "0.1"),
  ])
  func writesNumbersWithFixedDigits(number: Double, digits: Int, text: String) {
    #expect(number.fixed(digits) == text)
  }
}
