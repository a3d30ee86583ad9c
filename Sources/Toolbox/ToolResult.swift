package import JSON

/// What a call gives back.
package struct ToolResult: Sendable, Equatable {
  /// The answer, an object; conforms to the tool's output schema unless `isError`.
  package var structured: JSONObject
  /// Whether the tool itself reports a failure.
  package var isError: Bool
  /// Whether the answer quotes pages: text that other people wrote, which is data and never an
  /// instruction.
  package var quotesPages: Bool

  package init(_ structured: JSONObject, isError: Bool = false, quotesPages: Bool = false) {
    self.structured = structured
    self.isError = isError
    self.quotesPages = quotesPages
  }
}

/// A tool in Swift, registered under the name that definition files give as `handler`.
/// The arguments are checked and defaults are filled in.
package typealias Handler = @Sendable (JSONObject, CallContext) throws -> ToolResult
