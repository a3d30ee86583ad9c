/// What a client may ask of the protocol layer; more is refused, or comes in further pages.
package enum ProtocolLimits {
  /// `subscriptions/listen` requests that are open at a time.
  package static let maximumSubscriptions = 64
  /// The whole message of a `subscriptions/listen`, which is kept as long as it is open.
  package static let maximumSubscriptionBytes = 64 << 10
  /// The resources that one subscription listens for, and those of a session.
  package static let maximumSubscribedResources = 1_000
  /// The address of a resource.
  package static let maximumURIBytes = 8 << 10
  /// The message of an error: what it quotes may be anything.
  package static let maximumErrorBytes = 16 << 10
  /// Tools in one answer to `tools/list`.
  package static let toolsPageSize = 1_000
  /// Prompts in one answer to `prompts/list`.
  package static let promptsPageSize = 1_000
  /// Resources or templates in one answer to a list of them.
  package static let resourcesPageSize = 200
  /// Values in one completion.
  package static let maximumCompletions = 100
}
