import Files
import JSON
import Processes
import Threads

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One run of an agent program on an eval, and the grade of the calls that it made.
struct AgentRun {
  private(set) var grade = Grade()
  private(set) var calls: [CallRecord] = []
  /// Where prompt, recording and output of a failed run can be looked at; those of others are gone.
  private(set) var keptFolder: String?

  var tokens: Int { calls.reduce(0) { $0 + $1.tokens } }

  /// Runs the agent to its end, or ends it when its time is over.
  init(_ agent: AgentCommand, intent: String, eval: Eval, skill: String) {
    guard let folder = WorkFolder() else {
      grade.failures = ["no temporary folder: \(String(cString: strerror(errno)))"]
      return
    }
    let configuration = agent.configuration(recording: folder.recording).indentedText + "\n"
    guard folder.write(intent, to: folder.prompt),
      folder.write(configuration, to: folder.configuration)
    else {
      grade.failures = ["'\(folder.path)' cannot be written: \(String(cString: strerror(errno)))"]
      folder.remove()
      return
    }
    let problem = Self.run(agent, intent: intent, skill: skill, in: folder)
    let isRecorded = readCalls(from: folder.recording)
    grade = Grade(calls, tools: eval.tools, budget: eval.budget, expectedAreDue: true)
    grade.gradeConduct(calls)
    if !isRecorded {
      grade.failures.insert("the agent never started the server of {config}", at: 0)
    }
    if let problem { grade.failures.insert(problem, at: 0) }
    if grade.failures.isEmpty {
      folder.remove()
    } else {
      let last = Self.lastLines(of: folder.log)
      grade.failures[0] += last.map { "\n  | \($0)" }.joined()
      keptFolder = folder.path
    }
  }

  /// - Returns: what went wrong with the program itself.
  private static func run(
    _ agent: AgentCommand, intent: String, skill: String, in folder: WorkFolder
  ) -> String? {
    let command = agent.shellCommand(
      promptFile: folder.prompt, configuration: folder.configuration)
    let process: ChildProcess
    do throws(ChildProcess.StartError) {
      process = try ChildProcess(
        ["/bin/sh", "-c", command],
        environment: [
          "HANDBOOK_PROMPT": intent, "HANDBOOK_MCP_CONFIG": folder.configuration,
          "HANDBOOK_SKILL": skill,
        ],
        input: .file(folder.prompt), output: .file(folder.log), errors: .file(folder.log),
        leadsGroup: true)
    } catch {
      return error.description
    }
    let status = process.waitEndingWithThisProcess(atMost: agent.timeout)
    // Its server has noticed the end of its input, and writes the rest of the recording.
    process.end(patience: status == nil ? .zero : .seconds(2))
    return switch status {
    case nil: "the agent was ended after \(agent.timeout)"
    case .exited(0): nil
    case let status?: "the agent \(status.inWords)"
    }
  }

  /// - Returns: whether there is a recording.
  private mutating func readCalls(from path: String) -> Bool {
    guard let bytes = try? FileContents.read(path, maximumBytes: 256 << 20), !bytes.isEmpty else {
      return false
    }
    calls = RecordedCalls(bytes).calls
    return true
  }

  private static func lastLines(of path: String) -> [String] {
    guard let bytes = try? FileContents.read(path, maximumBytes: 256 << 20) else { return [] }
    let lines = String(decoding: bytes.suffix(4096), as: UTF8.self).split(separator: "\n")
    return lines.suffix(10).map(String.init)
  }
}
