package import JSON

/// Hides secrets in the messages of a session before they are recorded or compared.
///
/// - The value of every member whose name tells of a secret (`password`, `accessToken`, …), at any depth, and in
///   texts that are JSON themselves, as the results of tools are.
/// - The arguments of a tool that its schema declares secret, `call_tool` and its like included.
/// - What was hidden in the arguments of a call, wherever it occurs in that message or a later one: an error message
///   quotes what was wrong.
///
/// The schemas of `tools/list` stay as they are: there, `password` is the name of a parameter.
package struct Redactor: Sendable {
  /// What stands in the place of a secret.
  package static let mark = "[redacted]"

  private let parameters: [String: SecretParameters]
  /// What was hidden in arguments so far.
  private var secrets: [[UInt8]] = []
  /// Shorter ones occur in other words by chance.
  private static let minimumSecretBytes = 4
  /// Each one costs a search in each text.
  private static let maximumSecretCount = 256

  /// - Parameter inputSchemas: those of the tools, by name.
  package init(inputSchemas: [String: JSONObject]) {
    parameters = inputSchemas.mapValues(SecretParameters.init).filter { !$1.isEmpty }
  }

  /// The message without its secrets.
  package mutating func redacted(_ message: JSONValue) -> JSONValue {
    if let arguments = message["params"]?["arguments"] {
      collect(from: arguments, of: parameters[message["params"]?["name"]?.stringValue ?? ""])
    }
    return hidden(message)
  }

  /// A line that is no JSON: hidden as a whole where it could hold a secret.
  package func redacted(text: String) -> String {
    let mayHoldSecret =
      SecretKeys.areMentioned(in: text)
      || parameters.values.contains { $0.names.contains { text.contains($0) } }
    return mayHoldSecret ? Self.mark : withoutSecrets(text)
  }

  // MARK: - What is secret

  private mutating func collect(from value: JSONValue, of tool: SecretParameters?) {
    if tool?.coversEverything == true {
      remember(value)
      return
    }
    switch value {
    case .array(let elements):
      for element in elements { collect(from: element, of: tool) }
    case .object(let object):
      let inner = nestedCall(object)
      for member in object.members {
        if isSecret(member, of: tool) {
          remember(member.value)
        } else {
          collect(from: member.value, of: member.key == "arguments" ? inner ?? tool : tool)
        }
      }
    default:
      break
    }
  }

  private mutating func remember(_ value: JSONValue) {
    switch value {
    case .string(let text):
      let secret = Array(text.utf8)
      guard secret.count >= Self.minimumSecretBytes, secrets.count < Self.maximumSecretCount,
        !secrets.contains(secret)
      else { return }
      // The longest first: one may be part of another.
      let index = secrets.firstIndex { $0.count < secret.count } ?? secrets.endIndex
      secrets.insert(secret, at: index)
    case .array(let elements):
      for element in elements { remember(element) }
    case .object(let object):
      for member in object.members { remember(member.value) }
    default:
      break
    }
  }

  private func isSecret(_ member: JSONObject.Member, of tool: SecretParameters?) -> Bool {
    switch member.value {
    // That something is there or is not there is no secret.
    case .null, .bool: false
    default: tool?.contains(member.key) == true || SecretKeys.contains(member.key)
    }
  }

  /// The secret parameters of the tool that an object `{"name": …, "arguments": …}` calls.
  private func nestedCall(_ object: JSONObject) -> SecretParameters? {
    guard !parameters.isEmpty, object["arguments"] != nil,
      let name = object["name"]?.stringValue
    else { return nil }
    return parameters[name]
  }

  // MARK: - Hiding

  private func hidden(_ value: JSONValue, of tool: SecretParameters? = nil) -> JSONValue {
    switch value {
    case .string(let text):
      return .string(hidden(text: text))
    case .array(let elements):
      return .array(elements.map { hidden($0, of: tool) })
    case .object(let object):
      let inner = nestedCall(object)
      return .object(
        object.members.map { member in
          if isSecret(member, of: tool) { return .init(key: member.key, value: .string(Self.mark)) }
          if ["inputSchema", "outputSchema"].contains(member.key) { return member }
          let tool = member.key == "arguments" ? inner ?? tool : tool
          return .init(key: member.key, value: hidden(member.value, of: tool))
        })
    case .null, .bool, .number:
      return value
    }
  }

  /// A text that is JSON itself is taken apart; it ends, because each level within needs escapes.
  private func hidden(text: String) -> String {
    if text.utf8.first == UInt8(ascii: "{") || text.utf8.first == UInt8(ascii: "["),
      let value = try? JSONParser.parse(text)
    {
      let result = hidden(value)
      return result == value ? text : result.text
    }
    return withoutSecrets(text)
  }

  private func withoutSecrets(_ text: String) -> String {
    secrets.reduce(text) { text, secret in
      text.utf8.count < secret.count ? text : text.replacing(secret, with: Self.mark)
    }
  }
}

extension String {
  /// Over bytes: a `Character` would not end where a secret ends before a combining mark.
  fileprivate func replacing(_ searched: [UInt8], with mark: String) -> String {
    let bytes = Array(utf8)
    var result: [UInt8] = []
    var index = 0
    var copied = 0
    while index + searched.count <= bytes.count {
      if bytes[index] == searched[0], bytes[index...].starts(with: searched) {
        result += bytes[copied..<index]
        result += mark.utf8
        index += searched.count
        copied = index
      } else {
        index += 1
      }
    }
    return copied == 0 ? self : String(decoding: result + bytes[copied...], as: UTF8.self)
  }
}
