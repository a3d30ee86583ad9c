import Files
import MCP
import MCPClient
import Processes

extension ServerExamination {
  /// What is wrong with the server, whoever starts it; the worst first.
  package func findings() -> [Finding] {
    let findings: [Finding]
    if let startFailure {
      findings = [Finding(.error, startFailure.message, startAdvice)]
    } else {
      findings =
        eraFindings + (best.map { $0.failure == nil ? conversationFindings($0) : [] } ?? [])
        + eras.filter { $0.failure == nil }.flatMap(endFindings)
    }
    return findings.unique.worstFirst
  }

  private var startAdvice: [String] {
    if program.utf8.first == UInt8(ascii: "~") {
      return ["clients do not know '~': write the whole path"]
    }
    guard program.utf8.contains(UInt8(ascii: "/")) else {
      return ["write the whole path of the program"]
    }
    if startFailure?.message.contains("not executable") == true {
      return ["'chmod +x \(program)' makes it executable"]
    }
    return ["look at the path: is the program built?"]
  }

  private var program: String { launch.program }

  // MARK: - Eras

  /// What it does not speak, and what failed on the way.
  private var eraFindings: [Finding] {
    guard let best else {
      // The older era says more: servers of one era only fail at the first message of the other.
      guard let failure = eras.last?.failure else { return [] }
      return [finding(.error, failure, in: eras.last)]
    }
    return eras.flatMap { era -> [Finding] in
      guard let failure = era.failure else { return [] }
      if era.isSpoken { return [finding(.error, failure, in: era)] }
      return [missing(era, failure, best)]
    }
  }

  /// About an era that the server does not speak, another being spoken.
  private func missing(
    _ era: EraExamination, _ failure: ServerFailure, _ best: EraExamination
  ) -> Finding {
    let spoken = best.agreedVersion ?? best.version.rawValue
    guard era.version.era == .modern else {
      return Finding(
        .warning, "speaks only \(spoken): \(failure.message)",
        "most clients still open a session with initialize")
    }
    // That of a server which knows no other revision, and as the specification wants it.
    if failure.reason == .refusal, era.fallbackFailure == nil {
      return Finding(
        .note, "speaks only \(spoken), by initialize",
        "clients of \(era.version.rawValue) fall back to it")
    }
    return Finding(
      .warning,
      "a client that begins with server/discover does not get in: "
        + (era.fallbackFailure ?? failure).message,
      ["an unknown first request is answered with error -32601, and the next one as ever"]
        + failure.shownErrors)
  }

  private func finding(
    _ severity: Finding.Severity, _ failure: ServerFailure, in era: EraExamination?
  ) -> Finding {
    var advice: [String] = []
    switch failure.reason {
    case .silent:
      advice.append(
        "start it by hand and type a line: does it read its standard input, and flush its output?")
    case .ended where failure.errors.isEmpty:
      advice.append("start it by hand in a shell to see why it ends")
    case .ended, .cannotStart, .notTheProtocol, .refusal: break
    }
    if let line = era?.strayLines.first {
      advice.append("its standard output has something else than messages: \(line)")
    }
    return Finding(severity, failure.message, advice + failure.shownErrors)
  }

  // MARK: - What was said

  private func conversationFindings(_ best: EraExamination) -> [Finding] {
    var findings: [Finding] = []
    for listing in best.listings {
      if let problem = listing.problem { findings.append(Finding(.error, problem)) }
    }
    if best.listings.allSatisfy(\.items.isEmpty) {
      findings.append(
        Finding(.warning, "serves nothing: no tool, no prompt, no resource", best.shownErrors))
    }
    for name in best.tools?.duplicateNames ?? [] {
      findings.append(Finding(.warning, "lists two tools called '\(name)': clients keep one"))
    }
    let counts = eras.filter(\.isSpoken).map { $0.tools?.items.count ?? 0 }
    if Set(counts).count > 1 {
      findings.append(
        Finding(
          .warning, "lists \(counted(counts[0], "tool")) in one era and \(counts[1]) in the other"))
    }
    if let sample = best.sample, let error = sample.error {
      findings.append(Finding(.warning, "a call of '\(sample.tool)' fails: \(error)"))
    }
    if let time = startTime, time > patience.start {
      findings.append(
        Finding(.warning, "takes \(time.inWords) to its first answer", slowStartAdvice))
    }
    return findings
  }

  private var slowStartAdvice: [String] {
    if fileName(of: program) == "swift", launch.arguments.contains("run") {
      return ["'swift run' looks for changes to build first: write the path of the built program"]
    }
    if fileName(of: program) == "handbook" {
      return [
        "a release build starts in milliseconds: "
          + "'swift build -c release --static-swift-stdlib --product handbook'"
      ]
    }
    return []
  }

  /// What shows over a whole life of the process.
  private func endFindings(_ era: EraExamination) -> [Finding] {
    var findings: [Finding] = []
    if let line = era.strayLines.first {
      let count = era.strayLineCount
      findings.append(
        Finding(
          .warning,
          "writes \(counted(count, "line")) to standard output that "
            + "\(count == 1 ? "is no message" : "are no messages"): \(line)",
          "clients may close the connection: what is not protocol belongs on standard error"))
    }
    switch era.end {
    case nil:
      findings.append(
        Finding(
          .warning, "does not end within \(patience.end.inWords) of its input",
          "clients end it by a signal; some leave it running"))
    case .exited(0): break
    case .some(let status):
      findings.append(Finding(.warning, "\(status.inWords), after its input was closed"))
    }
    return findings
  }
}

extension EraExamination {
  package var listings: [Listing] { [tools, prompts, resources, templates].compactMap { $0 } }

  var shownErrors: [String] { errorLines.suffix(5).map { "| \($0)" } }
}

extension ServerFailure {
  /// The last lines of standard error, marked as quoted.
  fileprivate var shownErrors: [String] { errors.suffix(5).map { "| \($0)" } }
}

extension Listing {
  fileprivate var duplicateNames: [String] {
    var seen: Set<String> = []
    return items.map(\.name).filter { !seen.insert($0).inserted }
  }
}

extension [Finding] {
  /// Each once, where it stands first: both eras show the same faults.
  var unique: [Finding] {
    reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// In the order of severity, otherwise as they stand.
  package var worstFirst: [Finding] {
    [.error, .warning, .note].flatMap { severity in filter { $0.severity == severity } }
  }
}
