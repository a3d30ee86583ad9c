import Clients
import Diagnostics
import Foundation
import JSON
import TestSupport
import Testing

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
    for seed in 0..<400 as Range<UInt64> {
      var generator = SettingsGenerator(seed: seed)
      let text =
        try client == "codex" ? generator.toml() : generator.json(#require(Self.tables[client]))
      try sandbox.folder.write(name, text)
      let others = try sandbox.entries(client).map(\.withoutPlace)

      let change = try sandbox.install(client)
      let installed = try sandbox.entries(client)
      #expect(
        installed.map(\.withoutPlace).filter { $0.serverName != "handbook" } == others,
        "seed \(seed): \(text)")
      let entry = installed.first { $0.serverName == "handbook" }
      #expect(entry?.arguments == ClientSandbox.server.arguments, "seed \(seed): \(text)")
      #expect(Self.isSubsequence(text, try sandbox.text(name)), "seed \(seed): \(text)")
      if client != "codex", text.utf8.first == UInt8(ascii: "{") {
        let plain = try JSONParser.parse(Self.plain(try sandbox.text(name)))
        let expected = try JSONParser.parse(Self.plain(text))
        #expect(
          plain.without("handbook", in: Self.tables[client]!)
            == expected.without("handbook", in: Self.tables[client]!), "seed \(seed): \(text)")
      }

      try sandbox.uninstall(client)
      #expect(try sandbox.text(name) == text, "seed \(seed)")
      let backup = try #require(change.newBackup)
      #expect(!FileManager.default.fileExists(atPath: backup))

      // And without the copy: the same servers, and nothing broken.
      try sandbox.install(client)
      try FileManager.default.removeItem(atPath: backup)
      try sandbox.uninstall(client)
      if try sandbox.contents()[name] != nil {
        #expect(
          try sandbox.entries(client).map(\.withoutPlace) == others, "seed \(seed): \(text)")
      }
    }
  }

  @Test(arguments: Sample.all)
  func aFileThatIsCutOffAnywhereIsReadOrRefused(_ sample: Sample) throws {
    let sandbox = try ClientSandbox()
    let scope: ClientScope = sample.isUsers ? .user : .project
    let bytes = Array(sample.text.utf8)
    for length in 0...bytes.count {
      try sandbox.folder.write(sample.path, bytes: Array(bytes[..<length]))
      do {
        let change = try sandbox.installation(sample.client, scope)
          .installing(ClientSandbox.server)
        #expect(change.kind == .added)
      } catch let error as ClientError {
        #expect(error.diagnostic?.position != nil, "\(length): \(error.message)")
      }
      _ = try sandbox.client(sample.client).entries(in: sandbox.environment)
    }
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
    var rest = text[...]
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
