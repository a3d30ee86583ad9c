package import JSON

/// An extension of the protocol that a server speaks in its modern era (specification 2026-07-28,
/// basic/versioning, "Extension Negotiation"): settings that it declares and methods that it adds.
package struct ExtensionFeature: Sendable {
  /// What a method does.
  package enum Method: Sendable {
    /// Answers with one page of a list in the named member. Entries are made only for the page.
    case list(member: StaticString, pageSize: Int, entries: @Sendable () throws -> [Entry])
    /// Answers with one value in the named member. Throws a `ResponseError` where there is none.
    case get(member: StaticString, value: @Sendable (_ params: RequestScope) throws -> JSONValue)
  }

  /// Makes an entry of a list.
  package typealias Entry = @Sendable () throws -> JSONValue

  /// `prefix/name`.
  package var identifier: String
  package var settings: JSONObject
  /// By name.
  package var methods: [String: Method]

  package init(identifier: String, settings: JSONObject, methods: [String: Method]) {
    self.identifier = identifier
    self.settings = settings
    self.methods = methods
  }
}
