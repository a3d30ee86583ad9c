import Files
import Foundation
import JSON
import TestSupport
import Testing

/// `handbook bundle` of the built program.
@Suite(.timeLimit(.minutes(5)))
struct BundleCommandTests {
  private let folder: TemporaryFolder

  /// A root with one tool and one skill, a handbook beside it, and something in the place of a program.
  init() throws {
    folder = try TemporaryFolder([
      "root/Tools/own.yaml": """
      category: Test
      feature: test
      tools:
        count_pages:
          title: Count pages
          description: Counts the pages of the handbook, which tells how much there is to read.
          scopes: [test:read]
          annotations: {readOnly: true, destructive: false, idempotent: true}
          sql: SELECT count(*) AS total FROM system.pages
      """,
      "root/Skills/counting/SKILL.md":
        "---\nname: counting\ndescription: Counts pages. Use it to count.\n---\nCount.\n",
      "root/Skills/counting/scripts/run.sh": "#!/bin/sh\n",
      "root/seeds/a.md": "# A\n", "other/b.md": "# B\n", "other/c.md": "# C\n", "other/.draft": "x",
      "other/Tools/more.yaml": """
      category: Test
      feature: more
      tools:
        more:
          title: More
          description: Says that there is more, which is hardly of any use to anybody at all.
          scopes: [test:read]
          annotations: {readOnly: true, destructive: false, idempotent: true}
          sql: SELECT 'more' AS word
      """,
      "program": "#!/bin/sh\necho hello\n",
    ])
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.path + "/root/Skills/counting/scripts/run.sh"
    )
    // To the server it is one more page.
    try folder.link("other/link.md", to: "b.md")
  }

  private func bundle(_ arguments: String..., environment: [String: String] = [:]) throws
    -> HandbookProgram.Outcome
  {
    try HandbookProgram.run(
      ["bundle", "--root", folder.path + "/root", "--program", folder.path + "/program"]
        + arguments, workingFolder: folder.path, environment: environment)
  }

  private func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + path)))
  }

  @Test func holdsTheProgramAndWhatItServes() throws {
    let outcome = try bundle("--handbook", "other")
    let written = try bytes("handbook.mcpb")
    let hash = ContentHash(of: written).hexadecimal
    #expect(
      outcome
        == .init(
          output: "wrote handbook.mcpb: 8 files, \(written.count) bytes, SHA-256 \(hash)\n",
          errors: """
            note: left out: other/.draft: hidden
            note: left out: other/link.md: a symbolic link

            """, exitCode: 0))
    let entries = try ZipReader(written).entries
    #expect(
      entries.map { "\($0.path) \(String($0.mode, radix: 8))" } == [
        "manifest.json 100644", "server/handbook 100755", "Tools/own.yaml 100644",
        "Skills/counting/SKILL.md 100644", "Skills/counting/scripts/run.sh 100755",
        "seeds/Tools/more.yaml 100644", "seeds/b.md 100644", "seeds/c.md 100644",
      ])
    #expect(entries[1].content == Array("#!/bin/sh\necho hello\n".utf8))
    let manifest = try JSONParser.parse(entries[0].content)
    #expect(try FormatRules.problems(of: manifest, by: FormatRules.manifest) == [])
    #expect(
      manifest["tools"]?.arrayValue?.map { $0["name"] } == ["count_pages", "more"])
    #expect(
      manifest["tools"]?.arrayValue?.first?["description"]
        == "Counts the pages of the handbook, which tells how much there is to read.")
    #expect(manifest["prompts"] == nil, "there is no tool that reads skills")
  }

  @Test func whatMayBeServedAtMostGoesWithIt() throws {
    #expect(try bundle("--read-only", "--tool", "count_pages").exitCode == 0)
    let manifest = try JSONParser.parse(ZipReader(bytes("handbook.mcpb")).entries[0].content)
    #expect(
      manifest["server"]?["mcp_config"]?["args"]
        == ["serve", "--root", "${__dirname}", "--read-only", "--tool", "count_pages"])
  }

  @Test func theSameInputGivesTheSameBytes() throws {
    _ = try bundle("--output", "a.mcpb")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000), .posixPermissions: 0o640],
      ofItemAtPath: folder.path + "/root/seeds/a.md")
    _ = try bundle("--output", "b.mcpb")
    #expect(try bytes("a.mcpb") == bytes("b.mcpb"))
  }

  @Test func theRegistryIsToldOnRequest() throws {
    let outcome = try bundle(
      "--name", "acme-handbook", "--bundle-version", "2.0.1", "--description", "All of Acme.",
      "--registry-name", "io.github.acme/handbook", "--url", "https://example.com/acme.mcpb",
      "--json")
    let written = try bytes("acme-handbook.mcpb")
    let hash = ContentHash(of: written).hexadecimal
    #expect(
      try JSONParser.parse(outcome.output) == [
        "bundle": "acme-handbook.mcpb", "files": 6, "bytes": .integer(written.count),
        "sha256": .string(hash), "server_json": "./server.json", "notes": [],
      ])
    let entry = try JSONParser.parse(bytes("server.json"))
    #expect(try FormatRules.problems(of: entry, by: FormatRules.registryEntry) == [])
    #expect(entry["version"] == "2.0.1")
    #expect(entry["title"] == "acme-handbook")
    #expect(entry["packages"]?.arrayValue?.first?["fileSha256"] == .string(hash))
    let manifest = try JSONParser.parse(ZipReader(written).entries[0].content)
    #expect(manifest["version"] == "2.0.1")
    #expect(manifest["author"] == ["name": "acme-handbook"])
  }

  @Test func aServerJSONOfSomethingElseStays() throws {
    try folder.write("server.json", "{\"name\":\"io.github.other/server\"}")
    let registry = ["--url", "https://example.com/a.mcpb", "--registry-name"]
    let refused = try HandbookProgram.run(
      ["bundle", "--root", "root", "--program", "program"] + registry + ["io.github.acme/handbook"],
      workingFolder: folder.path)
    #expect(
      refused
        == .init(
          output: "",
          errors: """
            handbook: './server.json' is about something else; nothing was written
            move it away, or write the bundle into another folder with --output

            """, exitCode: 1))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/handbook.mcpb"))
    let replaced = try HandbookProgram.run(
      ["bundle", "--root", "root", "--program", "program"] + registry + ["io.github.other/server"],
      workingFolder: folder.path)
    #expect(replaced.exitCode == 0)
    #expect(try JSONParser.parse(bytes("server.json"))["version"] == "0.1.0")
  }

  @Test(arguments: [
    (
      ["--name", "Acme Handbook"],
      "'Acme Handbook' is nothing for '--name'\nallowed: a-z, 0-9 and single '-' inside, at most 64 characters, such as acme-handbook"
    ),
    (
      ["--bundle-version", "latest"],
      "'latest' is nothing for '--bundle-version'\nallowed: an exact version such as 1.2.0 or 1.2.0-beta.1"
    ),
    (
      ["--url", "https://example.com/a.mcpb"],
      "server.json needs '--registry-name' too\n--registry-name NAME: a name in reverse DNS that you own, one slash, and the server's name, such as io.github.you/handbook"
    ),
    (
      ["--registry-name", "io.github.you/handbook"],
      "server.json needs '--url' too\n--url URL: the https address that the bundle will be downloaded from; the registry wants 'mcp' in it, which '.mcpb' brings"
    ),
    (["--output", "root"], "'root' is a folder: '--output' names the file to write"),
    (
      ["--nam", "x"],
      "'bundle' has no option '--nam'\ndid you mean '--name'?\n'handbook bundle --help' lists the options"
    ),
  ])
  func whatIsWrongIsSaid(arguments: [String], errors: String) throws {
    let outcome = try HandbookProgram.run(
      ["bundle", "--root", "root", "--program", "program"] + arguments,
      workingFolder: folder.path)
    #expect(outcome == .init(output: "", errors: "handbook: \(errors)\n", exitCode: 64))
  }

  @Test func whatCannotBeReadOrWrittenIsSaid() throws {
    let missing = try bundle("--program=nothing")
    #expect(missing.errors == "handbook: the option '--program' is given twice\n")
    let unread = try HandbookProgram.run(
      ["bundle", "--root", "root", "--program", "nothing"], workingFolder: folder.path)
    #expect(
      unread
        == .init(
          output: "",
          errors: "handbook: the program cannot be read: nothing: no such file or directory\n",
          exitCode: 66))
    let unwritten = try bundle("--output", "no/such/folder.mcpb")
    #expect(
      unwritten
        == .init(
          output: "",
          errors: "handbook: 'no/such/folder.mcpb' cannot be written: no such file or directory\n",
          exitCode: 70))
  }

  // MARK: - As a client runs it

  /// What a client starts, by the manifest of an unpacked bundle.
  /// - Parameter setting: `nil` for a client that leaves the placeholder of a setting that nobody made.
  private func launch(_ unpacked: String, setting: String?) throws -> Process {
    let manifest = try JSONParser.parse(
      Array(Data(contentsOf: URL(fileURLWithPath: unpacked + "/manifest.json"))))
    let config = try #require(manifest["server"]?["mcp_config"])
    func replaced(_ value: JSONValue) -> String {
      let text = (value.stringValue ?? "").replacing("${__dirname}", with: unpacked)
      return setting.map { text.replacing("${user_config.handbook_folder}", with: $0) } ?? text
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: replaced(config["command"] ?? ""))
    process.arguments = try #require(config["args"]?.arrayValue).map(replaced)
    var environment = ProcessInfo.processInfo.environment
    for member in try #require(config["env"]?.objectValue).members {
      environment[member.key] = replaced(member.value)
    }
    process.environment = environment
    process.currentDirectoryURL = URL(fileURLWithPath: "/")
    return process
  }

  /// Starts a server and asks it what it has: its tools, the number of its pages, its prompts.
  private func surface(of process: Process) throws -> [JSONValue?] {
    let client = WireClient()
    process.standardInput = FileHandle(fileDescriptor: client.serverInput)
    process.standardOutput = FileHandle(fileDescriptor: client.serverOutput)
    try process.run()
    client.closeServerEnds()
    _ = try client.call(
      0, "initialize",
      [
        "protocolVersion": "2025-11-25", "capabilities": [:],
        "clientInfo": ["name": "test", "version": "1"],
      ])
    let tools = try client.call(1, "tools/list")["result"]?["tools"]?.arrayValue
    let count = try client.call(2, "tools/call", ["name": "count_pages"])
    let prompts = try client.call(3, "prompts/list")["result"]?["prompts"]?.arrayValue
    client.closeInput()
    _ = try client.readAll()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return (tools ?? []).map { $0["name"] } + [count["result"]?["structuredContent"]?["total"]]
      + (prompts ?? []).map { $0["name"] }
  }

  @Test func runsOutOfTheUnpackedBundle() throws {
    let made = try HandbookProgram.run(
      ["bundle", "--root", "root", "--output", "real.mcpb"], workingFolder: folder.path)
    #expect(made.exitCode == 0)
    #expect(made.errors.contains("warning: the program is a debug build: large and slow\n"))
    let unpacked = folder.path + "/unpacked"
    for entry in try ZipReader(bytes("real.mcpb")).entries {
      try folder.write("unpacked/" + entry.path, bytes: entry.content)
      try FileManager.default.setAttributes(
        [.posixPermissions: entry.mode & 0o777], ofItemAtPath: unpacked + "/" + entry.path)
    }
    for setting in ["", nil] {
      #expect(
        try surface(of: launch(unpacked, setting: setting)) == ["count_pages", 1, "counting"])
    }
    // A folder of one's own, with a tool of its own.
    #expect(
      try surface(of: launch(unpacked, setting: folder.path + "/other"))
        == ["count_pages", "more", 3, "counting"])
  }
}
