import Diagnostics
import Files
package import JSON

extension Skill {
  /// The body compiled, with the files that it includes; `nil` where it is plain text.
  /// - Throws: `SkillError` where a file cannot be read or the template or its arguments are faulty.
  package func template() throws(SkillError) -> Template? {
    try template(of: try body(), try arguments().withoutErrors)
  }

  /// The text for an agent: the body without front matter, everything filled in.
  ///
  /// A body that is no template comes back byte for byte, however long it is.
  /// - Parameters:
  ///   - arguments: checked against the declared parameters, whose defaults are put in.
  ///   - call: runs a read-only tool of `tools`.
  package func render(
    arguments: JSONObject = [:], tools: ServedTools, limits: TemplateLimits = TemplateLimits(),
    call: (String, JSONObject) throws -> JSONValue
  ) throws(SkillError) -> String {
    let body = try body()
    let parameters = try self.arguments().withoutErrors
    let bound: JSONObject
    do throws(InvalidArguments) {
      bound = try parameters.bind(arguments)
    } catch {
      throw .invalidArguments(skill: name, problems: error.problems)
    }
    guard let template = try template(of: body, parameters) else { return body.text }
    do throws(TemplateError) {
      return try template.render(arguments: bound, tools: tools, limits: limits, call: call)
    } catch {
      throw .faulty(error.diagnostics)
    }
  }

  private func template(
    of body: SkillBody, _ arguments: SkillArguments
  ) throws(SkillError) -> Template? {
    guard isTemplate(body, arguments) else { return nil }
    do throws(TemplateError) {
      return try compiled(body)
    } catch {
      throw .faulty(error.diagnostics)
    }
  }

  /// The body as a template, whether it is declared as one or not.
  func compiled(_ body: SkillBody) throws(TemplateError) -> Template {
    try Template(body.source, from: body.utf8Offset) { path in
      do throws(FileError) {
        return .success(try source(of: path, maximumBytes: SkillLimits.maximumIncludedBytes))
      } catch {
        return .failure(error)
      }
    }
  }
}
