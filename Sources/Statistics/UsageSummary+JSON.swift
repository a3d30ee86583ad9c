package import JSON
import Logging

extension UsageSummary {
  /// The summary for machines.
  package var json: JSONValue {
    var object: JSONObject = [
      "sessions": .integer(usage.sessionCount),
      "clients": .array(clients.map(Self.json)),
      "protocols": .array(protocols.map(Self.json)),
      "first": usage.times.map { .string($0.lowerBound.text) } ?? .null,
      "last": usage.times.map { .string($0.upperBound.text) } ?? .null,
      "recorded_us": usage.recordedMicroseconds.map { .integer($0) } ?? .null,
      "skipped_lines": .integer(usage.skippedLineCount),
      "dropped_entries": .integer(usage.droppedEntryCount),
      "notes": .array(usage.notes.map { .string($0) }),
    ]
    object.append("total", .object(Self.members(of: total)))
    object.append("methods", .array(methods.map { Self.json($0, kind: "method") }))
    return .object(object)
  }

  private static func json(_ share: Share) -> JSONValue {
    ["name": .string(share.name), "calls": .integer(share.calls)]
  }

  private static func json(_ group: Group, kind: String) -> JSONValue {
    var object: JSONObject = [kind: group.name.map { .string($0) } ?? .null]
    object.members += members(of: group.figures).members
    if !group.parts.isEmpty {
      object.append("parts", .array(group.parts.map { json($0, kind: "name") }))
    }
    return .object(object)
  }

  private static func members(of figures: Figures) -> JSONObject {
    func number(_ value: Int?) -> JSONValue { value.map { .integer($0) } ?? .null }
    return [
      "calls": .integer(figures.calls), "errors": .integer(figures.errors),
      "tool_errors": .integer(figures.toolErrors), "cancelled": .integer(figures.cancelled),
      "unanswered": .integer(figures.unanswered),
      "p50_us": number(figures.microseconds(atPercent: 50)),
      "p95_us": number(figures.microseconds(atPercent: 95)),
      "max_us": number(figures.maximumMicroseconds),
      "result_bytes": .integer(figures.resultBytes),
      "result_tokens": .integer(figures.resultTokens),
      "tokens_per_call": .integer(figures.tokensPerCall),
    ]
  }
}
