import TestSupport
import Testing

/// In processes of their own, which end.
struct InputWatchTests {
  @Test func namesTheInputThatTraps() async throws {
    let outcome = try await #require(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      InputWatch.watch("short", Array("[".utf8)) { () -> Void in preconditionFailure() }
    }
    let errors = String(decoding: outcome.standardErrorContent, as: UTF8.self)
    #expect(errors.contains("short: \"[\"\n"), "\(errors)")
  }

  @Test func namesTheInputThatUsesUpTheStack() async throws {
    let outcome = try await #require(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      InputWatch.watch("deep", Array("[[".utf8)) { _ = Self.sum(from: 0) }
    }
    let errors = String(decoding: outcome.standardErrorContent, as: UTF8.self)
    #expect(errors.contains("deep: \"[[\"\n"), "\(errors)")
  }

  /// Never comes to the end. What is added afterwards keeps the call from becoming a loop.
  private static func sum(from number: Int) -> Int {
    number < 0 ? 0 : number &+ sum(from: number &+ 1) &* 3
  }
}
