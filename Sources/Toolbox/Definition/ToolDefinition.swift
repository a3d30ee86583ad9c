package import Diagnostics
package import JSON
import JSONSchema

/// A tool as its file describes it, checked as far as that is possible without the handbook.
package struct ToolDefinition: Sendable {
  /// What runs when the tool is called.
  package enum Implementation: Sendable, Equatable {
    /// A Swift function registered under this name.
    case handler(String)
    /// One read-only `SELECT` over `system.*`.
    case sql(ToolSQL)
    /// An operation of an HTTP interface.
    case operation(String)
  }

  /// Arguments that show how the tool is used.
  package struct Example: Sendable, Equatable {
    package var arguments: JSONObject
    /// What the call is for; `nil` where the file does not say.
    package var description: String?
  }

  package var name: String
  /// Where the name stands in its file.
  package var position: SourcePosition
  package var category: String?
  package var feature: String?
  package var isEnabled: Bool
  /// For people; made from the name where the file has none.
  package var title: String
  /// What an agent reads to choose the tool.
  package var description: String
  /// Advice that belongs to the results rather than to the choice of the tool.
  package var agentNote: String?
  /// What a caller must be allowed to do: `handbook:read`.
  package var scopes: [String]
  package var annotations: ToolAnnotations
  package var parameters: [ToolParameter]
  package var implementation: Implementation
  /// Where the query, or the name of the handler or operation, begins.
  package var implementationPosition: SourcePosition
  /// The member of a result that holds its rows, where the tool answers with a list; else `nil`.
  package var rowsKey: String?
  package var response: ResponseShape
  /// The schema of every column of a row (SQL) or member of the result (handler), in order;
  /// `nil` where the file does not say.
  package var output: [ToolParameter]?
  package var examples: [Example]
  /// Keys of the PostHog format that are accepted and carried, but change nothing here.
  package var otherSettings: JSONObject
  /// The input schema, compiled when the file was checked; `nil` where there was nothing to check.
  var compiledInputSchema: JSONSchema?

  /// All that a model reads of it besides the schema.
  package var textForModels: String {
    agentNote.map { description + "\n\n" + $0 } ?? description
  }
}

/// A named value with its JSON Schema: a parameter of a tool, a column or member of its output.
package struct ToolParameter: Sendable, Equatable {
  package var name: String
  /// A JSON Schema without our `required: true`.
  package var schema: JSONObject
  package var isRequired: Bool
  /// Where the name stands in its file.
  package var position: SourcePosition
}

/// What a tool does to the world, as told to clients.
package struct ToolAnnotations: Sendable, Equatable {
  package var readOnly: Bool
  package var destructive: Bool
  package var idempotent: Bool
  package var openWorld: Bool
}

/// Which columns of a row are answered, and how.
package struct ResponseShape: Sendable, Equatable {
  /// Only these columns, in this order; `nil` for all.
  package var include: [String]?
  /// All columns but these.
  package var exclude: [String] = []
  /// Whether members that are `null` are left out.
  package var stripsNulls = false

  /// Every column as it is.
  package static let whole = ResponseShape()
}
