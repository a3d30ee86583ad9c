import JSON
import JSONRPC

/// `subscriptions/listen` of modern clients, and the changes that are announced.
extension MCPServer {
  /// Opens a stream of notifications. The request stays unanswered until the client cancels it or the
  /// connection ends.
  func listen(_ exchange: Exchange) throws(ResponseError) {
    guard exchange.request.byteCount <= ProtocolLimits.maximumSubscriptionBytes else {
      throw .subscriptionTooLong
    }
    guard let filter = try exchange.scope.optionalObject("notifications") else {
      throw .invalid("notifications", mustBe: "an object that says what to listen for")
    }
    var lists: Set<Subscriptions.List> = []
    for list in Subscriptions.List.allCases {
      guard let value = filter[list.filterMember] else { continue }
      guard let wanted = value.boolValue else {
        throw .invalid("notifications.\(list.filterMember)", mustBe: "true or false")
      }
      if wanted, list != .prompts || features.prompts != nil { lists.insert(list) }
    }
    var uris: [String]?
    if let value = filter["resourceSubscriptions"] {
      uris = value.arrayValue?.compactMap(\.stringValue)
      guard let uris, uris.count == value.arrayValue?.count else {
        throw .invalid("notifications.resourceSubscriptions", mustBe: "an array of URIs")
      }
      guard uris.count <= ProtocolLimits.maximumSubscribedResources else {
        throw .tooManyResources
      }
    }
    // What is left out of the acknowledgement is not supported.
    var honoured = JSONObject()
    for list in Subscriptions.List.allCases where lists.contains(list) {
      honoured.append(list.filterMember, true)
    }
    if let uris { honoured.append("resourceSubscriptions", .array(uris.map { .string($0) })) }
    exchange.keepOpen()
    let isOpen = subscriptions.open(
      .init(exchange: exchange, lists: lists, resources: Set(uris ?? [])),
      acknowledging: .object(honoured))
    guard isOpen else { throw .tooManySubscriptions }
  }

  /// Tells those who want to know that the list of tools has changed.
  package func toolsListChanged() {
    subscriptions.notifyListChanged(.tools)
  }

  /// Tells the legacy session, if there is one, that its list of tools has changed.
  package func toolsListChangedInSession() {
    subscriptions.notifySessionListChanged(.tools)
  }

  /// Tells those who want to know that the list of prompts has changed.
  package func promptsListChanged() {
    subscriptions.notifyListChanged(.prompts)
  }

  /// Tells those who want to know that the set of resources has changed.
  package func resourcesListChanged() {
    subscriptions.notifyListChanged(.resources)
  }

  /// Tells those who subscribed to an affected URI that its content has changed.
  package func resourcesUpdated(where isAffected: (_ uri: String) -> Bool) {
    subscriptions.notifyResourcesUpdated(where: isAffected)
  }
}
