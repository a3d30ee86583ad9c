import Fuzzing
import TestSupport
import Testing

/// Inputs of which something wrong came once.
struct FindingsTests {
  @Test(arguments: [
    ("toml", "mcp_servers = { hantra.bedbook = { command = 'a' } }\r\n"),
    ("sql", "SELECT:::b"), ("sql", "SELECT 1 WHERE:a()=:a()"),
    ("sql", "SELECT name FROM system.teams\0:o"), ("sql", "SELECT 1;\u{08}"), ("sql", "SELECT#é"),
    ("sql", "SELECT \u{FEFF}$d"),
  ])
  func areReadRightNow(_ name: String, _ input: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    #expect(Fuzzer.feed(target, Array(input.utf8))?.description == nil)
  }
}
