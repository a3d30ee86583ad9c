import JSON
import JSONRPC
import MCP
import Synchronization
import TestSupport
import Threads

/// A server with a few made-up tools and resources, and a client that speaks to it through pipes.
final class ServerFixture: Sendable {
  let client = WireClient()
  let server: MCPServer
  let gate: Gate

  /// - Parameters:
  ///   - isReady: whether the features are ready from the start.
  ///   - hasMore: whether there are prompts and an extension too.
  ///   - listCount: how often the tool and the prompt are listed.
  init(isReady: Bool = true, hasMore: Bool = false, listCount: Int = 1) {
    gate = Gate(isReady: isReady)
    var (tools, prompts) = (Self.tools, Self.prompts)
    tools.list = { scope in (0..<listCount).flatMap { _ in Self.tools.list(scope) } }
    prompts.list = { (0..<listCount).flatMap { _ in Self.prompts.list() } }
    server = MCPServer(
      Implementation(
        name: "fixture", version: "1.2.3", title: "Fixture", description: "For tests.",
        instructions: "Call echo."),
      features: Features(
        tools: tools, resources: Self.resources, completion: Self.completion,
        prompts: hasMore ? prompts : nil, extensions: hasMore ? [Self.counting] : [],
        isReady: { [gate] in gate.isOpen }, whenReady: gate.run),
      log: { _ in })
    let connection = server.connect(input: client.serverInput, output: client.serverOutput)
    let closeServerEnds = client.closeServerEnds
    startThread {
      connection.run()
      closeServerEnds()
    }
  }

  /// A client in a session of the given revision.
  static func session(_ version: String, hasMore: Bool = false) throws -> ServerFixture {
    let fixture = ServerFixture(hasMore: hasMore)
    _ = try fixture.client.call("hello", "initialize", initializeParams(version))
    fixture.client.notify("notifications/initialized")
    return fixture
  }

  static func initializeParams(_ version: String) -> JSONValue {
    [
      "protocolVersion": .string(version), "capabilities": [:],
      "clientInfo": ["name": "tests", "version": "1"],
    ]
  }

  /// The params of a modern request.
  static func modern(_ params: JSONObject = [:], meta extra: JSONObject = [:]) -> JSONValue {
    var meta: JSONObject = [
      "io.modelcontextprotocol/protocolVersion": "2026-07-28",
      "io.modelcontextprotocol/clientCapabilities": [:],
    ]
    meta.members += extra.members
    var params = params
    params.append("_meta", .object(meta))
    return .object(params)
  }

  /// `echo` gives its arguments back, `fail` fails, `picky` refuses its arguments, `slow` runs until stopped.
  private static let tools = ToolFeature(
    list: { _ in
      [
        ToolDescription(
          name: "echo", title: "Echo", description: "Gives its arguments back.",
          inputSchema: ["type": "object"], outputSchema: ["type": "object"],
          annotations: .init(
            isReadOnly: true, isDestructive: false, isIdempotent: true, isOpenWorld: false))
      ]
    },
    call: { name, arguments, exchange throws(ToolFeature.Refusal) in
      switch name {
      case "echo": return .structured(StructuredContent(arguments, origin: nil))
      case "fail": return .failure("it failed")
      case "picky": throw .invalidArguments(message: "n: 7 is too much")
      case "slow":
        exchange.report(progress: 1, total: 2, message: "half way")
        exchange.report(progress: 1, total: 2, message: "not again")
        while !exchange.checkpoint() {}
        throw .stopped
      default: throw .unknownTool(message: "there is no tool '\(name)'")
      }
    })

  private static let resources = ResourceFeature(
    list: {
      (0..<450).map { (index: Int) in
        ResourceDescription(
          uri: "test://\(index)", name: "r\(index)", title: "Resource \(index)",
          description: nil, mimeType: "text/plain", byteCount: index)
      }
    },
    templates: [
      ResourceTemplate(
        uriTemplate: "test://{path}", name: "any", title: "Any", description: "Any of them.",
        mimeType: "text/plain")
    ],
    read: { uri in
      guard uri == "test://7" else { throw ResourceFeature.NotFound(advice: "; try test://7") }
      return [ResourceContents(uri: uri, mimeType: "text/plain", text: "seven")]
    })

  private static let prompts = PromptFeature(
    list: {
      [
        PromptDescription(
          name: "greet", title: "Greet", description: "Says hello.",
          arguments: [.init(name: "whom", description: "A name.", isRequired: true)])
      ]
    },
    get: { name, arguments, _ in
      guard name == "greet", let whom = arguments["whom"] else {
        throw PromptFeature.Refusal("greet needs 'whom'")
      }
      return PromptFeature.Text("Hello, \(whom)!")
    },
    complete: { name, argument, typed in
      name == "greet" && argument == "whom" ? ["Ada", "Alan"].filter { $0.hasPrefix(typed) } : nil
    })

  /// Numbers as entries.
  private static let counting = ExtensionFeature(
    identifier: "org.example/counting", settings: ["fast": true],
    methods: [
      "numbers/list": .list(
        member: "numbers", pageSize: 2,
        entries: { (0..<3).map { number in { .integer(number) } } }),
      "numbers/get": .get(
        member: "number",
        value: { scope in .string("number " + (try scope.requiredString("name"))) }),
    ])

  private static let completion = CompletionFeature { query in
    guard query.argument == "path" else {
      throw ResponseError(.invalidParams, "there is no argument '\(query.argument)'")
    }
    return (0..<120).map { "page-\($0)" }.filter { $0.hasPrefix(query.value) }
  }
}

/// Holds up what needs the features until it is opened.
final class Gate: Sendable {
  private struct State {
    var isOpen: Bool
    var waiting: [(Exchange, @Sendable () -> Void)] = []
  }

  private let state: Monitor<State>

  init(isReady: Bool) {
    state = Monitor(State(isOpen: isReady))
  }

  var isOpen: Bool { state.withLock { $0.isOpen } }

  @Sendable func run(_ exchange: Exchange, _ body: @escaping @Sendable () -> Void) {
    let isOpen = state.withLock { state in
      if !state.isOpen {
        exchange.postpone()
        state.waiting.append((exchange, body))
      }
      return state.isOpen
    }
    state.notifyAll()
    if isOpen { body() }
  }

  /// Waits until so many requests wait, and reports progress to them.
  func reportProgress(whenWaiting count: Int) {
    let exchanges = state.wait { $0.waiting.count == count ? $0.waiting.map(\.0) : nil }
    for exchange in exchanges { exchange.report(progress: 3, total: 10, message: "reading") }
  }

  func open() {
    let waiting = state.withLock { state in
      state.isOpen = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for (_, body) in waiting { body() }
  }
}
