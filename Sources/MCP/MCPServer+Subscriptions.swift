import JSON
import JSONRPC

/// `subscriptions/listen` of modern clients, and the changes that are announced.
extension MCPServer {
  /// Opens a stream of notifications. The request stays unanswered until the client cancels it or the
  /// connection ends.
  func listen(_ exchange: Exchange) throws(ResponseError) {
    guard let filter = try exchange.scope.optionalObject("notifications") else {
      throw .invalid("notifications", mustBe: "an object that says what to listen for")
    }
    for name in ["toolsListChanged", "promptsListChanged", "resourcesListChanged"] {
      if let value = filter[name], value.boolValue == nil {
        throw .invalid("notifications.\(name)", mustBe: "true or false")
      }
    }
    var uris: [String]?
    if let value = filter["resourceSubscriptions"] {
      uris = value.arrayValue?.compactMap(\.stringValue)
      guard let uris, uris.count == value.arrayValue?.count else {
        throw .invalid("notifications.resourceSubscriptions", mustBe: "an array of URIs")
      }
    }
    let wantsList = filter["resourcesListChanged"]?.boolValue == true
    // What is left out of the acknowledgement is not supported.
    var honoured = JSONObject()
    if wantsList { honoured.append("resourcesListChanged", true) }
    if let uris { honoured.append("resourceSubscriptions", .array(uris.map { .string($0) })) }
    exchange.postpone()
    subscriptions.open(
      .init(exchange: exchange, resourcesListChanged: wantsList, resources: Set(uris ?? [])),
      acknowledging: .object(honoured))
  }

  /// Tells those who want to know that the set of resources has changed.
  package func resourcesListChanged() {
    subscriptions.notifyResourcesListChanged()
  }

  /// Tells those who subscribed to an affected URI that its content has changed.
  package func resourcesUpdated(where isAffected: (_ uri: String) -> Bool) {
    subscriptions.notifyResourcesUpdated(where: isAffected)
  }
}
