/// The code of an error response: an open set with the members that JSON-RPC 2.0 section 5.1 defines.
package struct ErrorCode: RawRepresentable, Hashable, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// The line is not JSON.
  package static let parseError = ErrorCode(rawValue: -32700)
  /// The JSON is not a request.
  package static let invalidRequest = ErrorCode(rawValue: -32600)
  package static let methodNotFound = ErrorCode(rawValue: -32601)
  package static let invalidParams = ErrorCode(rawValue: -32602)
  /// A fault of ours.
  package static let internalError = ErrorCode(rawValue: -32603)
}
