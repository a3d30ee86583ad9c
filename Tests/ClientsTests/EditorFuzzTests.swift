import Diagnostics
import Foundation
import JSON
import TestSupport
import Testing

@testable import Clients

/// Installing into random files, and into files that are cut off.
struct EditorFuzzTests {
  private static let tables = [
    "cursor": "mcpServers", "vscode": "servers", "zed": "context_servers",
  ]

  @Test(arguments: ["cursor", "vscode", "zed", "codex"])
  func randomFilesComeBackByteForByte(_ client: String) throws {
    let sandbox = try ClientSandbox()
    let path = try #require(
      try sandbox.client(client).files(.project, in: sandbox.environment).first)
    let name = String(path.dropFirst(sandbox.folder.path.count + 1))
    for seed in 0..<40 as Range<UInt64> {
      let text = try Self.text(client, seed)
      try sandbox.folder.write(name, text)
      let change = try sandbox.install(client)
      #expect(change.kind == .added, "seed \(seed): \(text)")
      try sandbox.uninstall(client)
      #expect(try sandbox.text(name) == text, "seed \(seed)")
      let backup = try #require(change.newBackup)
      #expect(!FileManager.default.fileExists(atPath: backup))
    }
  }

  @Test(arguments: ["cursor", "vscode", "zed", "codex"])
  func nothingElseOfARandomFileChanges(_ client: String) throws {
    let editor = SettingsEditor(try #require(Client.named(client)), name: "handbook")
    for seed in 0..<400 as Range<UInt64> {
      let text = try Self.text(client, seed)
      let others = try entries(client, Array(text.utf8))
      let installed = try editor.setting(ClientSandbox.server, in: Array(text.utf8))
      let found = try entries(client, installed)
      #expect(found.filter { $0.serverName != "handbook" } == others, "seed \(seed): \(text)")
      let entry = found.first { $0.serverName == "handbook" }
      #expect(entry?.arguments == ClientSandbox.server.arguments, "seed \(seed): \(text)")
      let after = String(decoding: installed, as: UTF8.self)
      #expect(Self.isSubsequence(text, after), "seed \(seed): \(text)")
      if let table = Self.tables[client] {
        let plain = try JSONParser.parse(Self.plain(after)).without("handbook", in: table)
        let expected = try JSONParser.parse(Self.plain(text)).without("handbook", in: table)
        #expect(plain == expected, "seed \(seed): \(text)")
      }
      // And without a copy of what there was: the same servers, and nothing broken.
      let removed = try #require(try editor.removing(from: installed, original: nil))
      #expect(try entries(client, removed) == others, "seed \(seed): \(text)")
    }
  }

  @Test(arguments: Sample.all)
  func aFileThatIsCutOffAnywhereIsReadOrRefused(_ sample: Sample) throws {
    let editor = SettingsEditor(try #require(Client.named(sample.client)), name: "handbook")
    let bytes = Array(sample.text.utf8)
    for length in 0...bytes.count {
      let part = Array(bytes[..<length])
      let outcome = Result { try editor.setting(ClientSandbox.server, in: part) }
      switch outcome {
      case .success(let installed):
        #expect(try editor.entry(in: installed) != nil, "\(length)")
      case .failure(let error):
        let fault = try #require(error as? SettingsFault)
        #expect((0...length).contains(fault.utf8Offset), "\(length): \(fault)")
      }
    }
  }

  private static func text(_ client: String, _ seed: UInt64) throws -> String {
    var generator = SettingsGenerator(seed: seed)
    return try client == "codex" ? generator.toml() : generator.json(#require(tables[client]))
  }

  /// What a file says, which must be without fault.
  private func entries(_ client: String, _ bytes: [UInt8]) throws -> [ClientEntry] {
    var reader = EntryReader(
      client: try #require(Client.named(client)), scope: .project,
      source: SourceText(path: "file", bytes: bytes),
      environment: ClientEnvironment(home: "/home", projectFolder: "/p", isInRepository: true))
    reader.read()
    #expect(reader.diagnostics.map(\.rendered) == [])
    return reader.entries.map(\.withoutPlace)
  }

  /// Whether nothing of a text is lost in another one.
  private static func isSubsequence(_ part: String, _ whole: String) -> Bool {
    var rest = whole.utf8[...]
    for byte in part.utf8 where byte > 0x20 {
      guard let index = rest.firstIndex(of: byte) else { return false }
      rest = rest[rest.index(after: index)...]
    }
    return true
  }

  /// JSON without comments and trailing commas.
  private static func plain(_ text: String) -> String {
    var output = ""
    var rest = text.first == "\u{FEFF}" ? text.dropFirst() : text[...]
    while let next = rest.first {
      if next == "\"" {
        let end = stringEnd(rest)
        output += rest[..<end]
        rest = rest[end...]
      } else if rest.hasPrefix("//") {
        rest = rest[(rest.firstIndex { $0.isNewline } ?? rest.endIndex)...]
      } else if rest.hasPrefix("/*") {
        rest = rest[(rest.firstRange(of: "*/")?.upperBound ?? rest.endIndex)...]
      } else {
        if next == "}" || next == "]" {
          while output.last?.isWhitespace == true { output.removeLast() }
          if output.last == "," { output.removeLast() }
        }
        output.append(rest.removeFirst())
      }
    }
    return output
  }

  private static func stringEnd(_ text: Substring) -> Substring.Index {
    var index = text.index(after: text.startIndex)
    while index < text.endIndex, text[index] != "\"" {
      index = text.index(index, offsetBy: text[index] == "\\" ? 2 : 1)
    }
    return text.index(after: index)
  }
}

extension JSONValue {
  /// The object without a server, and without the table of servers where that is empty then.
  fileprivate func without(_ name: String, in table: String) -> JSONValue {
    guard var object = objectValue, var servers = object[table]?.objectValue else { return self }
    servers[name] = nil
    object[table] = servers.isEmpty ? nil : .object(servers)
    return .object(object)
  }
}
