import Diagnostics
import JSON
package import JSONRPC

extension ErrorCode {
  /// Up to 2025-11-25; modern revisions answer `invalidParams` instead and must not send this.
  static let resourceNotFound = ErrorCode(rawValue: -32002)
  /// The `_meta` of a request names a revision that is not spoken here.
  static let unsupportedProtocolVersion = ErrorCode(rawValue: -32022)
}

/// The wording of the errors that the protocol layer answers with.
extension ResponseError {
  static func unsupportedVersion(_ requested: String) -> ResponseError {
    ResponseError(
      .unsupportedProtocolVersion,
      "protocol version \(requested) cannot be served by request; use one of data.supported, or 'initialize' for the revisions before 2026",
      data: [
        "supported": .array(ProtocolVersion.offered.map { .string($0) }),
        "requested": .string(requested),
      ])
  }

  static func methodNotFound(_ method: String, in version: ProtocolVersion?) -> ResponseError {
    let place = version.map { " in protocol version \($0.rawValue)" } ?? ""
    return ResponseError(.methodNotFound, "there is no method '\(method)'\(place)")
  }

  static func missingMeta(_ key: String) -> ResponseError {
    ResponseError(
      .invalidParams,
      "params._meta[\"\(key)\"] is missing: send it with every request, or open a session with 'initialize'"
    )
  }

  /// A parameter that is missing or of the wrong type: `params.name must be a string`.
  package static func invalid(_ name: String, mustBe expectation: String) -> ResponseError {
    ResponseError(.invalidParams, "params.\(name) must be \(expectation)")
  }

  static let tooManySubscriptions = ResponseError(
    .invalidRequest,
    "\(ProtocolLimits.maximumSubscriptions) subscriptions are open, and no more can be: cancel one first"
  )

  static let tooManyResources = ResponseError(
    .invalidParams,
    "a client can subscribe to \(ProtocolLimits.maximumSubscribedResources) resources, no more")

  static let subscriptionTooLong = ResponseError(
    .invalidParams,
    "a request that stays open has at most \(ProtocolLimits.maximumSubscriptionBytes) bytes")

  /// The error as it may go out: with its message bounded, and with nothing in it that cannot be seen.
  var presentable: ResponseError {
    var error = self
    if message.utf8.count > ProtocolLimits.maximumErrorBytes {
      error.message =
        String(decoding: message.utf8.prefix(ProtocolLimits.maximumErrorBytes), as: UTF8.self)
        + "… (\(message.utf8.count) bytes in all)"
    }
    error.message = error.message.escapingInvisibleCharacters
    return error
  }

  static let unknownCursor = ResponseError(
    .invalidParams, "params.cursor is none that this server has given out")

  static func resourceNotFound(_ uri: String, advice: String, era: ProtocolVersion.Era)
    -> ResponseError
  {
    ResponseError(
      era == .legacy ? .resourceNotFound : .invalidParams, "there is no resource \(uri)\(advice)",
      data: ["uri": .string(uri)])
  }
}
