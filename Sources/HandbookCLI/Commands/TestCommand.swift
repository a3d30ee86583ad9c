import Diagnostics
import Files
import HandbookServer
import JSON
import MCPClient
import SkillTesting
import Skills
import Toolbox

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `handbook test`: tests skills without a language model, or with an agent program.
enum TestCommand: Command {
  static let name = "test"
  static let summary = "Test skills: lint, routing and replay, or the calls of an agent program."
  static let usage = """
    handbook test [SKILL …] [--tier TIER,…] [--verbose | --json] [--junit FILE]
           handbook test [SKILL …] --agent COMMAND [--agent-timeout SECONDS]
    """
  static let options = Option.serving + [tier, verbose, .json, junit, agent, agentTimeout]

  private static let tier = Option(
    name: "--tier", value: "TIER",
    help: "Run only these tiers, with commas between them: lint, routing, replay.")
  private static let verbose = Option(
    name: "--verbose", value: nil, help: "Show passed tests too, with what decided.")
  private static let junit = Option(
    name: "--junit", value: "FILE", help: "Write a report in JUnit XML as well.")
  private static let agent = Option(
    name: "--agent", value: "COMMAND",
    help: "Run this shell command on each eval: the prompt comes on its standard input, "
      + "{config} is a client configuration, {prompt_file} the prompt.")
  private static let agentTimeout = Option(
    name: "--agent-timeout", value: "SECONDS",
    help: "How long the agent may take for one eval: \(AgentCommand.defaultTimeoutSeconds).")

  static func run(_ words: [String]) throws(CommandError) -> ExitCode {
    let options = try ParsedOptions(words, options: options, of: name)
    let tiers = try tiers(options)
    let workplace = try Workplace(options)
    let server = workplace.serverCommand + LogSettings.off
    let equipment = try workplace.equipment()
    // A prompt may be for any tool that can be called, listed or not.
    let modes = equipment.toolbox.modes.filter(\.isAvailable).map(\.name)
    let tested = try skillsUnderTest(equipment)
    var plan = TestPlan(
      skills: tested, tiers: tiers,
      tools: Set(equipment.toolbox.tools.filter(\.isServed).map(\.name)),
      server: server + (modes.isEmpty ? [] : [Option.mode.name, modes.joined(separator: ",")]),
      agent: try agentCommand(options, server: server))
    plan.selection = try selection(options.words, among: tested.map(\.name))
    let report: TestReport
    do throws(ServerFailure) {
      report = try plan.run { Output.error($0) }
    } catch {
      throw CommandError(exitCode: .findings, message: error.message, notes: error.errors)
    }
    if let path = options[junit] { try write(report.junit, to: path) }
    Output.line(
      options.has(.json) ? report.json.text : report.text(isVerbose: options.has(verbose)))
    return report.failedCount > 0 ? .findings : .done
  }

  // MARK: - What was asked for

  private static func tiers(_ options: ParsedOptions) throws(CommandError) -> Set<Tier> {
    guard let names = options[tier] else {
      return options[agent] == nil ? Set(Tier.headless) : [.agent]
    }
    var tiers: Set<Tier> = []
    for name in names.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      guard let tier = Tier(rawValue: name) else {
        throw .usage(
          "there is no tier '\(name)'",
          notes: suggestionNotes(for: name, among: Tier.allCases.map(\.rawValue))
            + ["the tiers are \(Tier.headless.map(\.rawValue).joined(separator: ", "))"])
      }
      tiers.insert(tier)
    }
    switch (tiers.contains(.agent), options[agent] != nil) {
    case (true, false): throw .usage("the tier 'agent' needs '--agent COMMAND'")
    case (false, true): tiers.insert(.agent)
    default: break
    }
    return tiers
  }

  private static func agentCommand(
    _ options: ParsedOptions, server: [String]
  ) throws(CommandError) -> AgentCommand? {
    var seconds = AgentCommand.defaultTimeoutSeconds
    if let text = options[agentTimeout] {
      guard let number = Int(text), (1...86_400).contains(number) else {
        throw .usage("'\(agentTimeout.name)' takes seconds from 1 to 86400, not '\(text)'")
      }
      seconds = number
    }
    return options[agent].map { AgentCommand($0, timeout: .seconds(seconds), server: server) }
  }

  private static func selection(
    _ words: [String], among names: [String]
  ) throws(CommandError) -> Set<String>? {
    for word in words where !names.contains(word) {
      throw .usage(
        "there is no skill '\(word)'",
        notes: suggestionNotes(for: word, among: names)
          + ["the skills are \(names.joined(separator: ", "))"])
    }
    return words.isEmpty ? nil : Set(words)
  }

  // MARK: - What is there

  private static func skillsUnderTest(
    _ equipment: Equipment
  ) throws(CommandError) -> [SkillUnderTest] {
    let library = equipment.shelf.library
    let tools = equipment.shelf.tools
    let tested =
      equipment.shelf.states.map { SkillUnderTest($0, $1, in: library, tools) }
      + library.skipped.map(SkillUnderTest.init)
    guard !tested.isEmpty else {
      throw .noInput(
        "there is no skill to test",
        notes: ["skills lie in Skills/ of the root, or in the folder named by --skills"])
    }
    return tested
  }

  private static func write(_ text: String, to path: String) throws(CommandError) {
    guard let file = fopen(path, "w") else {
      throw CommandError(
        exitCode: .noInput, message: "'\(path)' cannot be written: \(systemError)", notes: [])
    }
    let isWritten = fputs(text, file) >= 0
    guard fclose(file) == 0, isWritten else {
      throw CommandError(
        exitCode: .noInput, message: "'\(path)' cannot be written: \(systemError)", notes: [])
    }
  }

  private static var systemError: String { String(cString: strerror(errno)).lowercased() }
}
