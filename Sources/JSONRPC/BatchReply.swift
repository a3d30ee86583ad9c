import Threads

/// Gathers the responses of a batch into the one array that answers it (JSON-RPC 2.0 section 6).
final class BatchReply: Sendable {
  private struct State {
    /// In the order of the requests; `nil` until answered, empty where there will be no response.
    var responses: [[UInt8]?]
    var missing: Int
  }

  private let state: Monitor<State>
  private let send: @Sendable ([UInt8]) -> Void

  /// - Parameter send: gets the array once every response is there; not called where there is none.
  init(count: Int, send: @escaping @Sendable ([UInt8]) -> Void) {
    state = Monitor(State(responses: Array(repeating: nil, count: count), missing: count))
    self.send = send
  }

  /// Puts in the response of one request, or says that it has none.
  func put(_ response: [UInt8]?, at index: Int) {
    let whole: [UInt8]? = state.withLock { state in
      state.responses[index] = response ?? []
      state.missing -= 1
      guard state.missing == 0 else { return nil }
      let responses = state.responses.compactMap { $0 }.filter { !$0.isEmpty }
      guard !responses.isEmpty else { return nil }
      var array: [UInt8] = [UInt8(ascii: "[")]
      array += responses.joined(separator: [UInt8(ascii: ",")])
      array.append(UInt8(ascii: "]"))
      return array
    }
    if let whole { send(whole) }
  }
}
