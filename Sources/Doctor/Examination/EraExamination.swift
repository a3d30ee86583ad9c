package import JSON
package import MCP
package import MCPClient
package import Processes

/// What a server shows of itself in one era of the protocol, in a process of its own.
package struct EraExamination: Sendable {
  /// What it was asked to speak.
  package let version: ProtocolVersion
  /// Why it is of no use, or of none after some point.
  package var failure: ServerFailure?
  /// Why a client that was refused in the modern era does not get in by `initialize` either; `nil`
  /// where it does, or was not refused.
  package var fallbackFailure: ServerFailure?
  /// Whether its first answer was a result.
  package var isSpoken = false
  /// From the start of the process to its first answer.
  package var startTime: Duration?
  /// What it speaks, by its own word.
  package var agreedVersion: String?
  package var serverName: String?
  package var serverVersion: String?
  package var instructions: String?
  package var capabilities = JSONObject()
  /// `nil` where the server does not say that it has any.
  package var tools: Listing?
  package var prompts: Listing?
  package var resources: Listing?
  package var templates: Listing?
  package var sample: SampleCall?
  /// Output that was no message: the first lines, and how many there were.
  package var strayLines: [String] = []
  package var strayLineCount = 0
  /// The last lines on standard error.
  package var errorLines: [String] = []
  /// How it ended once its input was closed; `nil` where it did not in time.
  package var end: ChildProcess.Status?

  /// Starts a server, asks it everything, and ends it.
  /// - Parameters:
  ///   - command: the path of the program, and its arguments.
  init(
    _ command: [String], of launch: ServerLaunch, _ version: ProtocolVersion, _ patience: Patience
  ) {
    self.version = version
    do throws(ServerFailure) {
      let session = try ServerSession(
        command, as: "handbook doctor", version: version, environment: launch.environment,
        inheriting: launch.inherited, workingFolder: launch.workingFolder,
        patience: patience.answer,
        strayLines: .kept)
      do throws(ServerFailure) {
        try converse(with: session)
      } catch {
        failure = error
      }
      startTime = session.firstAnswerTime
      // Who is dead or deaf already says nothing by how it ends.
      end = session.finish(atMost: failure == nil ? patience.end : .zero)
      errorLines = session.errorLines
      strayLines = session.strayLines
      strayLineCount = session.strayLineCount
    } catch {
      failure = error
    }
  }

  private mutating func converse(with session: ServerSession) throws(ServerFailure) {
    let isModern = version.era == .modern
    let response = isModern ? try session.request(Method.discover) : try session.initialize(version)
    guard let result = response["result"] else {
      let method = isModern ? Method.discover : Method.initialize
      let words = response["error"]?.inWords ?? "neither a result nor an error"
      if isModern { fallBack(session) }
      throw ServerFailure(.refusal, "the server answers \(method) with \(words)")
    }
    isSpoken = true
    agreedVersion = isModern ? version.rawValue : result["protocolVersion"]?.stringValue
    let server = isModern ? result["_meta"]?[MetaKey.serverInfo] : result["serverInfo"]
    serverName = server?["name"]?.stringValue
    serverVersion = server?["version"]?.stringValue
    instructions = result["instructions"]?.stringValue
    capabilities = result["capabilities"]?.objectValue ?? JSONObject()
    if capabilities.contains("tools") {
      tools = try Listing(Method.listTools, "tools", on: session)
    }
    if capabilities.contains("prompts") {
      prompts = try Listing(Method.listPrompts, "prompts", on: session)
    }
    if capabilities.contains("resources") {
      resources = try Listing(Method.listResources, "resources", on: session)
      templates = try Listing(Method.listResourceTemplates, "resourceTemplates", on: session)
    }
    if let tool = SampleCall.choose(among: tools?.items ?? []) {
      sample = try SampleCall(of: tool, on: session)
    }
  }

  /// Goes on in the same process as clients of both eras do (specification 2026-07-28,
  /// basic/transports/stdio, "Backward Compatibility").
  private mutating func fallBack(_ session: ServerSession) {
    do throws(ServerFailure) {
      let response = try session.initialize(.newestLegacy)
      guard response["result"] == nil else { return }
      let words = response["error"]?.inWords ?? "neither a result nor an error"
      fallbackFailure = ServerFailure(
        .refusal, "after server/discover the server answers initialize with \(words)")
    } catch {
      fallbackFailure = error
    }
  }
}
