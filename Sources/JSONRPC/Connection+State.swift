import JSON

extension Connection {
  /// One thing to do, in the order of arrival.
  enum Item: Sendable {
    case request(Request)
    case notification(method: String, params: JSONValue?)
    case batch([JSONValue])
    /// Something that is answered with an error.
    case refusal(id: RequestID?, ResponseError)
  }

  struct State: Sendable {
    /// Read and not yet begun, in front of them some that are done with.
    private var queue: [Item?] = []
    private var takenCount = 0
    /// Every request that was read and has no answer yet.
    var inProgress: [RequestID: Reply] = [:]
    /// Requests that wait until fewer slow ones run.
    var parked: [Request] = []
    var batonIsFree = true
    /// Workers that wait for the baton.
    var idleWorkerCount = 0
    /// Workers that go on with a slow request after they passed the baton on.
    var slowWorkerCount = 0
    /// Workers between taking an item and being done with it.
    var busyWorkerCount = 0
    /// Requests that are no longer in progress but whose responses are still being written.
    var unwrittenCount = 0
    var inputEnded = false

    /// Whether everything that was read is done and answered.
    var isIdle: Bool {
      takenCount == queue.count && inProgress.isEmpty && parked.isEmpty && busyWorkerCount == 0
        && unwrittenCount == 0
    }

    mutating func append(_ items: [Item]) {
      if takenCount == queue.count {
        queue.removeAll(keepingCapacity: true)
        takenCount = 0
      }
      queue += items
    }

    mutating func takeNext() -> Item? {
      guard takenCount < queue.count else { return nil }
      // Moved out, so that a request is let go of as soon as it is done.
      defer { takenCount += 1 }
      return queue[takenCount].take()
    }
  }
}
