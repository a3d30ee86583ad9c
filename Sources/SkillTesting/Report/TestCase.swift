package import JSON

/// A kind of test.
package enum Tier: String, Sendable, CaseIterable, Comparable {
  /// The skill's files are in order.
  case lint
  /// Prompts lead to the right skill or tool.
  case routing
  /// Declared calls give what is expected.
  case replay
  /// An agent program does the job with the right calls.
  case agent

  /// Those that run when none is asked for: they need no agent.
  package static let headless: [Tier] = [.lint, .routing, .replay]

  package static func < (left: Tier, right: Tier) -> Bool {
    // Every case is among all cases.
    allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
  }
}

/// What came of one test.
package struct TestCase: Sendable, Equatable {
  package var tier: Tier
  package var name: String
  /// The file that asks for it.
  package var path: String
  /// 1-based; `nil` where the whole file is meant.
  package var line: Int?
  /// The case has passed where there is none.
  package var failures: [String] = []
  package var warnings: [String] = []
  /// What else there is to know: words that decided, calls made.
  package var details: [String] = []
  /// The same for machines.
  package var facts = JSONObject()
  package var milliseconds = 0

  package init(tier: Tier, name: String, path: String, line: Int? = nil) {
    self.tier = tier
    self.name = name
    self.path = path
    self.line = line
  }

  package var hasPassed: Bool { failures.isEmpty }

  /// `path:line`.
  var place: String { path + (line.map { ":\($0)" } ?? "") }
}

/// What came of the tests of a skill.
package struct SkillReport: Sendable, Equatable {
  package var skill: String
  /// In the order of the tiers.
  package var cases: [TestCase]

  package init(skill: String, cases: [TestCase]) {
    self.skill = skill
    self.cases = cases
  }

  /// The tiers that have cases, each with them.
  var tiers: [(tier: Tier, cases: [TestCase])] {
    Tier.allCases.compactMap { tier in
      let cases = cases.filter { $0.tier == tier }
      return cases.isEmpty ? nil : (tier, cases)
    }
  }
}

/// What came of a whole run.
package struct TestReport: Sendable, Equatable {
  package var skills: [SkillReport]
  /// Empty where no routing was tested.
  package var confusion: ConfusionTable

  package init(skills: [SkillReport], confusion: ConfusionTable = ConfusionTable([])) {
    self.skills = skills
    self.confusion = confusion
  }

  package var passedCount: Int { count { $0.hasPassed } }
  package var failedCount: Int { count { !$0.hasPassed } }

  private func count(where isCounted: (TestCase) -> Bool) -> Int {
    skills.reduce(0) { $0 + $1.cases.count(where: isCounted) }
  }
}
