import Diagnostics
import Files
import JSON
import JSONRPC
import MCP
import Skills
import Toolbox

extension SkillShelf {
  /// The skills as resources: each one's `SKILL.md`.
  var resources: [ResourceDescription] {
    offered.map {
      ResourceDescription(
        uri: SkillURI($0).text, name: $0.name, title: nil, description: $0.description,
        mimeType: "text/markdown", byteCount: nil)
    }
  }

  static let template = ResourceTemplate(
    uriTemplate: "skill://{skill}/{+file}", name: "skill", title: "Skill file",
    description: "SKILL.md of a skill, or another file in its folder.", mimeType: "text/markdown")

  /// A file of a skill. Of a template, `SKILL.md` has its front matter and the text with live facts.
  func contents(of uri: String, _ context: CallContext) throws -> ResourceContents {
    guard let address = SkillURI(parsing: uri) else {
      throw ResourceFeature.NotFound(advice: "; addresses look like skill://NAME/SKILL.md")
    }
    let skill: Skill
    do throws(NoSuchSkill) {
      skill = try self.skill(named: address.skill)
    } catch {
      throw ResourceFeature.NotFound(advice: ": \(error)")
    }
    let path = address.file == "SKILL.md" ? skill.fileName : address.file
    do {
      if path == skill.fileName, try skill.template() != nil {
        return ResourceContents(
          uri: uri, mimeType: "text/markdown", text: try renderedFile(of: skill, context),
          origin: skill.quotesPages ? .skillQuotingPages : nil)
      }
      let content = try skill.read(file: path)
      return ResourceContents(
        uri: uri, mimeType: mimeType(of: path, isText: content.isText),
        body: content.shownText.map { .text($0) } ?? .blob(content.bytes))
    } catch let error as SkillError {
      // A fault of the skill's author, which whoever reads it should see.
      throw ResponseError(.internalError, "the skill '\(skill.name)' has no text: \(error)")
    } catch let error as FileError {
      throw ResourceFeature.NotFound(advice: ": \(error.message)")
    }
  }

  /// The front matter as written and the text below it.
  private func renderedFile(of skill: Skill, _ context: CallContext) throws -> String {
    let body = try skill.body()
    let head = String(decoding: body.source.bytes[..<body.utf8Offset], as: UTF8.self)
    return UntrustedText.escaped(head) + (try renderWithPlaceholders(skill, context))
  }

  private func mimeType(of path: String, isText: Bool) -> String {
    guard isText else { return "application/octet-stream" }
    let types = [
      "md": "text/markdown", "json": "application/json", "yaml": "application/yaml",
      "yml": "application/yaml", "html": "text/html", "csv": "text/csv",
    ]
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return types[ending] ?? "text/plain"
  }
}
