package import JSON

/// What one JSON-RPC 2.0 object turns out to be.
package enum Message: Sendable, Equatable {
  case request(id: RequestID, method: String, params: JSONValue?)
  case notification(method: String, params: JSONValue?)
  /// A response, to a request that this side may have sent.
  case response(id: RequestID?)
  /// Neither; to be answered with the error, and with the id where it could be read.
  case invalid(id: RequestID?, ResponseError)

  /// Classifies a value once, from which members it has (JSON-RPC 2.0 sections 4 and 5).
  package init(_ value: JSONValue) {
    guard case .object(let object) = value else {
      self = .invalid(id: nil, .notAnObject(value))
      return
    }
    var version: JSONValue?
    var idValue: JSONValue?
    var methodValue: JSONValue?
    var params: JSONValue?
    var isResponse = false
    for member in object.members {
      switch member.key {
      case "jsonrpc": version = member.value
      case "id": idValue = member.value
      case "method": methodValue = member.value
      case "params": params = member.value
      case "result", "error": isResponse = true
      default: break  // unknown members are ignored
      }
    }
    let id = idValue.flatMap { RequestID($0) }
    guard case .string("2.0")? = version else {
      self = .invalid(id: id, .wrongVersion)
      return
    }
    guard let methodValue else {
      // A response is never answered, however odd; anything else without a method is no request.
      self = isResponse ? .response(id: id) : .invalid(id: id, .noMethod)
      return
    }
    guard case .string(let method) = methodValue else {
      self = .invalid(id: id, .methodNotString)
      return
    }
    if let params, params.objectValue == nil, params.arrayValue == nil {
      guard idValue != nil else {
        self = .notification(method: method, params: nil)
        return
      }
      self = .invalid(id: id, .paramsNotStructured)
      return
    }
    switch (idValue, id) {
    case (nil, _): self = .notification(method: method, params: params)
    case (_?, let id?): self = .request(id: id, method: method, params: params)
    case (_?, nil): self = .invalid(id: nil, .badID)
    }
  }
}

extension ResponseError {
  fileprivate static func notAnObject(_ value: JSONValue) -> ResponseError {
    ResponseError(.invalidRequest, "a request is a JSON object, not \(value.typeName)")
  }

  fileprivate static let wrongVersion = ResponseError(
    .invalidRequest, "the member 'jsonrpc' must be \"2.0\"")

  fileprivate static let noMethod = ResponseError(
    .invalidRequest, "a request needs the member 'method'")

  fileprivate static let methodNotString = ResponseError(
    .invalidRequest, "the member 'method' must be a string")

  fileprivate static let paramsNotStructured = ResponseError(
    .invalidRequest, "the member 'params' must be an object")

  fileprivate static let badID = ResponseError(
    .invalidRequest, "the member 'id' must be a string or an integer")
}
