import JSON
package import JSONRPC
import Synchronization

/// A Model Context Protocol server over stdio that speaks both eras of the protocol in one process.
///
/// Which era a request belongs to is decided for each request (specification 2026-07-28,
/// basic/versioning): one whose `_meta` names a protocol version is served by that revision,
/// statelessly; any other belongs to the session that `initialize` opened.
package final class MCPServer: Sendable {
  /// What `initialize` settled; nothing of it reaches modern requests.
  struct Session: Sendable {
    /// `nil` before `initialize`.
    var version: ProtocolVersion?
    var client: ClientInfo?
  }

  typealias Handler = @Sendable (MCPServer, Exchange) throws -> Void

  let implementation: Implementation
  let features: Features
  let session = Mutex(Session())
  let subscriptions = Subscriptions()
  private let log: @Sendable (String) -> Void
  /// What the `_meta` of every modern result says, encoded.
  private let serverInfo: [UInt8]

  /// - Parameter log: gets one line for each fault of the server's own.
  package init(
    _ implementation: Implementation, features: Features, log: @escaping @Sendable (String) -> Void
  ) {
    self.implementation = implementation
    self.features = features
    self.log = log
    serverInfo = implementation.json(for: .july2026).encoded
  }

  /// A connection that this server answers. It serves when its `run` is called.
  /// - Parameters:
  ///   - tap: is shown every line that is read or written.
  ///   - observer: is told of every request that is done with; see `Connection.Observer`.
  package func connect(
    input: Int32, output: Int32, tap: Connection.Tap? = nil, observer: Observer? = nil
  ) -> Connection {
    var options = Connection.Options()
    options.tap = tap
    if let observer { options.observer = { observer(self.describe($0)) } }
    options.slowMethods = [
      Method.callTool, Method.readResource, Method.getPrompt, Method.complete,
    ]
    options.urgentNotifications = [Notification.cancelled]
    options.handshakeMethods = [Method.initialize]
    let box = ConnectionBox()
    let connection = Connection(
      input: input, output: output, options: options,
      handlers: .init(
        request: { self.handle($0, on: box.connection) },
        notification: { self.handleNotification($0, params: $1, on: box.connection) },
        allowsBatches: { self.allowsBatches },
        firstIdle: features.firstIdle,
        endOfInput: { self.subscriptions.closeAll() }))
    box.connect(connection)
    subscriptions.connect(connection)
    return connection
  }

  // MARK: - Requests

  private func handle(_ request: Request, on connection: Connection) {
    guard !request.isCancelled else { return }
    do {
      let (scope, handler) = try route(request)
      let exchange = Exchange(
        request, scope: scope, connection: connection, serverInfo: serverInfo)
      perform(exchange) { try handler(self, exchange) }
    } catch {
      request.respond(responseError(for: error))
    }
  }

  /// Runs a part of a request's work; what it throws becomes the answer.
  func perform(_ exchange: Exchange, _ body: () throws -> Void) {
    do {
      try body()
    } catch {
      exchange.respond(responseError(for: error))
    }
  }

  /// Runs the body when the features are ready: at once or later, but never holding up other requests.
  func whenReady(_ exchange: Exchange, _ body: @escaping @Sendable () throws -> Void) {
    if features.isReady() { return perform(exchange, body) }
    features.whenReady(exchange) {
      guard !exchange.request.isCancelled else { return }
      self.perform(exchange, body)
    }
  }

  /// Any error as the answer to a request: known ones as they are, others without their details, which
  /// are the log's.
  private func responseError(for error: any Error) -> ResponseError {
    if let error = error as? ResponseError { return error.presentable }
    log("internal error: \(error)")
    return ResponseError(.internalError, "the server failed; its standard error output has details")
  }

  /// Which revision a request is to be served by, and by what.
  private func route(_ request: Request) throws(ResponseError) -> (RequestScope, Handler) {
    let method = request.method
    guard let params = request.params.map(\.objectValue) ?? JSONObject() else {
      throw ResponseError(.invalidParams, "params must be an object")
    }
    if let scope = try RequestScope.modern(params: params) {
      if let handler = Self.modernHandlers[method] { return (scope, handler) }
      guard let method = extensionMethod(named: method) else {
        throw .methodNotFound(request.method, in: scope.version)
      }
      return (scope, { try $0.perform(method, $1) })
    }
    guard let handler = Self.legacyHandlers[method] else {
      let version = session.withLock { $0.version }
      if Self.modernHandlers[method] != nil, version == nil {
        throw .missingMeta(MetaKey.protocolVersion)
      }
      throw .methodNotFound(method, in: version)
    }
    if let version = session.withLock({ $0.version }) {
      return (try .legacy(version, params: params), handler)
    }
    guard Self.handshakeMethods.contains(method) else {
      throw .missingMeta(MetaKey.protocolVersion)
    }
    return (try .legacy(.newestLegacy, params: params), handler)
  }

  /// The methods that are answered before any version is agreed upon.
  private static let handshakeMethods: Set<String> = [Method.initialize, Method.ping]

  private static let sharedHandlers: [String: Handler] = [
    Method.listTools: { try $0.listTools($1) },
    Method.callTool: { try $0.callTool($1) },
    Method.listResources: { try $0.listResources($1) },
    Method.listResourceTemplates: { try $0.listResourceTemplates($1) },
    Method.readResource: { try $0.readResource($1) },
    Method.listPrompts: { try $0.listPrompts($1) },
    Method.getPrompt: { try $0.getPrompt($1) },
    Method.complete: { try $0.complete($1) },
  ]

  private static let modernHandlers = sharedHandlers.merging([
    Method.discover: { $0.discover($1) },
    Method.listen: { try $0.listen($1) },
  ]) { $1 }

  private static let legacyHandlers = sharedHandlers.merging([
    Method.initialize: { try $0.initialize($1) },
    Method.ping: { $1.respond { _ in } },
    Method.subscribe: { try $0.subscribe($1) },
    Method.unsubscribe: { try $0.unsubscribe($1) },
  ]) { $1 }

  // MARK: - Notifications

  /// Notifications are never answered; those that mean nothing here are ignored.
  private func handleNotification(_ method: String, params: JSONValue?, on connection: Connection) {
    guard method == Notification.cancelled, let id = params?["requestId"].flatMap({ RequestID($0) })
    else { return }
    connection.cancel(id)
    subscriptions.close(id)
  }

  /// Revision 2025-03-26 demands batches, and JSON-RPC 2.0, to which 2024-11-05 leaves the matter, has
  /// them; later revisions removed them.
  private var allowsBatches: Bool {
    session.withLock { $0.version.map { $0 <= .march2025 } ?? false }
  }
}

/// Ties the knot between a connection and the handlers that it is made with.
private final class ConnectionBox: Sendable {
  private let slot = Mutex<Connection?>(nil)

  func connect(_ connection: Connection) {
    slot.withLock { $0 = connection }
  }

  var connection: Connection {
    // Set before `connect` returns, and nothing is handled before `run`.
    slot.withLock { $0! }
  }
}
