import JSON
import Threads

/// What the threads do.
extension Connection {
  /// The life of a worker: wait for the baton, serve until it is passed on, finish what was slow.
  func work() {
    while true {
      guard waitForBaton() else { return }
      guard serveWithBaton() else { return }
      runParked()
    }
  }

  /// - Returns: false when there will be no more work for this worker.
  private func waitForBaton() -> Bool {
    let hasTooMany = state.withLock { state in
      state.idleWorkerCount += 1
      return state.idleWorkerCount > 2 && !state.batonIsFree
    }
    return state.wait { state in
      if state.batonIsFree {
        state.batonIsFree = false
      } else if !hasTooMany, !(state.inputEnded && state.isIdle) {
        return nil
      } else {
        state.idleWorkerCount -= 1
        return false
      }
      state.idleWorkerCount -= 1
      return true
    }
  }

  /// Handles and reads messages.
  /// - Returns: true when the baton was passed on, false when nothing more will come.
  private func serveWithBaton() -> Bool {
    while true {
      var (item, inputEnded) = state.withLock { state in
        let item = state.takeNext()
        if item != nil { state.busyWorkerCount += 1 }
        return (item, state.inputEnded)
      }
      while let next = item {
        guard handle(next) else {
          finishItem()
          return true
        }
        (item, inputEnded) = state.withLock { state in
          let item = state.takeNext()
          if item == nil { state.busyWorkerCount -= 1 }
          return (item, state.inputEnded)
        }
        if inputEnded, item == nil { state.notifyAll() }
      }
      writer.flush()
      report()
      if writer.isClosed { stop() }  // whatever else is asked, nobody will read the answer
      guard !inputEnded, waitForRoom() else { return false }
      let (items, isEnd) = input.read(for: self)
      state.withLock { state in
        state.append(items)
        if isEnd { state.inputEnded = true }
      }
      if isEnd { state.notifyAll() }
    }
  }

  /// Waits until few enough requests are due an answer. It is the work of other threads to give them: what was read has
  /// been handled, apart from what is slow or waits for something.
  /// - Returns: false when the connection ends.
  private func waitForRoom() -> Bool {
    state.wait { state -> Bool? in
      let goesOn = hasRoom(state) || state.inputEnded
      state.isReaderWaiting = !goesOn
      return goesOn ? !state.inputEnded : nil
    }
  }

  private func hasRoom(_ state: State) -> Bool {
    state.unansweredCount < options.maximumUnansweredRequests
      && (state.unansweredBytes < options.maximumUnansweredBytes || state.unansweredCount == 0)
  }

  private func finishItem() {
    let isOver = state.withLock { state in
      state.busyWorkerCount -= 1
      return state.inputEnded && state.isIdle
    }
    if isOver { state.notifyAll() }
  }

  /// Handles one item on this thread.
  /// - Returns: whether this thread still has the baton.
  private func handle(_ item: Item) -> Bool {
    switch item {
    case .request(let request):
      guard !park(request) else { return true }
      return run(request)
    case .notification(let method, let params):
      handlers.notification(method, params)
      return true
    case .refusal(let id, let error):
      writer.write(encodedRefusal(id, error), flush: false)
      return true
    case .batch(let values):
      return runBatch(values)
    }
  }

  /// - Returns: whether the baton is still where it was.
  func run(_ request: Request) -> Bool {
    handlers.request(request)
    return !request.hasPassedBaton
  }

  /// Puts a request aside where too many slow ones run already.
  private func park(_ request: Request) -> Bool {
    guard options.slowMethods.contains(request.method) else { return false }
    return state.withLock { state in
      guard state.slowWorkerCount >= options.maximumSlowRequests else { return false }
      request.postpone()
      state.parked.append(request)
      return true
    }
  }

  /// A slow request is done: its worker takes on those that were put aside.
  private func runParked() {
    while true {
      let request = state.withLock { state -> Request? in
        guard !state.parked.isEmpty else {
          state.slowWorkerCount -= 1
          return nil
        }
        state.busyWorkerCount += 1
        return state.parked.removeFirst()
      }
      guard let request else { return }
      handlers.request(request)
      finishItem()
    }
  }

  /// Lets another thread serve; called by the thread that has the baton.
  func passBaton() {
    let needsThread = state.withLock { state in
      state.batonIsFree = true
      state.slowWorkerCount += 1
      return state.idleWorkerCount == 0
    }
    writer.flush()
    report()
    if needsThread { startThread { self.work() } } else { state.notifyAll() }
  }
}
