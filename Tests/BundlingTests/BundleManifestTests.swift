import JSON
import TestSupport
import Testing

@testable import Bundling

struct BundleManifestTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder([
      "own/page.md": "# Page", "own/Skills/a/SKILL.md": "x", "Tools/a.yaml": "",
      "Skills/b/SKILL.md": "x",
      "plain/page.md": "# Page",
    ])
  }

  private func parts(
    _ handbook: String, skills: Bool = true, program: [UInt8] = [0x7F, 0x45, 0x4C, 0x46]
  ) -> Bundle.Parts {
    Bundle.Parts(
      program: ProgramFile(bytes: program), tools: folder.path + "/Tools",
      skills: skills ? folder.path + "/Skills" : nil, handbook: folder.path + "/" + handbook)
  }

  private static let manifest = BundleManifest(
    name: "acme", title: "Acme", version: "1.2.0", description: "All of Acme.", author: "Acme Inc.",
    tools: [.init(name: "search", description: "Searches.")],
    prompts: [
      .init(name: "a-skill", description: "Does a job."),
      .init(name: "b-skill", description: "Another.", arguments: ["team", "kind"]),
    ])

  @Test func saysWhatTheFormatWants() throws {
    let json = Self.manifest.json(of: parts("plain"))
    #expect(try FormatRules.problems(of: json, by: FormatRules.manifest) == [])
    var object = try #require(json.objectValue)
    #expect(object["long_description"]?.stringValue?.isEmpty == false)
    object["long_description"] = nil
    #expect(
      JSONValue.object(object) == [
        "manifest_version": "0.3", "name": "acme", "display_name": "Acme", "version": "1.2.0",
        "description": "All of Acme.", "author": ["name": "Acme Inc."],
        "server": [
          "type": "binary", "entry_point": "server/handbook",
          "mcp_config": [
            "command": "${__dirname}/server/handbook", "args": ["serve", "--root", "${__dirname}"],
            "env": ["HANDBOOK_DIR": "${user_config.handbook_folder}"],
          ],
        ],
        "tools": [["name": "search", "description": "Searches."]], "tools_generated": true,
        "prompts": [
          [
            "name": "a-skill", "description": "Does a job.",
            "text": "Read the skill 'a-skill' with the tool read_skill and follow it.",
          ],
          [
            "name": "b-skill", "description": "Another.", "arguments": ["team", "kind"],
            "text":
              "Read the skill 'b-skill' with the tool read_skill and follow it. team: ${arguments.team}. kind: ${arguments.kind}.",
          ],
        ], "prompts_generated": true,
        "keywords": ["handbook", "documentation", "markdown", "search", "skills"],
        "compatibility": ["platforms": ["linux"]],
        "user_config": [
          "handbook_folder": [
            "type": "directory", "title": "Handbook folder",
            "description":
              "A folder of Markdown to serve in place of the handbook in the bundle. Leave it empty to serve that one.",
            "required": false, "default": "",
          ]
        ],
      ])
  }

  @Test func skillsThatWereChosenComeBeforeThoseOfTheHandbook() {
    let launch = Self.manifest.json(of: parts("own"))["server"]?["mcp_config"]
    #expect(
      launch?["args"] == ["serve", "--root", "${__dirname}", "--skills", "${__dirname}/Skills"])
    let own = Self.manifest.json(of: parts("own", skills: false))["server"]?["mcp_config"]
    #expect(own?["args"] == ["serve", "--root", "${__dirname}"])
  }

  @Test func programsOfOtherSystemsAreNamedAsTheyWant() throws {
    let windows = parts("plain", program: [0x4D, 0x5A])
    let json = Self.manifest.json(of: windows)
    #expect(json["server"]?["entry_point"] == "server/handbook.exe")
    #expect(json["compatibility"] == ["platforms": ["win32"]])
    let paths = try ZipReader(Bundle(windows, manifest: json).bytes).entries.map(\.path)
    #expect(
      paths == [
        "manifest.json", "server/handbook.exe", "Tools/a.yaml", "Skills/b/SKILL.md",
        "seeds/page.md",
      ])
    let script = Self.manifest.json(of: parts("plain", program: Array("#!/bin/sh".utf8)))
    #expect(script["compatibility"] == nil)
  }

  /// Or the rules of the tests would show nothing.
  @Test func theRulesRefuseWhatTheFormatDoes() throws {
    let good = try #require(Self.manifest.json(of: parts("plain")).objectValue)
    for key in ["manifest_version", "name", "version", "description", "author", "server"] {
      var object = good
      object[key] = nil
      #expect(
        try FormatRules.problems(of: .object(object), by: FormatRules.manifest) != [], "\(key)")
    }
    for (key, value) in [
      ("unknown", true), ("manifest_version", "0.2"), ("author", [:]), ("prompts", [["name": "a"]]),
      ("compatibility", ["platforms": ["macos"]]), ("user_config", ["a": ["type": "folder"]]),
    ] as [(String, JSONValue)] {
      var object = good
      object[key] = value
      #expect(
        try FormatRules.problems(of: .object(object), by: FormatRules.manifest) != [], "\(key)")
    }
  }

  @Test func registryEntriesSayWhatTheRegistryWants() throws {
    let entry = RegistryEntry(
      name: "io.github.acme/handbook", title: "Acme", version: "1.2.0", description: "All of Acme.",
      url: "https://example.com/acme.mcpb", sha256: String(repeating: "0a", count: 32))
    #expect(
      entry.json == [
        "$schema": "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
        "name": "io.github.acme/handbook", "title": "Acme", "description": "All of Acme.",
        "version": "1.2.0",
        "packages": [
          [
            "registryType": "mcpb", "identifier": "https://example.com/acme.mcpb",
            "fileSha256": .string(String(repeating: "0a", count: 32)),
            "transport": ["type": "stdio"],
          ]
        ],
      ])
    #expect(try FormatRules.problems(of: entry.json, by: FormatRules.registryEntry) == [])
    for (key, value) in [
      ("name", "acme"), ("description", .string(String(repeating: "x", count: 101))),
      ("version", "latest"), ("packages", []),
    ] as [(String, JSONValue)] {
      var object = try #require(entry.json.objectValue)
      object[key] = value
      #expect(
        try FormatRules.problems(of: .object(object), by: FormatRules.registryEntry) != [], "\(key)"
      )
    }
  }
}
