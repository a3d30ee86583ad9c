import Clients
import Foundation
import TestSupport
import Testing

@testable import Doctor

/// What is said of entries, each of the user's for Gemini CLI unless a test says otherwise.
@Suite(.timeLimit(.minutes(5)))
struct EntryCheckTests {
  /// A home folder with a scripted handbook in `bin`.
  private func home(_ script: String = ScriptedServer.script()) throws -> TemporaryFolder {
    let folder = try TemporaryFolder(["bin/script": "#!/bin/sh\n" + script])
    try folder.makeFolder("work")
    // By a process of its own, or the file might be open for writing when it is started.
    let copying = try Process.run(
      URL(fileURLWithPath: "/bin/sh"),
      arguments: [
        "-c", "cd \"$0\" && cp script handbook && chmod +x handbook", folder.path + "/bin",
      ])
    copying.waitUntilExit()
    return folder
  }

  /// The findings of the only entry.
  private func lines(
    _ entry: String, in home: TemporaryFolder, version: String = "3"
  ) throws -> [String] {
    try home.write(".gemini/settings.json", "{\"mcpServers\": {\(entry)}}")
    let environment = ClientEnvironment(
      home: home.path, projectFolder: home.path + "/work", isInRepository: false,
      variables: ["PATH": "/usr/bin:/bin"])
    var checkup = Checkup(
      of: Client.all, in: environment,
      own: OwnProgram(path: "/opt/handbook", version: version), patience: ScriptedServer.patience)
    #expect(checkup.diagnostics == [])
    let entry = try #require(checkup.entries.first)
    return checkup.check(entry).findings.flatMap(\.lines)
      .map { $0.replacingOccurrences(of: home.path, with: "HOME") }
  }

  /// Of a server of the older era that is some other program.
  private static let usual = [
    "note: speaks only 2025-11-25, by initialize", "  clients of 2026-07-28 fall back to it",
    "note: the server calls itself 'fake'",
  ]

  @Test(arguments: [
    (#""args": ["serve"]"#, [String]()),
    (
      #""args": ["--handbook", "/docs"]"#,
      [
        "error: the first argument is not 'serve', the command that speaks with clients",
        "  'handbook install gemini-cli' writes a whole entry",
      ]
    ),
    (
      #""args": ["serve", "--skills", "skills"]"#,
      [
        "warning: '--skills skills' is a relative path: which folder it is depends on where "
          + "Gemini CLI is started", "  write the whole path",
      ]
    ),
    (#""args": ["serve", "--skills", "skills"], "cwd": "/""#, []),
    (
      #""args": ["serve"], "env": {"A": "$NO_SUCH_VARIABLE"}"#,
      [
        "warning: '$NO_SUCH_VARIABLE' refers to a variable that is not set here",
        "  set it where Gemini CLI starts, or write its value",
      ]
    ),
    (
      #""args": ["serve"], "includeTools": ["look", "loook"]"#,
      [
        "warning: the settings choose among tools by 'loook', which the server does not have",
        "  did you mean 'look'?",
      ]
    ),
    (
      #""args": ["serve"], "excludeTools": ["look"]"#, ["error: the settings hide every tool"]
    ),
  ])
  func saysWhatIsWrong(entry: String, findings: [String]) throws {
    let home = try home()
    #expect(
      try lines("\"handbook\": {\"command\": \"\(home.path)/bin/handbook\", \(entry)}", in: home)
        == findings + Self.usual)
  }

  @Test func saysWhatIsHidden() throws {
    let home = try home(
      ScriptedServer.script(tools: #"[{"name":"a"},{"name":"b"},{"name":"c"}]"#))
    let command = "\"command\": \"\(home.path)/bin/handbook\", \"args\": [\"serve\"]"
    #expect(
      try lines("\"x\": {\(command), \"excludeTools\": [\"a\", \"c\"]}", in: home)
        == [
          "note: speaks only 2025-11-25, by initialize", "  clients of 2026-07-28 fall back to it",
          "note: the settings hide 2 of 3 tools: a, c", "note: the server calls itself 'fake'",
        ])
  }

  @Test func saysThatAnotherVersionIsStarted() throws {
    let home = try home(ScriptedServer.script(server: #""name":"handbook","version":"3""#))
    let entry = "\"handbook\": {\"command\": \"\(home.path)/bin/handbook\", \"args\": [\"serve\"]}"
    #expect(try lines(entry, in: home) == Array(Self.usual.dropLast()))
    #expect(
      try lines(entry, in: home, version: "4") == [
        "warning: starts version 3 of handbook, and this is 4",
        "  'handbook install gemini-cli' writes the path of this program",
      ] + Self.usual.dropLast())
  }

  @Test func knowsHandbooksByNameOrProgram() throws {
    let home = try home()
    try home.link("bin/hb", to: "handbook")
    let link = "\"x\": {\"command\": \"\(home.path)/bin/hb\", \"args\": [\"serve\"]}"
    #expect(try lines(link, in: home) == Self.usual)
    #expect(try lines(#""x": {"command": "sh", "args": ["-c", "exit 3"]}"#, in: home) == [])
    #expect(
      try lines(#""handbook": {"command": "sh", "args": ["-c", "exit 3"]}"#, in: home) == [
        "error: the server ended with exit code 3 before it answered initialize",
        "  start it by hand in a shell to see why it ends",
        "note: 'sh' is looked up in PATH, which an application with windows may not share",
        "  the whole path is always found",
      ])
  }

  @Test func warnsOfBuildingAtEachStart() throws {
    let home = try home()
    try home.link("bin/swift", to: "script")
    let entry = "\"handbook\": {\"command\": \"\(home.path)/bin/swift\", \"args\": [\"run\"]}"
    #expect(
      try lines(entry, in: home).prefix(4) == [
        "error: 'HOME/bin/swift' is not executable for you",
        "  'chmod +x HOME/bin/swift' makes it executable",
        "warning: 'swift run' looks for changes, and may build, each time the client starts it",
        "  write the path of the built program: 'handbook install gemini-cli' does",
      ])
  }

  @Test func knowsTheScopeThatCounts() throws {
    let home = try home()
    let entry =
      "{\"handbook\": {\"command\": \"\(home.path)/bin/handbook\", \"args\": [\"serve\"]}}"
    for file in [".zed/settings.json", ".config/zed/settings.json"] {
      let folder = file.hasPrefix(".zed") ? "work/" : ""
      try home.write(folder + file, "{\"context_servers\": \(entry)}")
    }
    for file in ["work/.vscode/mcp.json", ".config/Code/User/mcp.json"] {
      try home.write(file, "{\"servers\": \(entry)}")
    }
    let environment = ClientEnvironment(
      platform: .linux, home: home.path, projectFolder: home.path + "/work", isInRepository: false)
    var checkup = Checkup(
      of: ["zed", "vscode"].compactMap(Client.named), in: environment,
      own: OwnProgram(path: "/opt/handbook", version: "3"), patience: ScriptedServer.patience)
    let overviews = checkup.entries.map { entry in
      "\(entry.client.identifier) \(entry.scope.rawValue): "
        + checkup.check(entry).overview(home: home.path)
        .replacing(/ok: .*/, with: "ok")
    }
    #expect(
      overviews == [
        "zed project: ok", "zed user: not used, ~/work/.zed/settings.json:1 goes before",
        "vscode project: ok", "vscode user: ok",
      ])
  }
}
