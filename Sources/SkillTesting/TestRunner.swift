import Diagnostics
import JSON
import MCPClient
import Threads

/// Runs a plan, with one server for everything.
struct TestRunner {
  private let plan: TestPlan
  /// Started when it is first needed, and again after it failed.
  private var session: ServerSession?
  private var listedTools: [ListedTool]?
  private var outcomes: [RoutingOutcome] = []

  init(plan: TestPlan) {
    self.plan = plan
  }

  mutating func run(report: (String) -> Void) throws(ServerFailure) -> TestReport {
    defer { session?.close() }
    var reports: [SkillReport] = []
    for skill in plan.skills where plan.selection?.contains(skill.name) ?? true {
      var cases: [TestCase] = []
      if plan.tiers.contains(.lint) { cases += lint(skill) }
      if plan.tiers.contains(.routing) { cases += try routing(skill) }
      if plan.tiers.contains(.replay) { cases += try replay(skill) }
      if plan.tiers.contains(.agent) { cases += agent(skill, report: report) }
      reports.append(SkillReport(skill: skill.name, cases: cases))
    }
    return TestReport(skills: reports, confusion: ConfusionTable(outcomes))
  }

  // MARK: - Lint

  private func lint(_ skill: SkillUnderTest) -> [TestCase] {
    var own = TestCase(tier: .lint, name: skill.name, path: skill.path)
    if let reason = skill.withheldReason { own.failures.append("not offered: \(reason)") }
    own.add(skill.findings)
    if skill.evals.isEmpty {
      own.warnings.append("it has no evals: write prompts and jobs in evals/\(skill.name).yaml")
    }
    let names = Set(plan.skills.map(\.name))
    return [own]
      + skill.evals.map { file in
        var test = TestCase(tier: .lint, name: file.path, path: file.path)
        test.add(file.check(tools: plan.tools, skills: names))
        return test
      }
  }

  // MARK: - Routing

  private mutating func routing(_ skill: SkillUnderTest) throws(ServerFailure) -> [TestCase] {
    let cases = skill.evals.flatMap { file in file.routing.map { (file.path, $0) } }
    guard !cases.isEmpty else { return [] }
    let router = try self.router()
    return cases.map { path, routing in
      let outcome = RoutingOutcome(routing, router)
      outcomes.append(outcome)
      var test = TestCase(
        tier: .routing, name: routing.prompt, path: path, line: routing.position.line)
      test.failures = outcome.failure.map { [$0] } ?? []
      test.details = [outcome.reason]
      test.facts = outcome.facts
      return test
    }
  }

  private var knownRouter: Router?

  private mutating func router() throws(ServerFailure) -> Router {
    if let knownRouter { return knownRouter }
    let skills = plan.skills.filter { $0.withheldReason == nil }.map {
      RoutingCandidate(name: $0.name, description: $0.description)
    }
    let router = Router(skills + (try tools()).map(\.candidate))
    knownRouter = router
    return router
  }

  // MARK: - Replay

  private mutating func replay(_ skill: SkillUnderTest) throws(ServerFailure) -> [TestCase] {
    let evals = skill.evals.flatMap { file in
      file.evals.compactMap { $0.steps.isEmpty ? nil : (file.path, $0) }
    }
    guard !evals.isEmpty else { return [] }
    let onlyReading = Set(try tools().filter(\.onlyReads).map(\.candidate.name))
    return evals.map { path, eval in
      let start = MonotonicTime.now
      var test = TestCase(tier: .replay, name: eval.id, path: path, line: eval.position.line)
      do throws(ServerFailure) {
        let replay = try Replay(eval, on: try server(), onlyReading: onlyReading)
        test.add(replay.grade, calls: replay.calls, tokens: replay.tokens)
      } catch {
        test.failures = [error.description]
        session?.close()
        session = nil
      }
      test.milliseconds = start.elapsedMilliseconds
      return test
    }
  }

  // MARK: - Agents

  private func agent(_ skill: SkillUnderTest, report: (String) -> Void) -> [TestCase] {
    guard let agent = plan.agent else { return [] }
    return skill.evals.flatMap { file in
      file.evals.compactMap { eval in
        guard let intent = eval.intent else { return nil }
        let start = MonotonicTime.now
        var test = TestCase(tier: .agent, name: eval.id, path: file.path, line: eval.position.line)
        report("the agent works on \(skill.name), \(eval.id)")
        let run = AgentRun(agent, intent: intent, eval: eval, skill: skill.name)
        test.add(run.grade, calls: run.calls, tokens: run.tokens)
        if let folder = run.keptFolder {
          test.details.append("prompt, recording and output of the agent are in \(folder)")
        }
        if !eval.statements.isEmpty {
          test.details += eval.statements.map { "for a reader to judge: \($0)" }
          test.facts["statements"] = .array(eval.statements.map { .string($0) })
        }
        test.milliseconds = start.elapsedMilliseconds
        return test
      }
    }
  }

  // MARK: - The server

  private mutating func server() throws(ServerFailure) -> ServerSession {
    if let session { return session }
    let started = try ServerSession(plan.server, as: "handbook test", patience: plan.patience)
    session = started
    return started
  }

  private mutating func tools() throws(ServerFailure) -> [ListedTool] {
    if let listedTools { return listedTools }
    let tools = try server().listTools()
    listedTools = tools
    return tools
  }
}

extension TestCase {
  fileprivate mutating func add(_ findings: [Diagnostic]) {
    failures += findings.filter { $0.severity == .error }.map(\.rendered)
    warnings += findings.filter { $0.severity == .warning }.map(\.rendered)
  }

  fileprivate mutating func add(_ grade: Grade, calls: [CallRecord], tokens: Int) {
    failures += grade.failures
    warnings += grade.warnings
    facts["calls"] = .integer(calls.count)
    facts["tokens"] = .integer(tokens)
    facts["tools"] = .array(calls.map { .string($0.tool) })
    if !calls.isEmpty {
      details.append("calls: " + calls.map(\.tool).joined(separator: ", "))
    }
  }
}

extension MonotonicTime {
  fileprivate var elapsedMilliseconds: Int { Int(elapsedNanoseconds / 1_000_000) }
}
