package import Diagnostics
package import JSON

/// One request of a replayed job, and what is expected of its result.
package struct Step: Sendable, Equatable {
  package enum Action: Sendable, Equatable {
    case callTool(String)
    /// Renders a skill as the prompt of that name.
    case getPrompt(String)
  }

  package var action: Action
  package var arguments = JSONObject()
  package var expectations: [Expectation] = []
  package var maximumMilliseconds: Int?
  /// Whether only a tool that is listed as reading may be called.
  package var mustOnlyRead = false
  package var position: SourcePosition

  /// Whether the call is expected to fail; the last word on it counts.
  package var shouldFail: Bool {
    expectations.reduce(false) {
      if case .error(let shouldFail) = $1.kind { shouldFail } else { $0 }
    }
  }
}

/// One thing that must hold of a result.
package struct Expectation: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// What a path leads to compares as it should.
    case value(ResultPath, Comparison)
    /// The result contains a text.
    case text(String)
    /// Some page, path or URI in the result names a page.
    case cites(String)
    /// The call fails, or does not.
    case error(Bool)
  }

  package enum Comparison: Sendable, Equatable {
    case equals(JSONValue)
    /// A string contains the text; an array has the element.
    case contains(JSONValue)
    /// So many elements; of a number, its value.
    case atLeast(Int)
    case atMost(Int)
    /// Exactly so many elements.
    case count(Int)
  }

  package var kind: Kind
  package var position: SourcePosition
}
