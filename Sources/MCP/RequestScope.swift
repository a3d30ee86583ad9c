package import JSON
package import JSONRPC

/// What holds for one request: its revision, and what its client said in it.
package struct RequestScope: Sendable {
  package let version: ProtocolVersion
  /// The members of `params`; empty where there are none.
  package let params: JSONObject
  /// The token that progress is to be reported under; `nil` where none is wanted.
  let progressToken: JSONValue?

  var era: ProtocolVersion.Era { version.era }

  /// Whether it belongs to the session that `initialize` opened: then an earlier request may count.
  package var isInSession: Bool { era == .legacy }

  /// The scope of a request in the session that `initialize` opened.
  static func legacy(_ version: ProtocolVersion, params: JSONObject) throws(ResponseError)
    -> RequestScope
  {
    try RequestScope(version: version, params: params, meta: meta(of: params))
  }

  /// The scope of a request that names its revision itself; nothing from earlier requests counts
  /// (specification 2026-07-28, basic/index, "Statelessness"). `nil` where it names none.
  static func modern(params: JSONObject) throws(ResponseError) -> RequestScope? {
    guard let meta = try meta(of: params), let requested = meta[MetaKey.protocolVersion] else {
      return nil
    }
    guard let requested = requested.stringValue else {
      throw .invalid("_meta[\"\(MetaKey.protocolVersion)\"]", mustBe: "a string")
    }
    guard let version = ProtocolVersion(rawValue: requested), version.era == .modern else {
      throw .unsupportedVersion(requested)
    }
    guard let capabilities = meta[MetaKey.clientCapabilities] else {
      throw .missingMeta(MetaKey.clientCapabilities)
    }
    guard capabilities.objectValue != nil else {
      throw .invalid("_meta[\"\(MetaKey.clientCapabilities)\"]", mustBe: "an object")
    }
    if let info = meta[MetaKey.clientInfo], info.objectValue == nil {
      throw .invalid("_meta[\"\(MetaKey.clientInfo)\"]", mustBe: "an object")
    }
    if let level = meta[MetaKey.logLevel], !level.isLogLevel {
      throw .invalid("_meta[\"\(MetaKey.logLevel)\"]", mustBe: "a log level, debug to emergency")
    }
    return try RequestScope(version: version, params: params, meta: meta)
  }

  private init(version: ProtocolVersion, params: JSONObject, meta: JSONObject?)
    throws(ResponseError)
  {
    self.version = version
    self.params = params
    progressToken = meta?[MetaKey.progressToken]
    if let progressToken, RequestID(progressToken) == nil {
      throw .invalid("_meta.\(MetaKey.progressToken)", mustBe: "a string or an integer")
    }
  }

  private static func meta(of params: JSONObject) throws(ResponseError) -> JSONObject? {
    guard let meta = params["_meta"] else { return nil }
    guard let object = meta.objectValue else { throw .invalid("_meta", mustBe: "an object") }
    return object
  }
}

extension RequestScope {
  /// A string that must be there.
  package func requiredString(_ name: String) throws(ResponseError) -> String {
    guard let value = params[name]?.stringValue else { throw .invalid(name, mustBe: "a string") }
    return value
  }

  /// The address of a resource.
  func requiredURI() throws(ResponseError) -> String {
    let uri = try requiredString("uri")
    guard uri.utf8.count <= ProtocolLimits.maximumURIBytes else {
      throw .invalid("uri", mustBe: "at most \(ProtocolLimits.maximumURIBytes) bytes long")
    }
    return uri
  }

  /// An object that may be left out.
  package func optionalObject(_ name: String) throws(ResponseError) -> JSONObject? {
    guard let value = params[name] else { return nil }
    guard let object = value.objectValue else { throw .invalid(name, mustBe: "an object") }
    return object
  }

  /// A string that may be left out.
  package func optionalString(_ name: String) throws(ResponseError) -> String? {
    guard let value = params[name] else { return nil }
    guard let string = value.stringValue else { throw .invalid(name, mustBe: "a string") }
    return string
  }
}

extension JSONValue {
  /// Whether this is one of the syslog levels (RFC 5424 section 6.2.1) that the protocol uses.
  fileprivate var isLogLevel: Bool {
    let levels = [
      "debug", "info", "notice", "warning", "error", "critical", "alert", "emergency",
    ]
    return stringValue.map(levels.contains) ?? false
  }
}
