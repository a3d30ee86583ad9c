/// Prompts that a server offers, as functions that it calls.
package struct PromptFeature: Sendable {
  /// Why a prompt cannot be given; the message says what to change.
  package struct Refusal: Error, Sendable {
    package var message: String

    package init(_ message: String) {
      self.message = message
    }
  }

  /// What a prompt says.
  package struct Text: Sendable {
    package var text: String
    /// `nil` where it quotes nobody.
    package var origin: TextOrigin?

    package init(_ text: String, origin: TextOrigin? = nil) {
      self.text = text
      self.origin = origin
    }
  }

  /// All prompts, in the order in which they are to be shown.
  package var list: @Sendable () -> [PromptDescription]
  /// The text of a prompt. Throws a `Refusal` for an unknown prompt and for arguments that do not fit.
  package var get:
    @Sendable (_ name: String, _ arguments: [String: String], _ exchange: Exchange) throws -> Text
  /// The values that fit what was typed for an argument; `nil` where there is no such prompt or argument.
  package var complete: @Sendable (_ name: String, _ argument: String, _ typed: String) -> [String]?

  package init(
    list: @escaping @Sendable () -> [PromptDescription],
    get:
      @escaping @Sendable (_ name: String, _ arguments: [String: String], _ exchange: Exchange)
      throws -> Text,
    complete:
      @escaping @Sendable (_ name: String, _ argument: String, _ typed: String) -> [String]?
  ) {
    self.list = list
    self.get = get
    self.complete = complete
  }
}
