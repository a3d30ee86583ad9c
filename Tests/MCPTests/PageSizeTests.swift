import JSON
import TestSupport
import Testing

@testable import MCP

/// Lists that are longer than a page.
@Suite(.timeLimit(.minutes(5)))
struct PageSizeTests {
  @Test(arguments: [
    ("tools", ProtocolLimits.toolsPageSize), ("prompts", ProtocolLimits.promptsPageSize),
  ])
  func whatDoesNotFitComesOnTheNextPage(list: String, size: Int) throws {
    let fixture = ServerFixture(hasMore: true, listCount: size + 1)
    let first = try fixture.client.call(1, list + "/list", ServerFixture.modern())["result"]
    #expect(first?[list]?.arrayValue?.count == size)
    let cursor = try #require(first?["nextCursor"])
    let second = try fixture.client.call(
      2, list + "/list", ServerFixture.modern(["cursor": cursor]))["result"]
    #expect(second?[list]?.arrayValue?.count == 1)
    #expect(second?["nextCursor"] == nil)
  }
}
