import Diagnostics
import Foundation
import JSON
import TestSupport
import Testing

@testable import SkillTesting

/// Agents that are a few lines of shell. The server is one too: it puts what it is told into the
/// recording.
@Suite(.timeLimit(.minutes(5)))
struct AgentRunTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder([
      "server.sh": #"""
      # Called as: server.sh --record FILE; notes a call of the tool that it reads, and its answer.
      while read -r tool; do
        echo '{"t":1,"dir":"in","message":{"id":1,"method":"tools/call","params":{"name":"'"$tool"'"}}}' >> "$2"
        echo '{"t":2,"dir":"out","message":{"id":1,"result":{"content":[]}}}' >> "$2"
      done
      """#,
      // Runs the server of the configuration, as a client would.
      "agent.sh": #"""
      server=$(tr -d '\n' < "$HANDBOOK_MCP_CONFIG" | sed 's/.*"args": *\[\([^]]*\)\].*/\1/; s/[",]/ /g')
      /bin/sh $server
      """#,
    ])
  }

  private func run(
    _ command: String, expected: [String] = [], timeout: Duration = .seconds(30)
  ) -> AgentRun {
    let agent = AgentCommand(
      command, timeout: timeout, server: ["/bin/sh", folder.path + "/server.sh"])
    var eval = Eval(id: "x", intent: "Find it", position: SourcePosition(line: 1, column: 1))
    eval.tools.expected = expected
    return AgentRun(agent, intent: "Find it", eval: eval, skill: "finding-things")
  }

  private var agent: String { "/bin/sh '\(folder.path)/agent.sh'" }

  @Test func gradesTheCallsThatTheAgentMade() {
    let run = run("echo search | \(agent)", expected: ["search"])
    #expect(run.grade == Grade())
    #expect(run.calls.map(\.tool) == ["search"])
    #expect(run.calls.map(\.isError) == [false])
    #expect(run.keptFolder == nil)
  }

  @Test func failsWhereTheAgentDoesNotCall() throws {
    let run = run("echo list_teams | \(agent)", expected: ["search"])
    #expect(run.grade.failures == ["the expected tool search is never called"])
    try removeKeptFolder(of: run)
  }

  @Test func tellsTheAgentWhatToDo() {
    // The prompt comes three ways; the agent fails where one of them is not as it should be.
    let run = run(
      #"""
      test "$(cat)" = 'Find it' && test "$(cat {prompt_file})" = 'Find it' && \
      test "$HANDBOOK_PROMPT" = 'Find it' && test "$HANDBOOK_SKILL" = finding-things && \
      test {config} = "$HANDBOOK_MCP_CONFIG" && echo search | \#(agent)
      """#)
    #expect(run.grade == Grade())
  }

  @Test func showsWhatAFailedAgentSaid() throws {
    let run = run("echo no key; echo at all >&2; exit 7")
    #expect(
      run.grade.failures == [
        "the agent ended with exit code 7\n  | no key\n  | at all",
        "the agent never started the server of {config}",
      ])
    let kept = try #require(run.keptFolder)
    #expect(try String(contentsOfFile: kept + "/prompt.txt", encoding: .utf8) == "Find it")
    try removeKeptFolder(of: run)
  }

  @Test func endsAnAgentAndItsChildrenWhenTheTimeIsOver() throws {
    // As long as the child lives it holds a pipe open.
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    let reader = open(pipe, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    let run = run("tail -f /dev/null > '\(pipe)' & wait", timeout: .milliseconds(300))
    #expect(
      run.grade.failures == [
        "the agent was ended after 0.3 seconds", "the agent never started the server of {config}",
      ])
    var byte: UInt8 = 0
    #expect(read(reader, &byte, 1) == 0)
    try removeKeptFolder(of: run)
  }

  /// Failed runs leave their files behind for people to look at.
  private func removeKeptFolder(of run: AgentRun) throws {
    try FileManager.default.removeItem(atPath: #require(run.keptFolder))
  }

  @Test func writesAConfigurationThatStartsTheServer() {
    let agent = AgentCommand(
      "", timeout: .seconds(1), server: ["/opt/handbook", "serve", "--root", "/a b"])
    #expect(
      agent.configuration(recording: "/tmp/r.jsonl").text
        == #"{"mcpServers":{"handbook":{"type":"stdio","command":"/opt/handbook","#
        + #""args":["serve","--root","/a b","--record","/tmp/r.jsonl"]}}}"#)
  }

  @Test(arguments: [("a", "'a'"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#), ("$(x)", "'$(x)'")])
  func quotesForTheShell(word: String, quoted: String) {
    #expect(AgentCommand.quoted(word) == quoted)
  }
}
