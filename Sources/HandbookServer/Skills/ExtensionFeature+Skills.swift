import Files
import JSON
import JSONRPC
import MCP
import Skills

extension ExtensionFeature {
  /// The Skills extension: what is served is listed with a digest of every file.
  static func skills(_ host: HandbookHost) -> ExtensionFeature {
    ExtensionFeature(
      identifier: "io.modelcontextprotocol/skills", settings: [:],
      methods: [
        "skills/list": .list(
          member: "skills", pageSize: 50,
          entries: { host.equipment.shelf.offered.map { skill in { try entry(of: skill) } } }),
        "skills/get": .get(
          member: "skill",
          value: { scope in
            let uri = try scope.requiredString("uri")
            guard let address = SkillURI(parsing: uri), address.file == "SKILL.md",
              let skill = try? host.equipment.shelf.skill(named: address.skill)
            else {
              throw ResponseError(
                .invalidParams, "there is no skill \(uri)", data: ["uri": .string(uri)])
            }
            return try entry(of: skill)
          }),
      ])
  }

  private static func entry(of skill: Skill) throws -> JSONValue {
    [
      "uri": .string(SkillURI(skill).text), "frontmatter": .object(skill.frontMatter),
      "resources": try resources(of: skill),
    ]
  }

  /// Every file with the digest of its bytes; of a template the text is made anew for each reader, so there is
  /// no digest to give.
  private static func resources(of skill: Skill) throws -> JSONValue {
    guard try skill.template() == nil, !skill.isLoose else { return "dynamic" }
    return .array(
      try skill.files().map { file in
        let bytes = try skill.read(file: file.path).shownBytes
        return [
          "uri": .string(SkillURI(skill, file: file.path).text),
          "digest": .string("sha256:" + ContentHash(of: bytes).hexadecimal),
          "size": .integer(bytes.count),
        ]
      })
  }
}
