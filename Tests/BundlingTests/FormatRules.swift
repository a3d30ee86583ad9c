import JSON
import JSONSchema

/// The rules of the two formats, as far as what is written here meets them, stated as JSON Schemas.
enum FormatRules {
  private static func object(
    _ properties: JSONObject, required: [String], isClosed: Bool = true
  ) -> JSONValue {
    [
      "type": "object", "properties": .object(properties),
      "required": .array(required.map { .string($0) }), "additionalProperties": .bool(!isClosed),
    ]
  }

  private static let text: JSONValue = ["type": "string"]
  private static let texts: JSONValue = ["type": "array", "items": text]
  private static let flag: JSONValue = ["type": "boolean"]
  private static let address: JSONValue = ["type": "string", "pattern": "^[a-z]+://"]
  private static let textsByName: JSONValue = ["type": "object", "additionalProperties": text]

  /// MCPB manifest 0.3: nothing that it does not know is allowed, at any level.
  static let manifest: JSONValue = {
    let launch: JSONObject = ["command": text, "args": texts, "env": textsByName]
    var launchWithOverrides = launch
    launchWithOverrides.append(
      "platform_overrides",
      ["type": "object", "additionalProperties": object(launch, required: [])])
    let setting = object(
      [
        "type": ["enum": ["string", "number", "boolean", "directory", "file"]], "title": text,
        "description": text, "required": flag, "multiple": flag, "sensitive": flag,
        "default": ["anyOf": [["type": ["string", "number", "boolean"]], texts]],
        "min": ["type": "number"], "max": ["type": "number"],
      ], required: ["type", "title", "description"])
    return object(
      [
        "$schema": text, "manifest_version": ["const": "0.3"], "name": text, "display_name": text,
        "version": text, "description": text, "long_description": text,
        "author": object(["name": text, "email": text, "url": address], required: ["name"]),
        "repository": object(["type": text, "url": address], required: ["type", "url"]),
        "homepage": address, "documentation": address, "support": address, "icon": text,
        "icons": ["type": "array"], "screenshots": texts, "localization": ["type": "object"],
        "server": object(
          [
            "type": ["enum": ["python", "node", "binary"]], "entry_point": text,
            "mcp_config": object(launchWithOverrides, required: ["command"]),
          ], required: ["type", "entry_point", "mcp_config"]),
        "tools": [
          "type": "array",
          "items": object(["name": text, "description": text], required: ["name"]),
        ],
        "tools_generated": flag,
        "prompts": [
          "type": "array",
          "items": object(
            ["name": text, "description": text, "arguments": texts, "text": text],
            required: ["name", "text"]),
        ],
        "prompts_generated": flag, "keywords": texts, "license": text, "privacy_policies": texts,
        "compatibility": object(
          [
            "claude_desktop": text,
            "platforms": ["type": "array", "items": ["enum": ["darwin", "win32", "linux"]]],
            "runtimes": object(["python": text, "node": text], required: []),
          ], required: []),
        "user_config": ["type": "object", "additionalProperties": setting],
        "_meta": ["type": "object", "additionalProperties": ["type": "object"]],
      ],
      required: ["manifest_version", "name", "version", "description", "author", "server"])
  }()

  /// `server.json` of 2025-12-11, and what the registry demands of a bundle: a hash, and an address with `mcp`.
  static let registryEntry: JSONValue = object(
    [
      "$schema": [
        "const": "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json"
      ],
      "name": [
        "type": "string", "pattern": "^[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+$", "minLength": 3,
        "maxLength": 200,
      ],
      "title": ["type": "string", "minLength": 1, "maxLength": 100],
      "description": ["type": "string", "minLength": 1, "maxLength": 100],
      "version": ["type": "string", "maxLength": 255, "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+"],
      "packages": [
        "type": "array", "minItems": 1,
        "items": object(
          [
            "registryType": ["const": "mcpb"],
            "identifier": ["type": "string", "pattern": "^https://.*[mM][cC][pP]"],
            "fileSha256": ["type": "string", "pattern": "^[a-f0-9]{64}$"],
            "transport": object(["type": ["const": "stdio"]], required: ["type"]),
          ], required: ["registryType", "identifier", "fileSha256", "transport"]),
      ],
    ], required: ["$schema", "name", "description", "version", "packages"])

  /// What a value does wrong.
  static func problems(of value: JSONValue, by rules: JSONValue) throws -> [String] {
    try JSONSchema(rules).validate(value).map { "\($0.instancePath): \($0.message)" }
  }
}
