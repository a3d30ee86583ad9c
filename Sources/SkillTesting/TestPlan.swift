package import Diagnostics
import JSON
package import MCPClient
import Threads

/// A skill, and what is to be tested of it.
package struct SkillUnderTest: Sendable {
  package var name: String
  package var description: String
  /// Of its `SKILL.md`, as it is to be shown.
  package var path: String
  /// Why the server does not offer it; `nil` where it does.
  package var withheldReason: String?
  /// What the skill's own check has found.
  package var findings: [Diagnostic]
  package var evals: [EvalFile]

  package init(
    name: String, description: String, path: String, withheldReason: String? = nil,
    findings: [Diagnostic] = [], evals: [EvalFile] = []
  ) {
    self.name = name
    self.description = description
    self.path = path
    self.withheldReason = withheldReason
    self.findings = findings
    self.evals = evals
  }
}

/// What is to be tested, and with what.
///
/// ```swift
/// let report = try TestPlan(skills: skills, tools: names, server: ["/usr/bin/handbook",
/// "serve"]).run() print(report.text)
/// ```
package struct TestPlan: Sendable {
  /// All skills: also those that are not tested compete for prompts.
  package var skills: [SkillUnderTest]
  /// The names of the skills to test; `nil` for all.
  package var selection: Set<String>?
  package var tiers: Set<Tier>
  /// Every tool there is, also those that the server does not list at first.
  package var tools: Set<String>
  /// The command that starts the server.
  package var server: [String]
  /// How long the server may take for an answer.
  package var patience: Duration = .seconds(30)
  package var agent: AgentCommand?

  /// An eval file that names a skill is a test of that skill, wherever it lies.
  package init(
    skills: [SkillUnderTest], selection: Set<String>? = nil, tiers: Set<Tier> = Set(Tier.headless),
    tools: Set<String>, server: [String], agent: AgentCommand? = nil
  ) {
    self.skills = skills
    self.selection = selection
    self.tiers = tiers
    self.tools = tools
    self.server = server
    self.agent = agent
    let names = Set(skills.map(\.name))
    for index in skills.indices {
      for file in skills[index].evals where file.skill != skills[index].name {
        guard names.contains(file.skill),
          let target = skills.firstIndex(where: { $0.name == file.skill })
        else { continue }
        self.skills[index].evals.removeAll { $0.path == file.path }
        self.skills[target].evals.append(file)
      }
    }
  }

  /// Runs the tests of each skill in turn.
  /// - Parameter report: gets a line before each thing that may take long.
  /// - Throws: `ServerFailure` where the server cannot be used at all.
  package func run(report: (String) -> Void = { _ in }) throws(ServerFailure) -> TestReport {
    var runner = TestRunner(plan: self)
    return try runner.run(report: report)
  }
}
