import Foundation
import JSON
import TestSupport
import Testing

/// The command as its users run it, in a home folder and a project of the test's own.
@Suite(.timeLimit(.minutes(5)))
struct DoctorCommandTests {
  /// A home folder, with a project `work` in it and a program `bin/handbook` that is a script.
  private struct Home {
    let folder: TemporaryFolder
    var path: String { folder.path }
    /// The scripted server.
    var program: String { path + "/bin/handbook" }

    init(_ files: [String: String] = [:], before: String = "") throws {
      folder = try TemporaryFolder()
      try folder.makeFolder("work/.git")
      let script = "#!/bin/sh\n" + ScriptedServer.script(before: before)
      try folder.write("bin/script", script)
      // Written by a process of its own: one that is started meanwhile from another thread of this one
      // would hold the file open for writing, and what is being written cannot be started.
      let copying = try Process.run(
        URL(fileURLWithPath: "/bin/sh"),
        arguments: ["-c", "cd \"$0\" && cp script handbook && chmod +x handbook", path + "/bin"])
      copying.waitUntilExit()
      try #require(copying.terminationStatus == 0)
      for (name, text) in files { try write(name, text) }
    }

    /// Writes a file, `PROGRAM` and `REAL` in it being the scripted and the real program.
    func write(_ name: String, _ text: String) throws {
      try folder.write(
        name,
        text.replacingOccurrences(of: "PROGRAM", with: program)
          .replacingOccurrences(of: "REAL", with: HandbookProgram.path))
    }

    /// Runs `handbook doctor` in the project. Times become `T`, the home folder `HOME`.
    func doctor(
      _ arguments: String..., environment: [String: String] = [:]
    ) throws -> HandbookProgram.Outcome {
      var variables = ["HOME": path]
      // Those of whoever runs the tests would lead elsewhere.
      for name in ["XDG_CONFIG_HOME", "CODEX_HOME", "COPILOT_HOME", "CLAUDE_CONFIG_DIR"] {
        variables[name] = ""
      }
      var outcome = try HandbookProgram.run(
        ["doctor"] + arguments, workingFolder: path + "/work",
        environment: variables.merging(environment) { $1 })
      outcome.output = outcome.output.replacingOccurrences(of: path, with: "HOME")
        .replacing(/[0-9]+(\.[0-9])? m?s\b/, with: "T")
      return outcome
    }
  }

  private func expect(
    _ outcome: HandbookProgram.Outcome, _ output: String, errors: String = "", exitCode: Int32,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(outcome.output == output, sourceLocation: sourceLocation)
    #expect(outcome.errors == errors, sourceLocation: sourceLocation)
    #expect(outcome.exitCode == exitCode, sourceLocation: sourceLocation)
  }

  @Test func saysOfEachEntryHowItIs() throws {
    let home = try Home([
      ".cursor/mcp.json": """
      {
        "mcpServers": {
          "github": {"command": "npx", "args": ["--token", "s3cret"]},
          "handbook": {"command": "PROGRAM", "args": ["serve"]}
        }
      }
      """,
      ".codex/config.toml": """
      [mcp_servers.handbook]
      command = "bin/handbook"
      args = ["serve"]

      [mcp_servers.docs]
      command = "PROGRAM"
      args = ["serve", "--handbook", "docs"]
      enabled_tools = ["lok"]

      [mcp_servers.off]
      command = "PROGRAM"
      args = ["serve"]
      enabled = false
      """,
      ".gemini/settings.json": """
      {
        // one that lies where its shell would find it
        "mcpServers": {"handbook": {"command": "~/bin/handbook", "args": ["serve"]}}
      }
      """,
    ])
    expect(
      try home.doctor(),
      """
      Cursor      ~/.cursor/mcp.json:3       github    another server, not started
      Cursor      ~/.cursor/mcp.json:4       handbook  ok: T (2025-11-25), 1 tool, 4 tokens
      Codex       ~/.codex/config.toml:1     handbook  error: cannot be used
        error: there is no file 'bin/handbook'
          look at the path: is the program built?
        warning: 'bin/handbook' is a relative path: which file it is depends on where Codex is started
          write the whole path: 'handbook install codex' does
      Codex       ~/.codex/config.toml:5     docs      error: T (2025-11-25), 1 tool, 4 tokens
        error: the settings hide every tool
        warning: '--handbook docs' is a relative path: which folder it is depends on where Codex is started
          write the whole path
        warning: the settings choose among tools by 'lok', which the server does not have
          did you mean 'look'?
      Codex       ~/.codex/config.toml:10    off       switched off
      Gemini CLI  ~/.gemini/settings.json:3  handbook  error: cannot be used
        error: there is no file '~/bin/handbook'
          clients do not know '~': write the whole path
      5 handbook entries: 3 errors, 3 warnings, 5 notes (--verbose shows notes)

      """, exitCode: 1)
  }

  @Test func showsEverythingOfTheRealProgramWhereItIsAskedTo() throws {
    let home = try Home([
      "work/.mcp.json": """
      {"mcpServers": {"handbook": {"command": "REAL", "args": ["serve", "--handbook", "HANDBOOK"]}}}
      """
    ])
    try home.folder.write("work/HANDBOOK/rooms.md", "# Rooms\n\nOak has six seats.\n")
    var outcome = try home.doctor("claude-code", "--verbose")
    outcome.output = outcome.output.replacing(/[0-9][0-9,]*( bytes| tokens| characters)/) {
      "N\($0.output.1)"
    }
    .replacing(/largest: .*/, with: "largest: …")
    expect(
      outcome,
      """
      Claude Code  ~/work/.mcp.json:1  handbook  ok: T (2026-07-28), T (2025-11-25), 8 tools, N tokens
        server        handbook 0.1.0
        start         T to the first answer (2026-07-28)
                      T to the first answer (2025-11-25)
        instructions  N characters
        tools         8, N bytes, N tokens for a model
                      largest: …
        prompts       0, N bytes
        resources     1, N bytes
        templates     3, N bytes
        call          list_skills: T, N bytes, N tokens
        end           ended with exit code 0 once its input was closed
        note: Claude Code does not notice when the tools change
          start a new session after a change of tools
      1 handbook entry: nothing to complain about, 1 note

      """, exitCode: 0)
  }

  @Test func saysWhatToDoWhereNothingIsSetUp() throws {
    let home = try Home([
      ".cursor/mcp.json": #"{"mcpServers": {"other": {"command": "npx"}}}"#
    ])
    expect(
      try home.doctor(),
      "Cursor  ~/.cursor/mcp.json:1  other  another server, not started\n",
      errors: """
        handbook: no client is set up with a handbook
        'handbook install CLIENT' sets one up
        'handbook doctor -- COMMAND' examines a server without a client

        """, exitCode: 66)
    expect(
      try home.doctor("zed"), "",
      errors: """
        handbook: Zed is set up with no handbook
        'handbook install zed' sets it up
        'handbook doctor -- COMMAND' examines a server without a client

        """, exitCode: 66)
  }

  @Test func saysWhatIsWrongWithAFile() throws {
    let home = try Home([".cursor/mcp.json": "{\"mcpServers\": {\"handbook\": {}\n"])
    let outcome = try home.doctor()
    #expect(outcome.exitCode == 1)
    #expect(outcome.output.hasPrefix("~/.cursor/mcp.json:"))
    #expect(outcome.output.contains(": error: "))
    #expect(outcome.output.hasSuffix("\n0 handbook entries: 1 error, 0 warnings\n"))
  }

  @Test(arguments: [
    (
      "curser", "there is no client 'curser'\ndid you mean 'cursor'?\nthe clients are claude-code, "
    ),
    ("--timeout=0", "'--timeout' takes seconds from 1 to 3600, not '0'\n"),
    ("--", "which command?\n"),
  ])
  func saysWhatIsWrongWithItsArguments(argument: String, errors: String) throws {
    let outcome = try Home().doctor(argument)
    #expect(outcome.errors.hasPrefix("handbook: " + errors))
    #expect(outcome.exitCode == 64)
  }

  @Test func startsWhatAProjectNamesOnlyWhereTheClientIsNamed() throws {
    let home = try Home()
    try home.write(
      "work/.mcp.json",
      """
      {"mcpServers": {
        "handbook": {"command": "/bin/sh", "args": ["-c", "touch started; exit 3"]}
      }}
      """)
    let started = home.path + "/work/started"
    expect(
      try home.doctor(),
      """
      Claude Code  ~/work/.mcp.json:2  handbook  not started; 'handbook doctor claude-code' starts it
      Copilot CLI  ~/work/.mcp.json:2  handbook  not started; 'handbook doctor copilot-cli' starts it
      2 handbook entries: nothing to complain about, 2 notes (--verbose shows notes)

      """, exitCode: 0)
    #expect(!FileManager.default.fileExists(atPath: started))
    expect(
      try home.doctor("claude-code"),
      """
      Claude Code  ~/work/.mcp.json:2  handbook  error: cannot be used
        error: the server ended with exit code 3 before it answered initialize
          start it by hand in a shell to see why it ends
      1 handbook entry: 1 error, 0 warnings

      """, exitCode: 1)
    #expect(FileManager.default.fileExists(atPath: started))
  }

  /// What a project's settings may say without being asked about: a handbook outside the project that
  /// serves, with no variables but its own.
  @Test(arguments: [
    (#"{"command": "PROGRAM", "args": ["serve"]}"#, true),
    (#"{"command": "PROGRAM", "args": ["serve"], "env": {"HANDBOOK_DIR": "docs"}}"#, true),
    (#"{"command": "PROGRAM", "args": ["serve"], "env": {"LD_PRELOAD": "x.so"}}"#, false),
    (#"{"command": "PROGRAM", "args": ["test", "--agent", "sh"]}"#, false),
    (#"{"command": "./handbook", "args": ["serve"]}"#, false),
    (#"{"command": "sh", "args": ["serve"]}"#, false),
  ])
  func knowsWhatIsHarmless(entry: String, isStarted: Bool) throws {
    let home = try Home(["work/.cursor/mcp.json": "{\"mcpServers\": {\"handbook\": \(entry)}}"])
    try FileManager.default.copyItem(
      atPath: home.program, toPath: home.path + "/work/handbook")
    let outcome = try home.doctor()
    #expect(outcome.output.contains("not started") == !isStarted)
    #expect(outcome.output.contains("1 tool") == isStarted)
  }

  @Test func saysWhichOfTwoScopesCounts() throws {
    let home = try Home([
      ".cursor/mcp.json":
        #"{"mcpServers": {"handbook": {"command": "PROGRAM", "args": ["serve"]}}}"#,
      "work/.cursor/mcp.json":
        #"{"mcpServers": {"handbook": {"command": "PROGRAM", "args": ["serve", "--root", "/"]}}}"#,
      ".zed/settings.json": "",
    ])
    expect(
      try home.doctor(),
      """
      Cursor  ~/work/.cursor/mcp.json:1  handbook  ok: T (2025-11-25), 1 tool, 4 tokens
      Cursor  ~/.cursor/mcp.json:1       handbook  not used, ~/work/.cursor/mcp.json:1 goes before
        warning: it is not the same as the one that goes before
          remove one of them, or give it another name
      2 handbook entries: 0 errors, 1 warning, 2 notes (--verbose shows notes)

      """, exitCode: 1)
  }

  /// Codex hands on few variables, VS Code those of a file too; both start servers in the project.
  @Test func startsServersAsTheClientWould() throws {
    let home = try Home(
      [
        ".codex/config.toml": """
        [mcp_servers.handbook]
        command = "PROGRAM"
        args = ["serve"]
        env = { OWN = "1" }
        """,
        "work/.vscode/mcp.json": """
        {"servers": {"handbook": {"command": "PROGRAM", "args": ["serve"], "envFile": ".env"}}}
        """,
        "work/.env": "OWN=2\n",
      ], before: #"echo "OWN=$OWN SECRET=$SECRET in $(basename "$PWD")""#)
    let outcome = try home.doctor("codex", "vscode", environment: ["SECRET": "x"])
    #expect(outcome.output.contains("is no message: OWN=1 SECRET= in work\n"))
    #expect(outcome.output.contains("is no message: OWN=2 SECRET=x in work\n"))
  }

  @Test func printsEverythingForMachines() throws {
    let home = try Home([
      ".cursor/mcp.json": """
      {"mcpServers": {
        "github": {"command": "npx", "args": ["--token", "s3cret"], "env": {"A": "s3cret"}},
        "handbook": {"command": "PROGRAM", "args": ["serve"], "env": {"B": "s3cret"}}
      }}
      """
    ])
    let outcome = try home.doctor("--json")
    #expect(outcome.exitCode == 0)
    #expect(!outcome.output.contains("s3cret"))
    let report = try JSONParser.parse(outcome.output)
    #expect(
      report["entries"]?.arrayValue?[0].text
        == #"{"client":"cursor","scope":"user","path":"HOME/.cursor/mcp.json","line":2,"#
        + #""server":"github","command":"npx","state":"foreign"}"#)
    let entry = try #require(report["entries"]?.arrayValue?[1])
    #expect(entry["state"] == "examined")
    #expect(entry["arguments"] == ["serve"])
    let eras = entry["examination"]?["eras"]?.arrayValue
    #expect(eras?.map { $0["spoken"] } == [false, true])
    #expect(eras?[1]["startMilliseconds"]?.intValue != nil)
    #expect(
      eras?[1]["tools"]?.text
        == #"{"count":1,"bytes":51,"problem":null,"tokens":4,"#
        + #""items":[{"name":"look","bytes":51,"tokens":4}]}"#)
    #expect(
      entry["findings"]?.text
        == #"[{"severity":"note","message":"speaks only 2025-11-25, by initialize","#
        + #""advice":["clients of 2026-07-28 fall back to it"]},"#
        + #"{"severity":"note","message":"the server calls itself 'fake'","advice":[]}]"#)
    #expect(report["problems"] == [])
    #expect(report["count"]?.text == #"{"errors":0,"warnings":0,"notes":2}"#)
  }

  @Test func examinesACommandWithoutAClient() throws {
    let home = try Home()
    expect(
      try home.doctor("--", home.program, "serve"),
      """
      HOME/bin/handbook serve
        server  fake 3
        start   T to the first answer (2025-11-25)
        tools   1, 51 bytes, 4 tokens for a model
                largest: look 4
        call    look: T, 4 bytes, 1 token
        end     ended with exit code 0 once its input was closed
        note: speaks only 2025-11-25, by initialize
          clients of 2026-07-28 fall back to it
      nothing is cut or dropped by Claude Code, Claude Desktop, Cursor, VS Code, Codex, Gemini CLI, Zed, Copilot CLI, OpenCode, Windsurf
      nothing to complain about, 1 note

      """, exitCode: 0)
    expect(
      try home.doctor("--", "no-such-program"),
      """
      no-such-program
        error: there is no program 'no-such-program' in the folders of PATH
          write the whole path of the program
      1 error, 0 warnings

      """, exitCode: 1)
  }

  @Test func examinesTheRealProgram() throws {
    let outcome = try HandbookProgram.run(["doctor", "--", HandbookProgram.path, "serve"])
    #expect(outcome.exitCode == 0)
    #expect(outcome.errors == "")
    let report = try JSONParser.parse(
      HandbookProgram.run(["doctor", "--json", "--", HandbookProgram.path, "serve"]).output)
    #expect(report["count"]?["errors"] == 0)
    #expect(report["count"]?["warnings"] == 0)
    #expect(report["clients"]?.arrayValue?.count == 10)
  }

  @Test func writesNothing() throws {
    let home = try Home([
      ".cursor/mcp.json": #"{"mcpServers": {"handbook": {"command": "REAL", "args": ["serve"]}}}"#
    ])
    func listing() throws -> [String] {
      try FileManager.default.subpathsOfDirectory(atPath: home.path).sorted()
    }
    let before = try listing()
    _ = try home.doctor()
    #expect(try listing() == before)
  }
}
