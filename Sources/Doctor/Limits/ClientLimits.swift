/// What a client cuts, drops or never shows to its model. Where nothing is known there is no limit here.
package struct ClientLimits: Sendable {
  /// What a fact rests on.
  package enum Evidence: String, Sendable {
    /// The client's own documentation or source.
    case documented
    /// Reports of its users.
    case reported
  }

  /// A number, what the client does beyond it, and what we know that from.
  package struct Limit: Sendable {
    package var value: Int
    package var evidence: Evidence
    /// Goes on from "too long for Cursor, which …".
    package var effect: String
    /// Whether the server is of no use then, and not just less useful.
    package var isFatal = false
  }

  /// How a tool is called where the model sees it.
  package struct ToolNames: Sendable {
    /// Before the server's name, which stands before the tool's; `nil` where the tool's name stands
    /// alone.
    package var prefix: String?
    /// Between the server's name and the tool's.
    package var separator = ""
    /// In characters, of the whole.
    package var length: Limit
    /// Other characters than letters, digits, `_` and `-` (its value counts for nothing); `nil` where
    /// the client takes dots too, as the specification does.
    package var otherCharacters: Limit?

    package func shown(_ tool: String, of server: String) -> String {
      prefix.map { $0 + server + separator + tool } ?? tool
    }
  }

  /// As clients are named on the command line.
  package let client: String
  package let displayName: String
  package var toolNames: ToolNames
  /// Of all its servers together.
  package var tools: Limit?
  /// Of the text of a result.
  package var resultBytes: Limit?
  /// In characters, of one tool.
  package var description: Limit?
  /// In characters, of a server.
  package var instructions: Limit?
  /// How many seconds it waits for the first answers.
  package var startSeconds: Limit?
  /// Whether it shows prompts to its user, and resources to anybody; `nil` where that is not known.
  package var hasPrompts: Bool?
  package var hasResources: Bool?
  /// Whether it lists tools again after `notifications/tools/list_changed`; `nil` where that is not
  /// known.
  package var followsToolChanges: Bool?
  /// Whether servers of the same name in the project's and the user's settings are two servers, where
  /// with others the project's goes before.
  package var keepsScopesApart = false
  /// The names of the variables that its servers inherit; `nil` for all.
  package var inheritedVariables: [String]?
}
