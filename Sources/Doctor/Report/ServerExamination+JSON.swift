package import JSON
import MCP
import MCPClient
import Processes

// Everything that was measured, for machines. What is not known is `null`.

extension ServerExamination {
  package var json: JSONValue {
    [
      "command": .array(([launch.program] + launch.arguments).map { .string($0) }),
      "failure": startFailure.map(\.json) ?? .null, "eras": .array(eras.map(\.json)),
    ]
  }
}

extension EraExamination {
  fileprivate var json: JSONValue {
    [
      "asked": .string(version.rawValue), "spoken": .bool(isSpoken),
      "failure": failure.map(\.json) ?? .null,
      "startMilliseconds": startTime.map { .integer($0.milliseconds) } ?? .null,
      "agreed": .optional(agreedVersion), "server": .optional(serverName),
      "version": .optional(serverVersion),
      "instructionsCharacters": instructions.map { .integer($0.count) } ?? .null,
      "capabilities": .object(capabilities),
      "tools": tools.map { $0.json(withTokens: true) } ?? .null,
      "prompts": prompts.map { $0.json() } ?? .null,
      "resources": resources.map { $0.json() } ?? .null,
      "templates": templates.map { $0.json() } ?? .null, "call": sample.map(\.json) ?? .null,
      "strayLines": .array(strayLines.map { .string($0) }),
      "strayLineCount": .integer(strayLineCount),
      "errorLines": .array(errorLines.map { .string($0) }),
      "end": end.map { .string($0.inWords) } ?? .null,
    ]
  }
}

extension Listing {
  fileprivate func json(withTokens: Bool = false) -> JSONValue {
    var object: JSONObject = [
      "count": .integer(items.count), "bytes": .integer(byteCount),
      "problem": .optional(problem),
    ]
    if withTokens { object.append("tokens", .integer(tokens)) }
    object.append(
      "items",
      .array(
        items.map { item in
          var object: JSONObject = [
            "name": .string(item.name), "bytes": .integer(item.byteCount),
          ]
          if withTokens { object.append("tokens", .integer(item.tokens)) }
          return .object(object)
        }))
    return .object(object)
  }
}

extension SampleCall {
  fileprivate var json: JSONValue {
    [
      "tool": .string(tool), "milliseconds": .integer(time.milliseconds),
      "bytes": .integer(byteCount), "tokens": .integer(tokens), "error": .optional(error),
    ]
  }
}

extension ServerFailure {
  fileprivate var json: JSONValue {
    ["message": .string(message), "errorLines": .array(errors.map { .string($0) })]
  }
}

extension JSONValue {
  fileprivate static func optional(_ text: String?) -> JSONValue {
    text.map { .string($0) } ?? .null
  }
}
