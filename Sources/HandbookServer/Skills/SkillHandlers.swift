import Diagnostics
import Files
import JSON
import Skills
package import Toolbox

/// The tools `list_skills` and `read_skill`, for clients that show the model neither prompts nor resources.
package enum SkillHandlers {
  /// The handlers by their names.
  package static func all(for shelf: SkillShelf) -> [String: Handler] {
    [
      "list_skills": { try list($0, $1, shelf) },
      "read_skill": { try read($0, $1, shelf) },
    ]
  }

  private static func list(_ arguments: JSONObject, _ context: CallContext, _ shelf: SkillShelf)
    throws -> ToolResult
  {
    let skills = shelf.offered
    let call = PageCursor.Call(
      name: "list_skills", arguments: arguments,
      snapshot: skills.map(\.name).joined(separator: " "))
    let request = try PageRequest(arguments, for: call, defaultLimit: 100)
    var budget = request.budget
    var rows: [JSONValue] = []
    for skill in skills.dropFirst(request.offset).prefix(request.limit) {
      let row = describe(skill)
      guard budget.take(bytes: row.approximateByteCount) || rows.isEmpty else { break }
      rows.append(.object(row))
    }
    var result: JSONObject = ["skills": .array(rows)]
    request.append(total: skills.count, shown: rows.count, for: call, to: &result)
    return ToolResult(result)
  }

  private static func describe(_ skill: Skill) -> JSONObject {
    let arguments = skill.arguments().parameters.map { parameter -> JSONValue in
      var object: JSONObject = ["name": .string(parameter.name)]
      if let description = parameter.description {
        object.append("description", .string(description))
      }
      object.append("required", .bool(parameter.isRequired))
      return .object(object)
    }
    return [
      "name": .string(skill.name), "description": .string(skill.description),
      "uri": .string(SkillURI(skill).text), "arguments": .array(arguments),
    ]
  }

  private static func read(_ arguments: JSONObject, _ context: CallContext, _ shelf: SkillShelf)
    throws -> ToolResult
  {
    let name = arguments["name"]?.stringValue ?? ""
    let skill: Skill
    do throws(NoSuchSkill) {
      skill = try shelf.skill(named: name)
    } catch {
      throw ToolCallError.invalidArguments(tool: "read_skill", problems: ["name: \(error)"])
    }
    let file = arguments["file"]?.stringValue
    let text: String
    let isRendered = file == nil || file == skill.fileName
    if let file, file != skill.fileName {
      text = try self.text(of: file, in: skill)
    } else {
      text = try render(skill, arguments["arguments"]?.objectValue ?? [:], context, shelf)
    }
    let call = PageCursor.Call(
      name: "read_skill", arguments: arguments, snapshot: "\(text.utf8.count)")
    let request = try PageRequest(arguments, for: call, defaultLimit: 1)
    let excerpt = PageExcerpt(
      of: text, from: request.offset, maximumBytes: request.budget.remainingBytes, firstLine: 1)
    let files = (try? skill.files()) ?? []
    return ToolResult(
      [
        "name": .string(skill.name), "file": .string(file ?? skill.fileName),
        "text": .string(excerpt.text),
        "files": .array(files.map(\.path).filter { $0 != skill.fileName }.map { .string($0) }),
        "withheld": .integer(excerpt.withheldLineCount),
        "next": excerpt.end.map { .string(PageCursor(offset: $0).text(for: call)) } ?? .null,
      ], quotesPages: isRendered && skill.quotesPages, isInstruction: true)
  }

  private static func render(
    _ skill: Skill, _ arguments: JSONObject, _ context: CallContext, _ shelf: SkillShelf
  ) throws -> String {
    do {
      return try shelf.render(skill, arguments: arguments, context)
    } catch let error as SkillError {
      if case .invalidArguments(_, let problems) = error {
        throw ToolCallError.invalidArguments(
          tool: "read_skill", problems: problems.map { "arguments.\($0)" })
      }
      throw ToolCallError.failed("the skill '\(skill.name)' cannot be rendered: \(error)")
    }
  }

  private static func text(of file: String, in skill: Skill) throws(ToolCallError) -> String {
    let problem: String
    do throws(FileError) {
      let content = try skill.read(file: file)
      if let text = content.shownText { return text }
      problem = "'\(file)' is no text: read \(SkillURI(skill, file: file).text) as a resource"
    } catch {
      let files = ((try? skill.files()) ?? []).map(\.path)
      problem =
        "'\(file)' cannot be read: \(error.message)"
        + (closestMatch(to: file, in: files).map { "; did you mean '\($0)'?" } ?? "")
    }
    throw .invalidArguments(tool: "read_skill", problems: ["file: \(problem)"])
  }
}
