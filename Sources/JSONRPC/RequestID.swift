package import JSON

/// The id of a request, which its response carries with the same type and digits.
package enum RequestID: Sendable, Hashable {
  case string(String)
  /// The number as written: `1`, `-7`, `9007199254740991`.
  case integer(text: String)

  /// The id that a value is, or `nil` where it is none: MCP allows strings and integers, not null
  /// (JSON-RPC 2.0 section 4 would).
  package init?(_ value: JSONValue) {
    switch value {
    case .string(let string): self = .string(string)
    case .number(let number) where number.isIntegral: self = .integer(text: number.text)
    default: return nil
    }
  }

  package var jsonValue: JSONValue {
    switch self {
    case .string(let string): .string(string)
    case .integer(let text): .number(JSONNumber(uncheckedText: text))
    }
  }

  func write(to writer: inout JSONWriter) {
    switch self {
    case .string(let string): writer.write(string)
    case .integer(let text): writer.write(verbatim: text)
    }
  }
}

extension JSONNumber {
  /// Whether it is an integer of any size; `1.0` is one (JSON Schema 2020-12 core, section 4.2.3).
  fileprivate var isIntegral: Bool {
    isWrittenAsInteger || intValue != nil
  }
}
