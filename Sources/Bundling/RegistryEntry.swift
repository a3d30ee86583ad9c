package import JSON

/// What the MCP registry is told of a bundle in `server.json` (schema 2025-12-11).
package struct RegistryEntry: Sendable {
  /// In reverse DNS with one slash: `io.github.you/handbook`.
  package var name: String
  package var title: String
  package var version: String
  /// At most 100 characters.
  package var description: String
  /// Where the bundle can be downloaded from.
  package var url: String
  /// Of the bundle, 64 lower-case hexadecimal digits.
  package var sha256: String

  package init(
    name: String, title: String, version: String, description: String, url: String, sha256: String
  ) {
    self.name = name
    self.title = title
    self.version = version
    self.description = description
    self.url = url
    self.sha256 = sha256
  }

  package var json: JSONValue {
    [
      "$schema": "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
      "name": .string(name), "title": .string(title), "description": .string(description),
      "version": .string(version),
      "packages": [
        [
          "registryType": "mcpb", "identifier": .string(url), "fileSha256": .string(sha256),
          "transport": ["type": "stdio"],
        ]
      ],
    ]
  }
}
