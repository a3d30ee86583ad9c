import JSON
import JSONRPC
import Synchronization

/// Who wants to hear of changes: the legacy session by `resources/subscribe`, and the open
/// `subscriptions/listen` requests of modern clients.
final class Subscriptions: Sendable {
  /// A list whose changes can be listened for.
  enum List: CaseIterable {
    case tools, prompts, resources

    /// What a filter calls it.
    var filterMember: String {
      switch self {
      case .tools: "toolsListChanged"
      case .prompts: "promptsListChanged"
      case .resources: "resourcesListChanged"
      }
    }

    var notification: String {
      switch self {
      case .tools: Notification.toolsListChanged
      case .prompts: Notification.promptsListChanged
      case .resources: Notification.resourcesListChanged
      }
    }
  }

  /// An open `subscriptions/listen` (specification 2026-07-28, basic/patterns/subscriptions).
  struct Stream: Sendable {
    var exchange: Exchange
    var lists: Set<List>
    var resources: Set<String>

    /// The `_meta` that marks everything that belongs to the stream.
    var meta: JSONValue { [MetaKey.subscriptionID: exchange.request.id.jsonValue] }
  }

  private struct State {
    var connection: Connection?
    var hasSession = false
    var sessionResources: Set<String> = []
    var streams: [RequestID: Stream] = [:]

    func send(_ notification: String, _ params: JSONValue) {
      connection?.notify(notification) { $0.write(params) }
    }
  }

  // Notifications go out under the lock, so that none follows the end of its stream.
  private let state = Mutex(State())

  func connect(_ connection: Connection) {
    state.withLock { $0.connection = connection }
  }

  // MARK: - Legacy

  func openSession() {
    state.withLock { $0.hasSession = true }
  }

  /// - Returns: false where the session listens for as many as it may.
  func subscribe(to uri: String) -> Bool {
    state.withLock { state in
      guard
        state.sessionResources.count < ProtocolLimits.maximumSubscribedResources
          || state.sessionResources.contains(uri)
      else { return false }
      state.sessionResources.insert(uri)
      return true
    }
  }

  func unsubscribe(from uri: String) {
    state.withLock { _ = $0.sessionResources.remove(uri) }
  }

  // MARK: - Modern

  /// Opens a stream; its acknowledgement is the first message of it.
  /// - Returns: false where as many are open as may be.
  func open(_ stream: Stream, acknowledging filter: JSONValue) -> Bool {
    state.withLock { state in
      guard state.streams.count < ProtocolLimits.maximumSubscriptions else { return false }
      state.send(Notification.acknowledged, ["_meta": stream.meta, "notifications": filter])
      state.streams[stream.exchange.request.id] = stream
      return true
    }
  }

  /// Ends a stream that the client cancelled.
  func close(_ id: RequestID) {
    state.withLock { _ = $0.streams.removeValue(forKey: id) }
  }

  /// Ends every stream with its result, because the connection ends.
  func closeAll() {
    state.withLock { state in
      for stream in state.streams.values {
        stream.exchange.respond(subscriptionID: stream.exchange.request.id.jsonValue) { _ in }
      }
      state.streams.removeAll()
    }
  }

  // MARK: - Changes

  func notifyListChanged(_ list: List) {
    notifySessionListChanged(list)
    state.withLock { state in
      for stream in state.streams.values where stream.lists.contains(list) {
        state.send(list.notification, ["_meta": stream.meta])
      }
    }
  }

  /// Tells the legacy session alone.
  func notifySessionListChanged(_ list: List) {
    state.withLock { state in
      if state.hasSession { state.send(list.notification, [:]) }
    }
  }

  /// - Parameter isAffected: whether a subscribed URI names something that changed.
  func notifyResourcesUpdated(where isAffected: (String) -> Bool) {
    state.withLock { state in
      for uri in state.sessionResources.sorted() where isAffected(uri) {
        state.send(Notification.resourceUpdated, ["uri": .string(uri)])
      }
      for stream in state.streams.values {
        for uri in stream.resources.sorted() where isAffected(uri) {
          state.send(Notification.resourceUpdated, ["_meta": stream.meta, "uri": .string(uri)])
        }
      }
    }
  }
}
