import Bundling

/// What a bundle is to say of itself, from the options of `handbook bundle`.
struct BundleSettings {
  let name: String
  let title: String
  let version: String
  let description: String
  let author: String
  /// What the registry is to be told; `nil` where it is to be told nothing.
  let registry: (name: String, url: String)?

  private static let name = Option(
    name: "--name", value: "NAME", help: "What clients call the bundle (default handbook).")
  private static let title = Option(
    name: "--title", value: "TEXT", help: "What they show (default Handbook, or the name).")
  private static let version = Option(
    name: "--bundle-version", value: "VERSION", help: "Its version (default that of the program).")
  private static let description = Option(
    name: "--description", value: "TEXT", help: "One sentence, at most 100 characters.")
  private static let author = Option(
    name: "--author", value: "TEXT", help: "Who made it (default the name).")
  private static let registryName = Option(
    name: "--registry-name", value: "NAME",
    help: "Also write server.json for the MCP registry, under this name: io.github.you/handbook.")
  private static let url = Option(
    name: "--url", value: "URL", help: "Where the bundle will be downloaded from, for server.json.")

  static let options = [name, title, version, description, author, registryName, url]

  private static let standardName = "handbook"

  /// - Parameters:
  ///   - version: where none is given.
  ///   - description: likewise.
  /// - Throws: a usage error that says what is allowed.
  init(_ options: ParsedOptions, version: String, description: String) throws(CommandError) {
    func text(_ option: Option, _ rule: BundleRule, _ standard: String) throws(CommandError)
      -> String
    {
      guard let text = options[option] else { return standard }
      guard rule.allows(text) else {
        throw .usage(
          "'\(text)' is nothing for '\(option.name)'", notes: ["allowed: \(rule.explanation)"])
      }
      return text
    }
    name = try text(Self.name, .name, Self.standardName)
    title = try text(Self.title, .title, name == Self.standardName ? "Handbook" : name)
    self.version = try text(Self.version, .version, version)
    self.description = try text(Self.description, .description, description)
    author = try text(Self.author, .author, name)
    let registryName = try text(Self.registryName, .registryName, "")
    let url = try text(Self.url, .url, "")
    switch (registryName.isEmpty, url.isEmpty) {
    case (true, true): registry = nil
    case (false, false): registry = (registryName, url)
    case (true, false): throw Self.lacks(Self.registryName, .registryName)
    case (false, true): throw Self.lacks(Self.url, .url)
    }
  }

  private static func lacks(_ option: Option, _ rule: BundleRule) -> CommandError {
    .usage(
      "server.json needs '\(option.name)' too",
      notes: ["\(option.name) \(option.value ?? ""): \(rule.explanation)"])
  }
}
