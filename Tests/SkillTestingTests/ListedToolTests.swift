import JSON
import MCPClient
import Testing

@testable import SkillTesting

@Suite(.timeLimit(.minutes(5)))
struct ListedToolTests {
  @Test func listsToolsPageByPage() throws {
    let session = try ServerSession(
      [
        "/bin/sh", "-c",
        #"""
        read line
        echo '{"id":1,"result":{"tools":[{"name":"a","title":"A","description":"x","annotations":{"readOnlyHint":true}}],"nextCursor":"2"}}'
        read line
        case "$line" in *'"cursor":"2"'*) echo '{"id":2,"result":{"tools":[{"name":"b"}]}}';; esac
        """#,
      ], as: "test")
    let tools = try session.listTools()
    #expect(
      tools.map(\.candidate) == [
        RoutingCandidate(name: "a", title: "A", description: "x"),
        RoutingCandidate(name: "b", description: ""),
      ])
    #expect(tools.map(\.onlyReads) == [true, false])
  }
}
