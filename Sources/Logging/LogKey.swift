/// The members of a JSON log entry. An entry of a request has an `outcome`, one of a notification a `direction`, and
/// one that counts lost entries has `dropped`.
package enum LogKey {
  /// RFC 3339, UTC, milliseconds: when the request was done with.
  package static let time = "time"
  package static let level = "level"
  /// Names one run of the server.
  package static let session = "session"
  package static let id = "id"
  package static let method = "method"
  package static let tool = "tool"
  package static let prompt = "prompt"
  package static let uri = "uri"
  /// `ok`, `tool_error`, `error`, `cancelled` or `unanswered`.
  package static let outcome = "outcome"
  package static let errorCode = "error_code"
  package static let duration = "duration_us"
  /// Of the `result`.
  package static let resultBytes = "result_bytes"
  package static let resultTokens = "result_tokens"
  package static let era = "era"
  package static let protocolVersion = "protocol_version"
  package static let client = "client"
  package static let clientVersion = "client_version"
  package static let traceParent = "traceparent"
  /// `in` or `out`, of a notification.
  package static let direction = "direction"
  /// How many entries were lost because standard error was not read.
  package static let dropped = "dropped"
}

/// What came of a request, in one word.
package enum LogOutcome: String, Sendable, CaseIterable {
  case ok
  /// The tool itself answered that it failed.
  case toolError = "tool_error"
  /// An error response.
  case error
  case cancelled
  case unanswered
}

/// About how many tokens a result makes: four bytes of English or JSON are one.
package func resultTokens(forBytes byteCount: Int) -> Int {
  (byteCount + 3) / 4
}
