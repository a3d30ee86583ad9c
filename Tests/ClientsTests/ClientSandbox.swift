import Clients
import Diagnostics
import Foundation
import TestSupport
import Testing

/// A home and a project of a test's own.
struct ClientSandbox {
  let folder: TemporaryFolder
  var environment: ClientEnvironment

  init(_ files: [String: String] = [:]) throws {
    folder = try TemporaryFolder(files)
    environment = ClientEnvironment(
      platform: .linux, home: folder.path + "/home", projectFolder: folder.path + "/project",
      isInRepository: true)
  }

  static let server = ServerCommand(
    program: "/opt/handbook", arguments: ["serve", "--root", "/srv/hand book"])

  func client(_ identifier: String) throws -> Client {
    try #require(Client.named(identifier))
  }

  func installation(
    _ identifier: String, _ scope: ClientScope? = nil, name: String = "handbook"
  ) throws -> Installation {
    try Installation(client(identifier), scope: scope, name: name, in: environment)
  }

  @discardableResult
  func install(
    _ identifier: String, _ scope: ClientScope? = nil, name: String = "handbook",
    _ server: ServerCommand = server
  ) throws -> ClientChange {
    let change = try installation(identifier, scope, name: name).installing(server)
    try change.apply()
    return change
  }

  @discardableResult
  func uninstall(
    _ identifier: String, _ scope: ClientScope? = nil, name: String = "handbook"
  ) throws -> ClientChange {
    let change = try installation(identifier, scope, name: name).uninstalling()
    try change.apply()
    return change
  }

  /// The entries of a client, without what it complains about, which must be nothing.
  func entries(_ identifier: String) throws -> [ClientEntry] {
    let (entries, diagnostics) = try client(identifier).entries(in: environment)
    #expect(diagnostics.map(\.rendered) == [])
    return entries
  }

  func text(_ path: String) throws -> String {
    String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + path)), as: UTF8.self)
  }

  /// Every file and folder with its content, links not followed.
  func contents() throws -> [String: String] {
    var contents: [String: String] = [:]
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    for name in names {
      let path = folder.path + "/" + name
      if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) {
        contents[name] = "-> " + target
      } else if let data = FileManager.default.contents(atPath: path) {
        contents[name] = String(decoding: data, as: UTF8.self)
      } else {
        contents[name] = "folder"
      }
    }
    return contents
  }
}
