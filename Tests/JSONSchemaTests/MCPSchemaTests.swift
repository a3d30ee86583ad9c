import Foundation
import JSON
import JSONSchema
import Testing

/// The folder with the schemas of the Model Context Protocol: in `shared` beside the repository, or
/// where `HANDBOOK_SHARED` says.
private let folder: URL? = {
  let environment = ProcessInfo.processInfo.environment["HANDBOOK_SHARED"].map { URL(filePath: $0) }
  let repository = URL(filePath: #filePath).appending(path: "../../..").standardized
  let shared = environment ?? repository.appending(path: "../shared").standardized
  let folder = shared.appending(path: "mcp-schema")
  return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
}()

// The published schemas are not part of the repository; without them there is nothing to test.
@Suite(.enabled(if: folder != nil))
struct MCPSchemaTests {
  private static let revisions = [
    "2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28",
  ]

  private func document(_ revision: String) throws -> JSONValue {
    let file = try #require(folder).appending(path: "\(revision).json")
    return try JSONParser.parse([UInt8](try Data(contentsOf: file)))
  }

  private func schema(_ name: String, _ revision: String) throws -> JSONSchema {
    let document = try document(revision)
    let place = document["$defs"] == nil ? "definitions" : "$defs"
    return try JSONSchema(document, at: "/\(place)/\(name)")
  }

  @Test(arguments: revisions)
  func compiles(revision: String) throws {
    let document = try document(revision)
    _ = try JSONSchema(document)
    let place = document["$defs"] == nil ? "definitions" : "$defs"
    let names = try #require(document[place]?.objectValue?.keys)
    #expect(names.count > 50)
    for name in names { _ = try JSONSchema(document, at: "/\(place)/\(name)") }
  }

  @Test(arguments: revisions)
  func validatesResults(revision: String) throws {
    let schema = try schema("CallToolResult", revision)
    #expect(
      schema.validate(
        ["resultType": "complete", "content": [["type": "text", "text": "hello"]]]) == [])
    #expect(
      schema.validate([
        "resultType": "complete", "isError": "no",
        "content": [
          ["type": "text"], ["type": "image", "data": 5, "mimeType": "image/png"], 7,
        ],
      ]).map(\.message).sorted() == [
        #"content[0]: missing property "text""#,
        "content[1].data: 5 is an integer, expected a string",
        "content[2]: 7 is an integer, expected an object",
        #"isError: "no" is a string, expected a boolean"#,
      ])
  }

  @Test(arguments: revisions)
  func validatesTools(revision: String) throws {
    let schema = try schema("Tool", revision)
    let tool: JSONValue = [
      "name": "search", "description": "Finds pages.",
      "inputSchema": ["type": "object", "properties": ["query": ["type": "string"]]],
    ]
    #expect(schema.validate(tool) == [])
    #expect(
      schema.validate(["name": "search", "inputSchema": ["type": "array"]]).map(\.message) == [
        #"inputSchema.type: "array" is not "object""#
      ])
  }

  @Test func namesTheMethodThatIsMeant() throws {
    let schema = try schema("ClientRequest", "2025-11-25")
    #expect(
      schema.validate(["jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": [:]])
        .map(\.message) == [#"params: missing property "name""#])
    let message = schema.validate(["jsonrpc": "2.0", "id": 1, "method": "tools/cal"])
      .map(\.message).joined()
    #expect(message.hasPrefix(#"method: "tools/cal" is not one of "initialize", "ping", "#))
    #expect(message.hasSuffix(#"; did you mean "tools/call"?"#))
  }
}
