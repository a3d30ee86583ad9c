package import Diagnostics

/// What a file under a skill's `evals/` folder asks for, in whichever of the three formats it is
/// written: ours (`*.yaml`), the Agent Skills standard's (`evals.json`) or PostHog's benchmark
/// tasks (`tasks.yaml`).
package struct EvalFile: Sendable {
  /// As it is to be shown.
  package var path: String
  /// The skill under test.
  package var skill: String
  package var routing: [RoutingCase]
  package var evals: [Eval]
  /// What is wrong with the file. An entry with an error in it is left out above.
  package var diagnostics: [Diagnostic]
  /// The tools and skills that the file names, each with its place.
  var references: [NameReference]
  let source: SourceText
}

/// A prompt, and the skill or tool that it should lead to.
package struct RoutingCase: Sendable, Equatable {
  package var prompt: String
  package var expect: String
  package var position: SourcePosition
}

/// A job to be done with the served tools, and how to tell that it was done right.
package struct Eval: Sendable, Equatable {
  /// Unique in its file.
  package var id: String
  /// What a user would ask; `nil` where only steps are run.
  package var intent: String?
  package var tools = ToolExpectation()
  package var budget = Budget()
  /// What is run without an agent, in order.
  package var steps: [Step] = []
  /// Statements about the agent's answer in prose, which only a reader can judge.
  package var statements: [String] = []
  package var position: SourcePosition
}

/// Which tools a job takes.
package struct ToolExpectation: Sendable, Equatable {
  /// Each must be called.
  package var expected: [String] = []
  /// May be called as well.
  package var acceptable: [String] = []
  /// Must not be called.
  package var forbidden: [String] = []
  /// Whether the first calls of the expected tools must come in the order of the list.
  package var isInOrder = false

  package init() {}
}

/// What a job may cost; `nil` stands for any amount.
package struct Budget: Sendable, Equatable {
  package var calls: Int?
  /// Of the results, at four bytes a token.
  package var tokens: Int?

  package init(calls: Int? = nil, tokens: Int? = nil) {
    self.calls = calls
    self.tokens = tokens
  }
}
