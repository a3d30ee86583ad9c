import Clients
import Diagnostics
package import JSON

// Everything that is known, for machines. The variables of entries are left out, and of other people's
// servers the arguments too: both hold secrets.

extension EntryCheck {
  package var json: JSONValue {
    var object: JSONObject = [
      "client": .string(entry.client.identifier), "scope": .string(entry.scope.rawValue),
      "path": .string(entry.path), "line": .integer(entry.position.line),
      "server": .string(entry.serverName), "command": .string(entry.command),
    ]
    switch state {
    case .foreign:
      object.append("state", "foreign")
      return .object(object)
    case .examined: object.append("state", "examined")
    case .untrusted: object.append("state", "notStarted")
    case .disabled: object.append("state", "disabled")
    case .overridden(let winner):
      object.append("state", "overridden")
      object.append(
        "by", ["path": .string(winner.path), "line": .integer(winner.position.line)])
    }
    object.append("arguments", .array(entry.arguments.map { .string($0) }))
    object.append("examination", examination?.json ?? .null)
    object.append("findings", .array(findings.map(\.json)))
    return .object(object)
  }
}

extension Finding {
  package var json: JSONValue {
    [
      "severity": .string(severity.rawValue), "message": .string(message),
      "advice": .array(advice.map { .string($0) }),
    ]
  }
}
