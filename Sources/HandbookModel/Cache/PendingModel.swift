internal import Threads

/// A kept model that is made on a thread of its own, while others look whether the handbook's files are as they were.
final class PendingModel: Sendable {
  private let made = Monitor<KeptModel??>(nil)

  init(_ make: @escaping @Sendable () -> KeptModel?) {
    let body: @Sendable () -> Void = { [made] in
      let model = make()
      made.withLock { $0 = .some(model) }
      made.notifyAll()
    }
    if !startThread(body) { body() }
  }

  /// Waits for the model; `nil` where there is none that can be used.
  func get() -> KeptModel? {
    made.wait { $0 }
  }
}
