/// Why a JSON document is not a usable schema, and where.
package struct JSONSchemaError: Error, Equatable, Sendable {
  /// What was wrong.
  package enum Reason: Equatable, Sendable {
    case notASchema
    case noSuchPart
    /// A keyword has a value that it cannot have; `expected` in words.
    case invalidValue(expected: String)
    case unknownType(String, suggestion: String?)
    case invalidPattern(String, PatternError)
    case unknownReference(String)
    /// A reference leads out of the document; nothing is ever fetched.
    case remoteReference(String)
    /// Where a `$dynamicRef` or `$recursiveRef` leads depends on resources (`$id`) in the document,
    /// which is not supported.
    case dynamicReference(String)
    /// References lead back to where they started without going into the instance.
    case cyclicReference
    case nestingTooDeep(maximum: Int)
  }

  /// The JSON pointer in the document of what is wrong; empty for the document itself.
  package var pointer: String
  package var reason: Reason

  init(_ reason: Reason, at pointer: String) {
    self.reason = reason
    self.pointer = pointer
  }
}

extension JSONSchemaError: CustomStringConvertible {
  package var description: String { pointer.isEmpty ? "\(reason)" : "\(pointer): \(reason)" }
}

extension JSONSchemaError.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notASchema: return "a schema is an object or a Boolean"
    case .noSuchPart: return "the document has no such part"
    case .invalidValue(let expected): return "expected \(expected)"
    case .unknownType(let name, let suggestion):
      let advice = suggestion.map { "; did you mean \"\($0)\"?" } ?? ""
      return "unknown type \"\(name)\"" + advice
    case .invalidPattern(let pattern, let error): return "invalid pattern \(pattern): \(error)"
    case .unknownReference(let reference): return "\"\(reference)\" leads nowhere in this document"
    case .remoteReference(let reference): return "\"\(reference)\" leads out of this document"
    case .dynamicReference(let reference):
      return "\"\(reference)\" is dynamic, which is not supported in a document with several $id"
    case .cyclicReference: return "the reference leads back to itself"
    case .nestingTooDeep(let maximum): return "nested deeper than \(maximum) levels"
    }
  }
}
