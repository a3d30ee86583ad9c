package import JSON

/// What a server offers beyond the protocol itself, as functions that it calls.
///
/// They run on the threads that serve the connection and may take their time, if they call
/// `Exchange.checkpoint` meanwhile.
package struct Features: Sendable {
  package var tools: ToolFeature
  package var resources: ResourceFeature
  package var completion: CompletionFeature
  /// `nil` for a server without prompts.
  package var prompts: PromptFeature?
  package var extensions: [ExtensionFeature]
  /// Whether what tools and resources answer from is there.
  package var isReady: @Sendable () -> Bool
  /// Runs the body as soon as it is, on another thread if that is later. The exchange can be told of the
  /// progress meanwhile.
  package var whenReady: @Sendable (Exchange, @escaping @Sendable () -> Void) -> Void
  /// Called once, when the first requests are answered and there is nothing else to do.
  package var firstIdle: @Sendable () -> Void

  package init(
    tools: ToolFeature, resources: ResourceFeature, completion: CompletionFeature,
    prompts: PromptFeature? = nil, extensions: [ExtensionFeature] = [],
    isReady: @escaping @Sendable () -> Bool,
    whenReady: @escaping @Sendable (Exchange, @escaping @Sendable () -> Void) -> Void,
    firstIdle: @escaping @Sendable () -> Void = {}
  ) {
    self.tools = tools
    self.resources = resources
    self.completion = completion
    self.prompts = prompts
    self.extensions = extensions
    self.isReady = isReady
    self.whenReady = whenReady
    self.firstIdle = firstIdle
  }
}

package struct ToolFeature: Sendable {
  /// What came of a call that the tool itself answered.
  package enum Outcome: Sendable {
    case structured(StructuredContent)
    /// The tool failed; the text says why and what to do.
    case failure(String)
  }

  /// Why there was nothing to call.
  package enum Refusal: Error, Sendable {
    case unknownTool(message: String)
    /// The arguments do not fit the tool's schema.
    case invalidArguments(message: String)
    /// The call was stopped in the middle.
    case stopped
  }

  /// The tools that a request is to see, in the order in which they are to be shown; all requests of the modern
  /// era see the same.
  package var list: @Sendable (RequestScope) -> [ToolDescription]
  package var call:
    @Sendable (_ name: String, _ arguments: JSONObject, _ exchange: Exchange) throws(Refusal) ->
      Outcome

  package init(
    list: @escaping @Sendable (RequestScope) -> [ToolDescription],
    call:
      @escaping @Sendable (_ name: String, _ arguments: JSONObject, _ exchange: Exchange)
      throws(Refusal) -> Outcome
  ) {
    self.list = list
    self.call = call
  }
}

package struct ResourceFeature: Sendable {
  /// There is no such resource; the advice, if any, begins with a blank or a semicolon.
  package struct NotFound: Error, Sendable {
    package var advice: String

    package init(advice: String = "") {
      self.advice = advice
    }
  }

  /// All resources in a fixed order.
  package var list: @Sendable () throws -> [ResourceDescription]
  package var templates: [ResourceTemplate]
  package var read: @Sendable (_ uri: String) throws -> [ResourceContents]

  package init(
    list: @escaping @Sendable () throws -> [ResourceDescription], templates: [ResourceTemplate],
    read: @escaping @Sendable (_ uri: String) throws -> [ResourceContents]
  ) {
    self.list = list
    self.templates = templates
    self.read = read
  }
}

package struct CompletionFeature: Sendable {
  /// A request for the values that an argument of a resource template may have.
  package struct Query: Sendable {
    package var uriTemplate: String
    package var argument: String
    /// What has been typed so far.
    package var value: String
    /// The arguments that are settled already.
    package var context: [String: String]

    package init(uriTemplate: String, argument: String, value: String, context: [String: String]) {
      self.uriTemplate = uriTemplate
      self.argument = argument
      self.value = value
      self.context = context
    }
  }

  /// All values that fit, best first. Throws a `ResponseError` for an unknown argument.
  package var complete: @Sendable (Query) throws -> [String]

  package init(complete: @escaping @Sendable (Query) throws -> [String]) {
    self.complete = complete
  }
}
