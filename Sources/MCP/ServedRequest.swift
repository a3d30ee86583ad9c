package import JSON
package import JSONRPC
import Synchronization

/// The program at the other end, as it calls itself.
package struct ClientInfo: Sendable, Equatable {
  package var name: String
  /// `nil` where it does not say.
  package var version: String?

  package init(name: String, version: String?) {
    self.name = name
    self.version = version
  }

  /// Reads an `Implementation` object of the schema; `nil` where it names nobody.
  package init?(_ object: JSONObject?) {
    guard let name = object?["name"]?.stringValue else { return nil }
    self.init(name: name, version: object?["version"]?.stringValue)
  }
}

/// What there is to know of a request that is done with. Its arguments are no part of it: they may be secret.
package struct ServedRequest: Sendable {
  /// What it was about.
  package enum Subject: Sendable, Equatable {
    case tool(String)
    case prompt(String)
    case resource(uri: String)
  }

  /// `nil` where it could not be read.
  package var id: RequestID?
  /// `nil` for what turned out to be no request.
  package var method: String?
  package var subject: Subject?
  package var outcome: FinishedRequest.Outcome
  package var nanoseconds: Int64?
  /// `nil` for what was no request.
  package var era: ProtocolVersion.Era?
  /// `nil` where none was agreed upon, or one that is not spoken here was asked for.
  package var version: ProtocolVersion?
  package var client: ClientInfo?
  /// Where the caller's trace goes on (W3C Trace Context).
  package var traceParent: String?

  package init(
    id: RequestID?, method: String?, subject: Subject? = nil, outcome: FinishedRequest.Outcome,
    nanoseconds: Int64? = nil, era: ProtocolVersion.Era? = nil, version: ProtocolVersion? = nil,
    client: ClientInfo? = nil, traceParent: String? = nil
  ) {
    self.id = id
    self.method = method
    self.subject = subject
    self.outcome = outcome
    self.nanoseconds = nanoseconds
    self.era = era
    self.version = version
    self.client = client
    self.traceParent = traceParent
  }
}

/// What a request itself says of who asks, how and for what.
package struct RequestFacts: Sendable, Equatable {
  package var subject: ServedRequest.Subject?
  package var era: ProtocolVersion.Era
  /// `nil` in the legacy era, where the session has it, and where it is not spoken here.
  package var version: ProtocolVersion?
  /// `nil` in the legacy era, where the session has it.
  package var client: ClientInfo?
  package var traceParent: String?

  package init(method: String, params: JSONObject) {
    let meta = params["_meta"]?.objectValue
    subject = .init(method: method, params: params)
    traceParent = meta?[MetaKey.traceParent]?.stringValue
    era = .legacy
    if let named = meta?[MetaKey.protocolVersion] {
      era = .modern
      version = named.stringValue.flatMap(ProtocolVersion.init)
      client = ClientInfo(meta?[MetaKey.clientInfo]?.objectValue)
    }
  }
}

extension ServedRequest.Subject {
  init?(method: String, params: JSONObject) {
    let name = params["name"]?.stringValue
    switch (method, name, params["uri"]?.stringValue) {
    case (Method.callTool, let name?, _): self = .tool(name)
    case (Method.getPrompt, let name?, _): self = .prompt(name)
    case (Method.callTool, nil, _), (Method.getPrompt, nil, _): return nil
    case (_, _, let uri?): self = .resource(uri: uri)
    default: return nil
    }
  }
}

extension MCPServer {
  /// What an observer of the server is told of.
  package enum Event: Sendable {
    case request(ServedRequest)
    case notification(Connection.Direction, method: String)
  }

  /// Is told of events one at a time, on the threads that serve: it must not wait.
  package typealias Observer = @Sendable (Event) -> Void

  /// Adds to an event of the connection what the protocol knows of it.
  func describe(_ event: Connection.Event) -> Event {
    switch event {
    case .notification(let direction, let method):
      return .notification(direction, method: method)
    case .finished(let finished):
      return .request(describe(finished))
    }
  }

  private func describe(_ finished: FinishedRequest) -> ServedRequest {
    var served = ServedRequest(
      id: finished.id, method: finished.method, outcome: finished.outcome,
      nanoseconds: finished.nanoseconds)
    guard let method = finished.method else { return served }
    let facts = RequestFacts(
      method: method, params: finished.params?.objectValue ?? JSONObject())
    let session = facts.era == .legacy ? session.withLock { $0 } : Session()
    served.subject = facts.subject
    served.era = facts.era
    served.version = facts.version ?? session.version
    served.client = facts.client ?? session.client
    served.traceParent = facts.traceParent
    return served
  }
}
