import JSON
import Threads

/// From lines to items.
extension Connection {
  /// What is to be done about a line; `nil` where nothing is.
  func item(for line: LineReader.Line) -> Item? {
    options.tap?(.input, line)
    guard case .content(let bytes) = line else {
      return .refusal(id: nil, .lineTooLong(maximumBytes: options.maximumLineBytes))
    }
    do throws(JSONParseError) {
      let (value, valueCount) = try JSONParser.parse(
        bytes, maximumValueCount: options.maximumValueCount)
      if case .array(let values) = value { return .batch(values) }
      let size = Reply.Size(byteCount: bytes.count, valueCount: valueCount)
      return item(for: Message(value), size: size)
    } catch {
      return .refusal(id: nil, .notJSON(error))
    }
  }

  /// Registers a request as in progress; an urgent notification is handled at once.
  /// - Parameter size: that of its line.
  private func item(
    for message: Message, size: Reply.Size, in place: Reply.BatchPlace? = nil
  ) -> Item? {
    switch message {
    case .request(let id, let method, let params):
      let reply = Reply(
        id: id, isCancellable: !options.handshakeMethods.contains(method), size: size,
        connection: self, place: place,
        subject: options.observer.map { _ in .init(method: method, params: params) })
      guard state.withLock({ $0.register(reply) }) else { return .refusal(id: id, .idInUse(id)) }
      return .request(Request(method: method, params: params, reply: reply, connection: self))
    case .notification(let method, let params):
      note(.notification(.input, method: method))
      guard options.urgentNotifications.contains(method) else {
        return .notification(method: method, params: params)
      }
      handlers.notification(method, params)
      return nil
    case .response:
      return nil  // this side sends no requests, so nothing waits for it
    case .invalid(let id, let error):
      return .refusal(id: id, error)
    }
  }

  /// The end of a request. Its id is free before anybody can read the response; the connection is not
  /// over before the response is written.
  func finish(_ reply: Reply, writing response: () -> Void) {
    state.withLock { state in
      state.forget(reply)
      state.unwrittenCount += 1
    }
    response()
    let isAwaited = state.withLock { state in
      state.unwrittenCount -= 1
      return state.inputEnded || state.isReaderWaiting
    }
    if isAwaited { state.notifyAll() }
  }

  /// Runs the entries of a batch one after another; their responses go out as one array.
  /// - Returns: whether this thread still has the baton.
  func runBatch(_ values: [JSONValue]) -> Bool {
    if let error = refusal(ofBatch: values.count) {
      writer.write(encodedRefusal(nil, error), flush: false)
      return true
    }
    let batch = BatchReply(count: values.count) { self.writer.write($0) }
    let items = values.enumerated().map { index, value in
      var message = Message(value)
      if case .request(let id, let method, _) = message, options.handshakeMethods.contains(method) {
        message = .invalid(id: id, .notInBatch(method))
      }
      return item(for: message, size: .none, in: .init(batch: batch, index: index))
    }
    var hasBaton = true
    for (index, item) in items.enumerated() {
      switch item {
      case .request(let request):
        if !hasBaton { request.postpone() }
        if !run(request) { hasBaton = false }
        continue  // the response is put in when it comes
      case .refusal(let id, let error):
        batch.put(encodedRefusal(id, error), at: index)
        continue
      case .notification(let method, let params):
        handlers.notification(method, params)
      case .batch, nil:
        break
      }
      batch.put(nil, at: index)
    }
    return hasBaton
  }

  private func refusal(ofBatch count: Int) -> ResponseError? {
    if count == 0 { return .emptyBatch }
    guard handlers.allowsBatches() else { return .batchesNotAllowed }
    return count > options.maximumBatchCount
      ? .batchTooLong(count, maximum: options.maximumBatchCount) : nil
  }

  /// An error response to something that has no reply of its own, which is noted for the observer. The id is `null`
  /// where it could not be read (JSON-RPC 2.0 section 5).
  func encodedRefusal(_ id: RequestID?, _ error: ResponseError) -> [UInt8] {
    note(.finished(FinishedRequest(id: id, outcome: .error(error.code))))
    var writer = JSONWriter()
    writer.write(raw: "{\"jsonrpc\":\"2.0\",\"id\":")
    if let id { id.write(to: &writer) } else { writer.write(raw: "null") }
    writer.write(raw: ",\"error\":")
    error.write(to: &writer)
    writer.write(raw: "}")
    return writer.bytes
  }
}

extension ResponseError {
  fileprivate static let batchesNotAllowed = ResponseError(
    .invalidRequest, "a request is a JSON object: this revision of the protocol has no batches")

  fileprivate static func batchTooLong(_ count: Int, maximum: Int) -> ResponseError {
    ResponseError(
      .invalidRequest, "the batch has \(count) messages, more than the limit of \(maximum)")
  }

  fileprivate static func notInBatch(_ method: String) -> ResponseError {
    ResponseError(.invalidRequest, "'\(method)' must not be part of a batch")
  }
}
