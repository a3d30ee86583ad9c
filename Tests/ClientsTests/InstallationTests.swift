import Clients
import Diagnostics
import Foundation
import TestSupport
import Testing

/// Installing into files as users have them, and taking it out again.
struct InstallationTests {
  @Test(arguments: Sample.all)
  func aFileIsByteForByteWhatItWas(_ sample: Sample) throws {
    let sandbox = try ClientSandbox([sample.path: sample.text])
    let scope: ClientScope = sample.isUsers ? .user : .project
    let others = try sandbox.entries(sample.client)
    let before = try sandbox.contents()

    let change = try sandbox.install(sample.client, scope)
    #expect(change.kind == .added)
    #expect(change.path == sandbox.folder.path + "/" + sample.path)
    let entries = try sandbox.entries(sample.client)
    let entry = try #require(entries.first { $0.serverName == "handbook" })
    #expect(entry.command == ClientSandbox.server.program)
    #expect(entry.arguments == ClientSandbox.server.arguments)
    #expect(entry.isEnabled && entry.scope == scope)
    // Lines move; nothing else does.
    #expect(
      entries.filter { $0.serverName != "handbook" }.map(\.withoutPlace)
        == others.map(\.withoutPlace))

    let backup = try #require(change.newBackup)
    #expect(try sandbox.contents().count == before.count + 1)
    #expect(FileManager.default.contents(atPath: backup) == Data(sample.text.utf8))

    let again = try sandbox.install(sample.client, scope)
    #expect(again.kind == .unchanged && again.newBackup == nil)

    #expect(try sandbox.uninstall(sample.client, scope).kind == .removed)
    #expect(try sandbox.contents() == before)
    #expect(try sandbox.uninstall(sample.client, scope).kind == .unchanged)
  }

  /// Without the copy beside the file: nothing but the file itself shows what was there.
  @Test(arguments: Sample.all)
  func withoutTheCopyTheSameIsLeft(_ sample: Sample) throws {
    let sandbox = try ClientSandbox([sample.path: sample.text])
    let scope: ClientScope = sample.isUsers ? .user : .project
    let others = try sandbox.entries(sample.client).map(\.withoutPlace)
    let change = try sandbox.install(sample.client, scope)
    try FileManager.default.removeItem(atPath: #require(change.newBackup))
    try sandbox.uninstall(sample.client, scope)
    #expect(try sandbox.entries(sample.client).map(\.withoutPlace) == others)
    if !others.isEmpty, sample.text.hasSuffix("\n") {
      #expect(try sandbox.text(sample.path) == sample.text)
    }
  }

  @Test(arguments: Client.all.map(\.identifier), [ClientScope.project, .user])
  func filesAndFoldersThatInstallingMakesGoAgain(_ client: String, _ scope: ClientScope) throws {
    let sandbox = try ClientSandbox()
    guard try sandbox.client(client).scopes.contains(scope) else { return }
    try sandbox.folder.makeFolder("home/.config")
    try sandbox.folder.makeFolder("project")
    let before = try sandbox.contents()
    let change = try sandbox.install(client, scope)
    #expect(change.kind == .created && change.newBackup == nil)
    let entry = try #require(try sandbox.entries(client).first)
    #expect(
      ServerCommand(program: entry.command, arguments: entry.arguments) == ClientSandbox.server)
    #expect(try sandbox.uninstall(client, scope).kind == .deleted)
    #expect(try sandbox.contents() == before)
  }

  @Test func whatAnotherProgramWroteMeanwhileStays() throws {
    let sandbox = try ClientSandbox(["project/.mcp.json": "{}\n"])
    try sandbox.install("claude-code")
    let edited = try sandbox.text("project/.mcp.json").replacing(
      "  \"mcpServers\"", with: "  \"other\": [1, 2],\n  \"mcpServers\"")
    try sandbox.folder.write("project/.mcp.json", edited)
    let change = try sandbox.uninstall("claude-code")
    #expect(change.kind == .removed && change.finishedBackup == nil)
    #expect(change.keptBackups == [sandbox.folder.path + "/project/.mcp.json.before-handbook"])
    // The table of servers was made by installing, and goes with the entry.
    #expect(try sandbox.text("project/.mcp.json") == "{\n  \"other\": [1, 2]\n}\n")
    #expect(try sandbox.text("project/.mcp.json.before-handbook") == "{}\n")
  }

  @Test func aTableThatWasThereStaysEvenIfItIsEmpty() throws {
    let sandbox = try ClientSandbox(["project/.mcp.json": "{\n  \"mcpServers\": {}\n}\n"])
    try sandbox.install("claude-code")
    let edited = try sandbox.text("project/.mcp.json").replacing(
      "\n  }\n}", with: "\n  },\n  \"other\": 1\n}")
    try sandbox.folder.write("project/.mcp.json", edited)
    try sandbox.uninstall("claude-code")
    #expect(
      try sandbox.text("project/.mcp.json") == "{\n  \"mcpServers\": {},\n  \"other\": 1\n}\n")
  }

  @Test func anOlderCopyIsNeverOverwritten() throws {
    let sandbox = try ClientSandbox([
      "project/.mcp.json": "{}\n", "project/.mcp.json.before-handbook": "mine",
    ])
    let change = try sandbox.install("claude-code")
    #expect(change.newBackup?.hasSuffix("/.mcp.json.before-handbook-2") == true)
    #expect(try sandbox.text("project/.mcp.json.before-handbook") == "mine")
    #expect(try sandbox.text("project/.mcp.json.before-handbook-2") == "{}\n")
    try sandbox.uninstall("claude-code")
    #expect(
      try sandbox.contents() == [
        "project": "folder", "project/.mcp.json": "{}\n",
        "project/.mcp.json.before-handbook": "mine",
      ])
  }

  @Test func aCopyOfAnotherTimeDoesNotComeBack() throws {
    let sandbox = try ClientSandbox([
      "project/.cursor/mcp.json.before-handbook":
        "{\"mcpServers\": {\"old\": {\"command\": \"x\"}}}"
    ])
    let before = try sandbox.contents()
    try sandbox.install("cursor")
    #expect(try sandbox.uninstall("cursor").kind == .deleted)
    #expect(try sandbox.contents() == before)
  }

  @Test func severalNamesGoOneByOne() throws {
    let sandbox = try ClientSandbox(["project/.cursor/mcp.json": "{ }"])
    try sandbox.install("cursor", name: "a")
    try sandbox.install("cursor", name: "b")
    #expect(try sandbox.entries("cursor").map(\.serverName) == ["a", "b"])
    try sandbox.uninstall("cursor", name: "a")
    #expect(try sandbox.entries("cursor").map(\.serverName) == ["b"])
    try sandbox.uninstall("cursor", name: "b")
    #expect(try sandbox.text("project/.cursor/mcp.json") == "{ }")
  }

  @Test func aLinkStaysALink() throws {
    let sandbox = try ClientSandbox(["dotfiles/cursor.json": "{}\n"])
    try sandbox.folder.makeFolder("home/.cursor")
    try sandbox.folder.link("home/.cursor/mcp.json", to: "../../dotfiles/cursor.json")
    let before = try sandbox.contents()
    let change = try sandbox.install("cursor", .user)
    #expect(change.newBackup == sandbox.folder.path + "/dotfiles/cursor.json.before-handbook")
    #expect(try sandbox.contents()["home/.cursor/mcp.json"] == "-> ../../dotfiles/cursor.json")
    #expect(try sandbox.entries("cursor").map(\.serverName) == ["handbook"])
    try sandbox.uninstall("cursor", .user)
    #expect(try sandbox.contents() == before)
  }

  @Test func whatALinkLeadsToIsNotRemoved() throws {
    let sandbox = try ClientSandbox(["dotfiles/cursor.json": "{}\n"])
    try sandbox.folder.makeFolder("home/.cursor")
    try sandbox.folder.link("home/.cursor/mcp.json", to: "../../dotfiles/cursor.json")
    let change = try sandbox.install("cursor", .user)
    try FileManager.default.removeItem(atPath: #require(change.newBackup))
    #expect(try sandbox.uninstall("cursor", .user).kind == .removed)
    #expect(try sandbox.text("dotfiles/cursor.json") == "{}\n")
  }

  @Test func aPathThatTheClientWouldReadAsAVariableIsPointedOut() throws {
    var sandbox = try ClientSandbox()
    sandbox.environment.variables = ["HOME": "/home/ada"]
    let server = ServerCommand(program: "/opt/$HOME/handbook", arguments: ["serve", "a$b"])
    #expect(
      try sandbox.installation("gemini-cli").installing(server).notes == [
        "Gemini CLI takes a part of '/opt/$HOME/handbook' for a variable; move that to another path."
      ])
    #expect(try sandbox.installation("cursor").installing(server).notes == [])
  }

  @Test func aLinkThatLeadsNowhereIsLeftAlone() throws {
    let sandbox = try ClientSandbox()
    try sandbox.folder.makeFolder("home/.cursor")
    try sandbox.folder.link("home/.cursor/mcp.json", to: "gone.json")
    let error = #expect(throws: ClientError.self) { try sandbox.install("cursor", .user) }
    #expect(error?.reason == .unreadable)
    #expect(
      error?.message
        == "'\(sandbox.folder.path)/home/.cursor/mcp.json' is a link that leads nowhere")
  }

  @Test func modeAndProtectionAreKept() throws {
    let sandbox = try ClientSandbox(["home/.cursor/mcp.json": "{}\n"])
    let path = sandbox.folder.path + "/home/.cursor/mcp.json"
    func mode() throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try sandbox.install("cursor", .user)
    #expect(try mode() == 0o640)
    try sandbox.uninstall("cursor", .user)
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    let before = try sandbox.contents()
    let error = #expect(throws: ClientError.self) { try sandbox.install("cursor", .user) }
    #expect(error?.reason == .unwritable)
    #expect(error?.message == "'\(path)' is write-protected; it was left as it is")
    #expect(try sandbox.contents() == before)
  }

  @Test func aFileThatChangesMeanwhileIsNotWritten() throws {
    let sandbox = try ClientSandbox(["project/.mcp.json": "{}\n"])
    let change = try sandbox.installation("claude-code").installing(ClientSandbox.server)
    try sandbox.folder.write("project/.mcp.json", "{\"a\": 1}\n")
    let error = #expect(throws: ClientError.self) { try change.apply() }
    #expect(error?.notes == ["run the command again"])
    #expect(
      try sandbox.contents() == ["project": "folder", "project/.mcp.json": "{\"a\": 1}\n"])
  }
}

extension ClientEntry {
  /// The entry, wherever it stands.
  var withoutPlace: ClientEntry {
    var entry = self
    entry.position = SourcePosition(line: 1, column: 1)
    entry.sourceLine = nil
    return entry
  }
}
