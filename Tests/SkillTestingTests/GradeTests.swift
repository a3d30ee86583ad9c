import JSON
import Testing

@testable import SkillTesting

struct GradeTests {
  private func call(_ tool: String, _ arguments: JSONObject = [:], isError: Bool = false)
    -> CallRecord
  {
    CallRecord(tool: tool, arguments: arguments, isError: isError, tokens: 100)
  }

  private func tools(
    expected: [String] = [], acceptable: [String] = [], forbidden: [String] = [],
    isInOrder: Bool = false
  ) -> ToolExpectation {
    var tools = ToolExpectation()
    (tools.expected, tools.acceptable, tools.forbidden) = (expected, acceptable, forbidden)
    tools.isInOrder = isInOrder
    return tools
  }

  @Test func acceptsWhatIsExpectedAndAcceptable() {
    let grade = Grade(
      [call("read_skill"), call("a"), call("c"), call("b")],
      tools: tools(expected: ["a", "b"], acceptable: ["c"]), budget: Budget(calls: 4, tokens: 400),
      expectedAreDue: true)
    #expect(grade == Grade())
  }

  @Test func namesMissingForbiddenAndUnexpectedTools() {
    let calls = [call("x"), call("x"), call("y")]
    let tools = tools(expected: ["a"], forbidden: ["x"])
    var grade = Grade(calls, tools: tools, budget: Budget(), expectedAreDue: true)
    #expect(
      grade.failures == ["the expected tool a is never called", "the forbidden tool x is called"])
    #expect(grade.warnings == ["y is called, which is neither expected nor acceptable"])
    grade = Grade(calls, tools: tools, budget: Budget(), expectedAreDue: false)
    #expect(grade.failures == ["the forbidden tool x is called"])
    #expect(grade.warnings.first == "the expected tool a is never called")
  }

  @Test func acceptsAnythingWhereNothingIsSaid() {
    let grade = Grade([call("x")], tools: tools(), budget: Budget(), expectedAreDue: true)
    #expect(grade == Grade())
  }

  @Test func holdsCallsAndTokensAgainstTheBudget() {
    let grade = Grade(
      [call("a"), call("a")], tools: tools(), budget: Budget(calls: 1, tokens: 249),
      otherTokens: 50, expectedAreDue: true)
    #expect(grade.failures == ["2 calls, the budget is 1", "250 tokens, the budget is 249"])
  }

  @Test func comparesTheOrderOfFirstCalls() {
    let calls = [call("b"), call("a"), call("b"), call("c")]
    let message = "the expected tools are called in the order b, a, c, not a, b, c"
    let loose = Grade(
      calls, tools: tools(expected: ["a", "b", "c"]), budget: Budget(), expectedAreDue: true)
    #expect(loose.warnings == [message])
    let strict = Grade(
      calls, tools: tools(expected: ["a", "b", "c"], isInOrder: true), budget: Budget(),
      expectedAreDue: true)
    #expect(strict.failures == [message])
  }

  @Test func tellsErrorsAndRepetitions() {
    var grade = Grade()
    grade.gradeConduct([
      call("a", ["q": 1], isError: true), call("a", ["q": 2], isError: true),
      call("b", isError: true), call("a", ["q": 1]), call("b", ["q": 1]),
    ])
    #expect(grade.failures == [])
    #expect(
      grade.warnings == [
        "2 calls of a ended in an error", "a call of b ended in an error",
        #"a is called 2 times with {"q":1}"#,
      ])
  }
}
