import Diagnostics
import JSON
import Markdown
import YAML

extension SkillCheck {
  /// The declaration of the arguments.
  mutating func checkArguments(_ arguments: SkillArguments) {
    guard let node = document.frontMatter?[FrontMatterKey.metadata]?[MetadataKey.arguments] else {
      for diagnostic in arguments.diagnostics { add(diagnostic) }
      return
    }
    let declared = SkillArguments(metadata: node.jsonValue) {
      $0.error(in: source, at: node.position)
    }
    for diagnostic in declared.diagnostics { add(diagnostic) }
    if arguments.origin == .file {
      for diagnostic in arguments.diagnostics { add(diagnostic) }
      error(.argumentsTwice, at: node.position)
    }
  }

  /// The body as a template.
  mutating func checkTemplate(_ arguments: SkillArguments) {
    guard skill.isTemplate(body, arguments) else {
      reportUndeclaredTemplate()
      return
    }
    let template: Template
    do throws(TemplateError) {
      template = try skill.compiled(body)
    } catch {
      for diagnostic in error.diagnostics { add(diagnostic) }
      return
    }
    for (call, file) in template.calls {
      let message: TemplateMessage
      if !tools.contains(call.tool) {
        message = .unknownTool(call.tool, among: tools)
      } else if !tools.isReadOnly(call.tool) {
        message = .toolIsNotReadOnly(call.tool)
      } else {
        continue
      }
      add(TemplateFault(message, at: call.utf8Offset).diagnostic(in: file.source))
    }
    // Without a readable declaration every name would be called undefined.
    guard arguments.diagnostics.isEmpty else { return }
    let names = template.names(arguments: arguments.names)
    for diagnostic in names.undefined { add(diagnostic) }
    for parameter in arguments.parameters where !names.used.contains(parameter.name) {
      report(unused: parameter)
    }
  }

  private mutating func report(unused parameter: SkillArguments.Parameter) {
    let message = SkillMessage.unusedArgument(parameter.name)
    guard let position = parameter.position else {
      add(Diagnostic(.warning, message.text, path: source.path, notes: message.notes))
      return
    }
    let path = skill.shownFolder + SkillArguments.fileName
    add(Diagnostic(.warning, message.text, path: path, position: position, notes: message.notes))
  }

  private mutating func reportUndeclaredTemplate() {
    guard skill.metadata[MetadataKey.template] == nil else { return }
    let openings = [Array("{{".utf8), Array("{%".utf8)]
    guard
      let offset = body.bytes.indices.first(where: { index in
        openings.contains { body.bytes[index...].starts(with: $0) }
      })
    else { return }
    warning(.undeclaredTemplate, at: source.position(at: offset))
  }
}
