import Foundation
import JSON
import TestSupport
import Testing

/// `handbook install` and `handbook uninstall` as they are run by people.
@Suite(.timeLimit(.minutes(5)))
struct InstallCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder([
      "root/Tools/none.yaml": "tools:\n", "root/seeds/page.md": "# Page\n",
    ])
    try folder.makeFolder("home")
    try folder.makeFolder("project/.git")
    try folder.makeFolder("project/below")
  }

  /// Runs a command in a folder of the project; paths in what it prints are made short.
  private func run(
    _ words: String..., in workingFolder: String = "project/below"
  ) throws -> HandbookProgram.Outcome {
    var outcome = try HandbookProgram.run(
      words, workingFolder: folder.path + "/" + workingFolder,
      environment: [
        "HOME": folder.path + "/home", "HANDBOOK_ROOT": folder.path + "/root",
        "XDG_CONFIG_HOME": "", "CODEX_HOME": "", "COPILOT_HOME": "", "CLAUDE_CONFIG_DIR": "",
      ])
    for text in [\HandbookProgram.Outcome.output, \.errors] {
      outcome[keyPath: text] = outcome[keyPath: text]
        .replacing(Self.program, with: "PROGRAM").replacing(folder.path, with: "")
    }
    return outcome
  }

  private static let program =
    URL(fileURLWithPath: HandbookProgram.path).resolvingSymlinksInPath().path

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: folder.path + "/" + path, encoding: .utf8)
      .replacing(Self.program, with: "PROGRAM").replacing(folder.path, with: "")
  }

  @Test func aServerIsWrittenAndTakenOutAgain() throws {
    let installed = try run("install", "claude-code")
    #expect(
      installed
        == .init(
          output: """
            wrote .mcp.json: Claude Code now has the server 'handbook'
            Start Claude Code in the project and approve the server; /mcp shows its state.

            """, errors: "note: Copilot CLI reads the same file.\n", exitCode: 0))
    #expect(
      try text("project/.mcp.json") == """
        {
          "mcpServers": {
            "handbook": {
              "type": "stdio",
              "command": "PROGRAM",
              "args": ["serve", "--root", "/root", "--handbook", "/root/seeds"]
            }
          }
        }

        """)
    #expect(
      try run("install", "claude-code").output
        == "nothing to change: .mcp.json has the server 'handbook' already\n")
    #expect(
      try run("uninstall", "claude-code")
        == .init(
          output: "removed .mcp.json: nothing else was in it\n",
          errors: "note: Copilot CLI reads the same file.\n", exitCode: 0))
    #expect(
      try run("uninstall", "claude-code").output
        == "nothing to change: there is no .mcp.json\n")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/project/.mcp.json"))
  }

  @Test func whatIsWrittenStartsTheServer() throws {
    _ = try run("install", "cursor", "--scope", "user")
    let settings = try JSONParser.parse(
      String(contentsOfFile: folder.path + "/home/.cursor/mcp.json", encoding: .utf8))
    let entry = try #require(settings["mcpServers"]?["handbook"])
    let arguments = try #require(entry["args"]?.arrayValue).compactMap(\.stringValue)
    let process = Process()
    process.executableURL = URL(
      fileURLWithPath: try #require(entry["command"]?.stringValue))
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: "/")
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    input.fileHandleForWriting.write(
      Data(#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#.utf8 + [0x0A]))
    try input.fileHandleForWriting.close()
    let answer = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(
      String(decoding: answer, as: UTF8.self) == #"{"jsonrpc":"2.0","id":1,"result":{}}"# + "\n")
  }

  @Test func aDryRunPrintsADiffAndWritesNothing() throws {
    let config = "model = \"o3\"\n\n[mcp_servers.files]\ncommand = \"files\"\n"
    try folder.write("home/.codex/config.toml", config)
    #expect(
      try run("install", "codex", "--scope", "user", "--dry-run")
        == .init(
          output: """
            --- a/home/.codex/config.toml
            +++ b/home/.codex/config.toml
            @@ -2,3 +2,7 @@
             
             [mcp_servers.files]
             command = "files"
            +
            +[mcp_servers.handbook]
            +command = "PROGRAM"
            +args = ["serve", "--root", "/root", "--handbook", "/root/seeds"]

            """, errors: "", exitCode: 0))
    #expect(try text("home/.codex/config.toml") == config)
    #expect(
      try run("install", "vscode", "--dry-run", "--name", "docs").output == """
        --- /dev/null
        +++ b/.vscode/mcp.json
        @@ -0,0 +1,9 @@
        +{
        +  "servers": {
        +    "docs": {
        +      "type": "stdio",
        +      "command": "PROGRAM",
        +      "args": ["serve", "--root", "/root", "--handbook", "/root/seeds"]
        +    }
        +  }
        +}

        """)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/project/.vscode"))
  }

  @Test func aChangedFileIsKeptUntilItIsWhatItWas() throws {
    try folder.write("home/.gemini/settings.json", "{\n\t// mine\n\t\"ui\": {}\n}\n")
    #expect(
      try run("install", "gemini-cli", in: "home").output == """
        changed ~/.gemini/settings.json: Gemini CLI now has the server 'handbook'
        kept ~/.gemini/settings.json.before-handbook, the file as it was
        Start a new session of Gemini CLI; /mcp lists the server.

        """)
    #expect(
      try run("install", "gemini-cli", "--scope", "user", "--", "--record", "log.jsonl").output
        == """
        changed ~/.gemini/settings.json: the server 'handbook' of Gemini CLI is up to date now
        Start a new session of Gemini CLI; /mcp lists the server.

        """)
    #expect(
      try text("home/.gemini/settings.json") == """
        {
        \t// mine
        \t"ui": {},
        \t"mcpServers": {
        \t\t"handbook": {
        \t\t\t"command": "PROGRAM",
        \t\t\t"args": ["serve", "--root", "/root", "--handbook", "/root/seeds", "--record", "/project/below/log.jsonl"]
        \t\t}
        \t}
        }

        """)
    #expect(
      try run("uninstall", "gemini-cli")
        == .init(
          output: "nothing to change: there is no .gemini/settings.json\n",
          errors: "note: 'handbook' is in ~/.gemini/settings.json: add --scope user\n", exitCode: 0)
    )
    #expect(
      try run("uninstall", "gemini-cli", "--scope", "user").output == """
        changed ~/.gemini/settings.json: Gemini CLI has no server 'handbook' any more
        removed ~/.gemini/settings.json.before-handbook: the file is again what it was

        """)
    #expect(try text("home/.gemini/settings.json") == "{\n\t// mine\n\t\"ui\": {}\n}\n")
  }

  @Test func whatMachinesReadSaysTheSame() throws {
    let outcome = try run("install", "windsurf", "--json")
    #expect(outcome.exitCode == 0)
    #expect(
      try JSONParser.parse(outcome.output) == [
        "client": "windsurf", "scope": "user", "name": "handbook",
        "file": "/home/.codeium/windsurf/mcp_config.json", "change": "created", "dry_run": false,
        "backup": nil, "removed_backup": nil,
        "diff": """
        --- /dev/null
        +++ b/home/.codeium/windsurf/mcp_config.json
        @@ -0,0 +1,8 @@
        +{
        +  "mcpServers": {
        +    "handbook": {
        +      "command": "PROGRAM",
        +      "args": ["serve", "--root", "/root", "--handbook", "/root/seeds"]
        +    }
        +  }
        +}
        """,
        "next": "Refresh the list of servers in Windsurf: Cascade, MCPs.", "notes": [],
      ])
    let list = try JSONParser.parse(run("install", "--json").output).arrayValue ?? []
    #expect(list.count == 18)
    #expect(
      list.last == [
        "client": "windsurf", "scope": "user", "file": "/home/.codeium/windsurf/mcp_config.json",
        "exists": true, "readable": true, "installed_as": ["handbook"],
      ])
  }

  @Test func theListShowsWhereItIsInstalled() throws {
    _ = try run("install", "cursor", "--name", "docs")
    try folder.write("project/.zed/settings.json", "{}")
    try folder.write("home/.codex/config.toml", "a =\n")
    let outcome = try run("install")
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(lines.first == "claude-code (Claude Code)")
    let row = "  project  .cursor/mcp.json"
    #expect(lines.first { $0.hasPrefix(row) }?.hasSuffix("  installed as 'docs'") == true)
    #expect(
      lines.first { $0.hasPrefix("  project  .zed/settings.json") }?.hasSuffix("  not installed")
        == true)
    #expect(
      lines.first { $0.hasPrefix("  user     ~/.codex/config.toml") }?.hasSuffix("  cannot be read")
        == true)
    #expect(
      lines.first { $0.hasPrefix("  user     ~/.claude.json") }?.hasSuffix("  no such file") == true
    )
    #expect(
      outcome.errors == """
        /home/.codex/config.toml:1:4: error: the line ends where a value is expected
          a =
             ^

        """)
  }

  @Test func wrongWordsGetAdvice() throws {
    func errors(_ words: String...) throws -> String {
      let outcome = try HandbookProgram.run(
        words, workingFolder: folder.path + "/project",
        environment: ["HOME": folder.path + "/home", "HANDBOOK_ROOT": folder.path + "/root"])
      #expect(outcome.exitCode == 64)
      #expect(outcome.output == "")
      return outcome.errors
    }
    #expect(
      try errors("install", "claud-code") == """
        handbook: there is no client 'claud-code'
        did you mean 'claude-code'?
        the clients are claude-code, claude-desktop, cursor, vscode, codex, gemini-cli, zed, copilot-cli, opencode, windsurf

        """)
    #expect(
      try errors("install", "windsurf", "--scope", "project") == """
        handbook: Windsurf has no settings of scope 'project'
        it has 'user'

        """)
    #expect(
      try errors("uninstall", "cursor", "--scope", "users") == """
        handbook: there is no scope 'users'
        did you mean 'user'?
        the scopes are 'project' and 'user'

        """)
    #expect(
      try errors("install", "cursor", "--name", "Hand Book") == """
        handbook: 'Hand Book' cannot be the name of a server
        allowed: lower-case letters, digits, '_' and '-'; clients drop servers of other names

        """)
    #expect(
      try errors("install", "cursor", "--", "--recrd", "x") == """
        handbook: 'serve' has no option '--recrd'
        did you mean '--record'?
        'handbook serve --help' lists the options

        """)
    #expect(
      try errors("install", "cursor", "--", "--root", "x")
        == "handbook: '--root' stands before '--'\n")
    #expect(try errors("uninstall").hasPrefix("handbook: which client?\n"))
  }

  @Test func aFileThatCannotBeReadIsShownAndLeft() throws {
    try folder.write("project/.mcp.json", "{\n  \"mcpServers\": {},\n}\n")
    #expect(
      try run("install", "claude-code")
        == .init(
          output: "",
          errors: """
            /project/.mcp.json:2:19: error: a comma before '}' is not allowed in this file
                "mcpServers": {},
                                ^
            note: remove the comma: the client does not accept it
            handbook: the settings of Claude Code were left as they are

            """, exitCode: 66))
    #expect(try text("project/.mcp.json") == "{\n  \"mcpServers\": {},\n}\n")
  }

  @Test func withoutAHomeFolderThereAreNoSettings() throws {
    #expect(
      try HandbookProgram.run(["install"], environment: ["HOME": ""])
        == .init(
          output: "",
          errors: "handbook: there is no home folder: the environment variable HOME names none\n",
          exitCode: 66))
  }

  @Test func cursorIsToldOfToolsThatItWouldDrop() throws {
    try folder.write(
      "root/Tools/none.yaml",
      """
      category: A
      feature: a
      tools:
        \(String(repeating: "x", count: 52)):
          title: List pages
          description: >
            Lists the pages with their titles, in the order of their paths. Use it to see what there is.
          scopes: [handbook:read]
          annotations: {readOnly: true, destructive: false, idempotent: true}
          sql: SELECT path, title FROM system.pages ORDER BY path
          list: pages
      """)
    #expect(try run("install", "cursor", "--dry-run", "--name", "book").errors == "")
    #expect(
      try run("install", "cursor", "--dry-run", "--name", "companybook").errors
        == "note: Cursor takes names of at most 59 characters, with the server's name in them, and drops such tools without a word beyond: \(String(repeating: "x", count: 52)); choose a shorter --name.\n"
    )
  }
}
