package import JSON

/// A call of a tool, made by a step or by an agent.
package struct CallRecord: Sendable, Equatable {
  package var tool: String
  package var arguments: JSONObject
  package var isError: Bool
  /// Of the result.
  package var tokens: Int

  package init(tool: String, arguments: JSONObject, isError: Bool, tokens: Int) {
    self.tool = tool
    self.arguments = arguments
    self.isError = isError
    self.tokens = tokens
  }
}

/// What is to be said about the calls of a job.
package struct Grade: Sendable, Equatable {
  package var failures: [String] = []
  package var warnings: [String] = []

  package init() {}

  /// Holds calls against what an eval says of them.
  /// - Parameter expectedAreDue: whether an expected tool that is not called is a failure.
  package init(
    _ calls: [CallRecord], tools: ToolExpectation, budget: Budget, otherTokens: Int = 0,
    expectedAreDue: Bool
  ) {
    let called = calls.map(\.tool)
    for tool in tools.expected where !called.contains(tool) {
      let message = "the expected tool \(tool) is never called"
      if expectedAreDue { failures.append(message) } else { warnings.append(message) }
    }
    for tool in called.onceEach {
      if tools.forbidden.contains(tool) {
        failures.append("the forbidden tool \(tool) is called")
      } else if tools.isLimiting, !tools.allows(tool) {
        warnings.append("\(tool) is called, which is neither expected nor acceptable")
      }
    }
    gradeOrder(called, tools)
    let tokens = calls.reduce(otherTokens) { $0 + $1.tokens }
    if let limit = budget.calls, calls.count > limit {
      failures.append("\(calls.count) calls, the budget is \(limit)")
    }
    if let limit = budget.tokens, tokens > limit {
      failures.append("\(tokens) tokens, the budget is \(limit)")
    }
  }

  private mutating func gradeOrder(_ called: [String], _ tools: ToolExpectation) {
    let order = called.onceEach.filter { tools.expected.contains($0) }
    let wanted = tools.expected.filter { order.contains($0) }.onceEach
    guard order != wanted else { return }
    let message =
      "the expected tools are called in the order \(order.joined(separator: ", ")), "
      + "not \(wanted.joined(separator: ", "))"
    if tools.isInOrder { failures.append(message) } else { warnings.append(message) }
  }

  /// Adds what only matters of calls that an agent chose: errors, and calls made again.
  package mutating func gradeConduct(_ calls: [CallRecord]) {
    for tool in calls.filter(\.isError).map(\.tool).onceEach {
      let count = calls.count { $0.isError && $0.tool == tool }
      warnings.append("\(count == 1 ? "a call" : "\(count) calls") of \(tool) ended in an error")
    }
    var seen: [(tool: String, arguments: JSONObject, count: Int)] = []
    for call in calls {
      if let index = seen.firstIndex(where: {
        ($0.tool, $0.arguments) == (call.tool, call.arguments)
      }
      ) {
        seen[index].count += 1
      } else {
        seen.append((call.tool, call.arguments, 1))
      }
    }
    for call in seen where call.count > 1 {
      let arguments = Expectation.short(JSONValue.object(call.arguments).text)
      warnings.append("\(call.tool) is called \(call.count) times with \(arguments)")
    }
  }
}

extension ToolExpectation {
  /// Tools that lead to skills and modes, which any job may use unless they are forbidden.
  private static let alwaysAcceptable = ["list_skills", "read_skill", "enable_mode"]

  /// Whether anything is said about which tools to call.
  fileprivate var isLimiting: Bool { !expected.isEmpty || !acceptable.isEmpty }

  fileprivate func allows(_ tool: String) -> Bool {
    expected.contains(tool) || acceptable.contains(tool) || Self.alwaysAcceptable.contains(tool)
  }
}

extension [String] {
  /// Without repetitions, in the order of first appearance.
  fileprivate var onceEach: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
