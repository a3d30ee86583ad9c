import Synchronization

/// The modes that were turned on in the session that `initialize` opened. Requests of the revision without
/// sessions neither turn on a mode nor see one: their list of tools is the same for everybody.
final class SessionModes: Sendable {
  private let enabled = Mutex<Set<String>>([])
  private let onChange = Mutex<@Sendable () -> Void>({})

  var names: Set<String> { enabled.withLock { $0 } }

  func enable(_ name: String) {
    let isNew = enabled.withLock { $0.insert(name).inserted }
    if isNew { onChange.withLock { $0 }() }
  }

  /// Says what is to be done when a mode was turned on.
  func onChange(_ body: @escaping @Sendable () -> Void) {
    onChange.withLock { $0 = body }
  }
}
