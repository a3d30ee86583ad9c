package import JSON

/// The error object of a response (JSON-RPC 2.0 section 5.1).
package struct ResponseError: Error, Equatable, Sendable {
  package var code: ErrorCode
  /// One sentence that says what to change.
  package var message: String
  package var data: JSONValue?

  package init(_ code: ErrorCode, _ message: String, data: JSONValue? = nil) {
    self.code = code
    self.message = message
    self.data = data
  }

  func write(to writer: inout JSONWriter) {
    writer.write(raw: "{\"code\":")
    writer.write(verbatim: String(code.rawValue))
    writer.write(raw: ",\"message\":")
    writer.write(message)
    if let data {
      writer.write(raw: ",\"data\":")
      writer.write(data)
    }
    writer.write(raw: "}")
  }
}

extension ResponseError {
  /// A line that is not JSON.
  static func notJSON(_ error: JSONParseError) -> ResponseError {
    ResponseError(.parseError, "the line is not valid JSON: \(error)")
  }

  static func lineTooLong(maximumBytes: Int) -> ResponseError {
    ResponseError(.invalidRequest, "the line is longer than the limit of \(maximumBytes) bytes")
  }

  static let emptyBatch = ResponseError(.invalidRequest, "the batch is empty")

  static func idInUse(_ id: RequestID) -> ResponseError {
    ResponseError(.invalidRequest, "the id \(id.jsonValue.text) belongs to a request in progress")
  }

  static let interrupted = ResponseError(
    .internalError, "the server shut down before the request was finished")

  static let unanswered = ResponseError(
    .internalError, "the server lost track of the request; this is a fault of the server")
}
