import Files
package import JSON

/// What a bundle says of itself in `manifest.json` (MCPB manifest 0.3).
package struct BundleManifest: Sendable {
  /// A tool or a prompt, as clients show it before the server runs.
  package struct Offer: Sendable {
    package var name: String
    package var description: String
    /// The names of a prompt's arguments.
    package var arguments: [String]

    package init(name: String, description: String, arguments: [String] = []) {
      self.name = name
      self.description = description
      self.arguments = arguments
    }
  }

  package var name: String
  package var title: String
  /// Exact: `1.2.0`.
  package var version: String
  /// One sentence.
  package var description: String
  package var author: String
  package var tools: [Offer]
  package var prompts: [Offer]

  package init(
    name: String, title: String, version: String, description: String, author: String,
    tools: [Offer], prompts: [Offer]
  ) {
    self.name = name
    self.title = title
    self.version = version
    self.description = description
    self.author = author
    self.tools = tools
    self.prompts = prompts
  }

  /// The tool that the texts of prompts name.
  package static let skillReader = "read_skill"

  private static let formatVersion = "0.3"
  /// Clients replace it by the folder that the bundle is unpacked into.
  private static let unpackedFolder = "${__dirname}"
  private static let folderSetting = "handbook_folder"
  private static let longDescription = """
    Coding agents look things up in a handbook instead of guessing: search over pages and facts, pages and sections with \
    the lines to cite, facts as rows, and skills that teach whole jobs. Everything runs on this machine and reads files \
    alone. A folder of your own Markdown can be chosen in place of the handbook that comes with the bundle.
    """

  /// The manifest of a bundle of these parts.
  package func json(of parts: Bundle.Parts) -> JSONValue {
    let program = parts.program.pathInBundle
    var object: JSONObject = [
      "manifest_version": .string(Self.formatVersion), "name": .string(name),
      "display_name": .string(title), "version": .string(version),
      "description": .string(description), "long_description": .string(Self.longDescription),
      "author": ["name": .string(author)],
      "server": [
        "type": "binary", "entry_point": .string(program),
        "mcp_config": [
          "command": .string(Self.unpackedFolder + "/" + program),
          "args": .array(arguments(for: parts).map { .string($0) }),
          // Empty where nothing was chosen, which is as good as not set.
          "env": ["HANDBOOK_DIR": .string("${user_config.\(Self.folderSetting)}")],
        ],
      ],
    ]
    if !tools.isEmpty {
      object.append(
        "tools",
        .array(
          tools.map { ["name": .string($0.name), "description": .string($0.description)] }))
    }
    // A folder of one's own may bring tools and skills.
    object.append("tools_generated", true)
    if !prompts.isEmpty { object.append("prompts", .array(prompts.map(Self.prompt))) }
    object.append("prompts_generated", true)
    object.append("keywords", ["handbook", "documentation", "markdown", "search", "skills"])
    if let platform = parts.program.platform {
      object.append("compatibility", ["platforms": [.string(platform.rawValue)]])
    }
    object.append("user_config", [Self.folderSetting: Self.folderOption])
    return .object(object)
  }

  private func arguments(for parts: Bundle.Parts) -> [String] {
    var arguments = ["serve", "--root", Self.unpackedFolder]
    // A handbook's own skills would come before those that were chosen in their place.
    if parts.skills != nil, FileKind(at: join(parts.handbook, Bundle.skillsFolder)) == .folder {
      arguments += ["--skills", Self.unpackedFolder + "/" + Bundle.skillsFolder]
    }
    return arguments + parts.serveOptions
  }

  private static let folderOption: JSONValue = [
    "type": "directory", "title": "Handbook folder",
    "description":
      "A folder of Markdown to serve in place of the handbook in the bundle. Leave it empty to serve that one.",
    "required": false, "default": "",
  ]

  /// The text of a prompt is made by the server, with live facts. What a client may insert without asking the server leads
  /// to the same.
  private static func prompt(_ prompt: Offer) -> JSONValue {
    var object: JSONObject = [
      "name": .string(prompt.name), "description": .string(prompt.description),
    ]
    var text = "Read the skill '\(prompt.name)' with the tool \(skillReader) and follow it."
    if !prompt.arguments.isEmpty {
      object.append("arguments", .array(prompt.arguments.map { .string($0) }))
      text += prompt.arguments.map { " \($0): ${arguments.\($0)}." }.joined()
    }
    object.append("text", .string(text))
    return .object(object)
  }
}
