import JSON
package import MCPClient

/// The run of an eval's steps against a server.
package struct Replay: Sendable {
  package private(set) var grade = Grade()
  package private(set) var calls: [CallRecord] = []
  /// Of everything that the steps gave a model to read.
  package private(set) var tokens = 0

  /// Runs the steps in order. One that fails does not keep the next from being run.
  /// - Parameter onlyReading: the tools that may be called where a step must only read.
  /// - Throws: `ServerFailure` where the server is of no more use.
  package init(
    _ eval: Eval, on session: ServerSession, onlyReading: Set<String>
  ) throws(ServerFailure) {
    var failures: [String] = []
    for (index, step) in eval.steps.enumerated() {
      let title = "step \(index + 1) (\(step.action.name))"
      if step.mustOnlyRead, !onlyReading.contains(step.action.name) {
        failures.append("\(title): a probe may only call tools that are listed as read-only")
        continue
      }
      let answer = try session.run(step)
      tokens += answer.tokens
      if case .callTool(let tool) = step.action {
        calls.append(
          CallRecord(
            tool: tool, arguments: step.arguments, isError: answer.isError, tokens: answer.tokens))
      }
      failures += step.failures(of: answer).map { "\(title): \($0)" }
    }
    let otherTokens = tokens - calls.reduce(0) { $0 + $1.tokens }
    grade = Grade(
      calls, tools: eval.tools, budget: eval.budget, otherTokens: otherTokens,
      expectedAreDue: false)
    grade.failures = failures + grade.failures
  }
}

extension Step {
  /// Everything that is wrong with the answer.
  func failures(of answer: Answer) -> [String] {
    if answer.isError, !shouldFail {
      return ["the call fails: \(Expectation.short(answer.text))"]
    }
    var failures = expectations.compactMap { $0.failure(of: answer) }
    if let limit = maximumMilliseconds, answer.milliseconds > limit {
      failures.append("the call took \(answer.milliseconds) ms, the limit is \(limit)")
    }
    return failures
  }
}

extension Step.Action {
  /// Of the tool or skill.
  var name: String {
    switch self {
    case .callTool(let name), .getPrompt(let name): name
    }
  }
}
