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
    /// Those that stay open on purpose.
    private var openCount = 0
    /// The length of all requests in progress.
    private(set) var unansweredBytes = 0
    /// Whether the one who reads waits for some of them to be answered.
    var isReaderWaiting = false
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

    /// How many requests are due an answer soon.
    var unansweredCount: Int { inProgress.count - openCount }

    /// Registers a request; false where its id belongs to one in progress.
    mutating func register(_ reply: Reply) -> Bool {
      guard inProgress[reply.id] == nil else { return false }
      inProgress[reply.id] = reply
      unansweredBytes += reply.size.countedBytes
      return true
    }

    /// Lets a request stay open, unless it is over.
    mutating func keepOpen(_ reply: Reply) {
      guard inProgress[reply.id] === reply, !reply.staysOpen else { return }
      reply.stayOpen()
      openCount += 1
    }

    /// Takes a request out of those in progress, if it is one.
    mutating func forget(_ reply: Reply) {
      // A cancelled one is gone already, and its id may be in use again.
      guard inProgress[reply.id] === reply else { return }
      inProgress[reply.id] = nil
      unansweredBytes -= reply.size.countedBytes
      if reply.staysOpen { openCount -= 1 }
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
