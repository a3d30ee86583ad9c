import JSON
import JSONRPC
import Synchronization

/// A request with the scope that it is answered in.
package final class Exchange: Sendable {
  package let scope: RequestScope
  let request: Request
  private let connection: Connection
  private let serverInfo: [UInt8]
  /// What was reported last: progress must increase.
  private let lastProgress = Mutex<Double>(-1)
  /// What is to be said beside the result.
  private let status = Mutex<String?>(nil)

  init(_ request: Request, scope: RequestScope, connection: Connection, serverInfo: [UInt8]) {
    self.request = request
    self.scope = scope
    self.connection = connection
    self.serverInfo = serverInfo
  }

  /// Long work calls this now and then; see `Request.checkpoint`. A client that wants to hear of progress is
  /// told twice a second how long the work has taken.
  /// - Returns: whether to stop.
  package func checkpoint() -> Bool {
    guard !request.checkpoint() else { return true }
    if scope.progressToken != nil { reportElapsedTime() }
    return false
  }

  private func reportElapsedTime() {
    let halfSeconds = Double(request.elapsedNanoseconds / 500_000_000)
    guard halfSeconds > 0 else { return }
    report(progress: halfSeconds / 2, total: nil, message: "working for \(halfSeconds / 2) s")
  }

  /// To be called where the answer is given later by another thread; see `Request.postpone`.
  package func postpone() { request.postpone() }

  /// The same where no answer is due until the connection ends; see `Request.keepOpen`.
  func keepOpen() { request.keepOpen() }

  /// Says beside the result, as `status` in its `_meta`, what became of the call: why it took so long.
  package func note(status text: String) {
    status.withLock { $0 = text }
  }

  /// Reports progress, if the client asked for it and the value is larger than the last one.
  package func report(progress: Double, total: Double?, message: String) {
    guard let token = scope.progressToken, !request.isCancelled else { return }
    let isNew = lastProgress.withLock { last in
      guard progress > last else { return false }
      last = progress
      return true
    }
    guard isNew, let progress = JSONNumber(progress) else { return }
    connection.notify(Notification.progress) { writer in
      var params: JSONObject = ["progressToken": token, "progress": .number(progress)]
      if let total = total.flatMap(JSONNumber.init) { params.append("total", .number(total)) }
      if scope.version >= .march2025 { params.append("message", .string(message)) }
      writer.write(params)
    }
  }

  /// How long, and by whom, a client may keep a result (specification 2026-07-28, server/utilities/caching).
  enum CacheHint {
    case none
    /// Good until a notification says otherwise, or for the milliseconds given.
    case milliseconds(Int)
  }

  /// Answers with a result that the body fills with about so many bytes; the members that the revision
  /// wants in every result are added.
  /// - Parameter isFailure: whether it is the result of a tool that failed.
  func respond(
    cache: CacheHint = .none, subscriptionID: JSONValue? = nil, isFailure: Bool = false,
    byteCount: Int = 256, _ body: (inout ResultWriter) -> Void
  ) {
    let status = status.withLock { $0 }
    let byteCount = byteCount + serverInfo.count + 128
    request.respond(isFailure: isFailure, byteCount: byteCount) { writer in
      var result = ResultWriter(writer)
      writer = JSONWriter()  // moved, so that it is not copied
      if scope.era == .modern {
        result.member("resultType") { $0.write(raw: "\"complete\"") }
        result.member("_meta") { writer in
          writer.write(raw: "{")
          writer.write(MetaKey.serverInfo)
          writer.write(raw: ":")
          writer.write(verbatim: serverInfo)
          if let subscriptionID {
            writer.write(raw: ",")
            writer.write(MetaKey.subscriptionID)
            writer.write(raw: ":")
            writer.write(subscriptionID)
          }
          if let status {
            writer.write(raw: ",\"status\":")
            writer.write(status)
          }
          writer.write(raw: "}")
        }
        if case .milliseconds(let count) = cache {
          result.member("ttlMs") { $0.write(verbatim: String(count)) }
          result.member("cacheScope") { $0.write(raw: "\"public\"") }
        }
      } else if let status {
        result.member("_meta", ["status": .string(status)])
      }
      body(&result)
      writer = result.finish()
    }
  }

  func respond(_ error: ResponseError) {
    request.respond(error)
  }
}

/// Writes the members of a result object.
struct ResultWriter {
  private var writer: JSONWriter
  private var isEmpty = true

  init(_ writer: consuming JSONWriter) {
    self.writer = writer
    self.writer.write(raw: "{")
  }

  mutating func member(_ name: StaticString, _ value: (inout JSONWriter) -> Void) {
    writer.write(raw: isEmpty ? "\"" : ",\"")
    writer.write(raw: name)
    writer.write(raw: "\":")
    value(&writer)
    isEmpty = false
  }

  mutating func member(_ name: StaticString, _ value: JSONValue) {
    member(name) { $0.write(value) }
  }

  consuming func finish() -> JSONWriter {
    writer.write(raw: "}")
    return writer
  }
}
