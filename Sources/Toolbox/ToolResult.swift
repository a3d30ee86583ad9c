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
  /// Whether the answer as such is to be followed, as a skill is, whatever it quotes.
  package var isInstruction: Bool
  /// Whether the answer may be kept for the same call again, where the tool's annotations allow it; not
  /// where the call itself had an effect.
  package var isRepeatable: Bool

  package init(
    _ structured: JSONObject, isError: Bool = false, quotesPages: Bool = false,
    isInstruction: Bool = false, isRepeatable: Bool = true
  ) {
    self.structured = structured
    self.isError = isError
    self.quotesPages = quotesPages
    self.isInstruction = isInstruction
    self.isRepeatable = isRepeatable
  }
}

/// A tool in Swift, registered under the name that definition files give as `handler`.
/// The arguments are checked and defaults are filled in.
package typealias Handler = @Sendable (JSONObject, CallContext) throws -> ToolResult
