import Foundation
import JSON
import TestSupport
import Testing

/// What `handbook limits` says, held against what the server does.
@Suite(.timeLimit(.minutes(5)))
struct LimitsTests {
  /// A way to a limit on the wire.
  struct Reach: Sendable, CustomTestStringConvertible {
    var limit: String
    /// Goes up to the value and beyond it.
    var check: @Sendable (_ value: Int, _ root: TemporaryFolder) throws -> Void
    var testDescription: String { limit }
  }

  private static let onTheWire =
    messages + lists + answers + queries + files + skills + logs

  /// Limits that no message reaches by itself: the tests of targets that do, by file and function.
  private static let elsewhere: [String: String] = [
    "slow_requests":
      "JSONRPCTests/ConnectionTests.swift servesFastRequestsBesideMoreSlowOnesThanMayRun",
    "page_facts": "HandbookModelTests/Taxonomy/LongPageTests.swift manyLabelsInOneBlock",
    // Where the disk is too slow for what is recorded.
    "recording_waiting": "RecordingTests/RecorderTests.swift stopsWhereTheDiskIsTooSlow",
  ]

  private static func values() throws -> [String: Int] {
    let outcome = try HandbookProgram.run(["limits", "--json"])
    let limits = try JSONParser.parse(
      outcome.output.trimmingCharacters(in: .whitespacesAndNewlines))
    return Dictionary(
      uniqueKeysWithValues: (limits.arrayValue ?? []).map {
        ($0["name"]?.stringValue ?? "", $0["value"]?.intValue ?? 0)
      })
  }

  @Test func everyLimitHasATest() throws {
    let names = Set(try Self.values().keys)
    #expect(names == Set(Self.onTheWire.map(\.limit)).union(Self.elsewhere.keys))
    for (limit, place) in Self.elsewhere {
      let parts = place.split(separator: " ")
      let text = try String(
        contentsOfFile: Repository.path + "/Tests/" + parts[0], encoding: .utf8)
      #expect(parts.count == 2 && text.contains("func \(parts[1])("), "\(limit)")
    }
  }

  /// A thousand requests must arrive while one query runs, for which the thread sanitizer is too slow.
  private static let reached =
    Sanitizer.current == .thread
    ? onTheWire.filter { $0.limit != "unanswered_requests" } : onTheWire

  @Test(arguments: reached) func answersAsIsSaidBeyondALimit(_ reach: Reach) throws {
    let value = try #require(try Self.values()[reach.limit])
    try reach.check(value, try FaultRoot.make())
  }
}
