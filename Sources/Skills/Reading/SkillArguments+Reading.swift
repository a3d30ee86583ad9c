import Diagnostics
import Files
import JSON
import JSONSchema
import YAML

extension SkillArguments {
  /// The file that declares arguments.
  static let fileName = "arguments.yaml"

  /// Reads `arguments.yaml`.
  init(file source: SourceText) {
    let outcome = YAMLParser.parse(source)
    guard outcome.diagnostics.isEmpty else {
      self.init(diagnostics: outcome.diagnostics, origin: .file)
      return
    }
    guard let entries = outcome.documents.first?.entries else {
      self.init(
        diagnostics: [SkillMessage.argumentsAreNoMapping.error(in: source, atLine: 1)],
        origin: .file)
      return
    }
    let declarations = entries.map { ($0.key, $0.value.jsonValue, Optional($0.keyPosition)) }
    self.init(declarations, .file) { message, position in
      message.error(in: source, at: position ?? SourcePosition(line: 1, column: 1))
    }
  }

  /// Reads `metadata.arguments`.
  /// - Parameter report: gives a message its place.
  init(metadata value: JSONValue, report: (SkillMessage) -> Diagnostic) {
    guard let text = value.stringValue, let json = try? JSONParser.parse(text),
      let declarations = json.objectValue
    else {
      self.init(diagnostics: [report(.argumentsAreNoJSON)], origin: .metadata)
      return
    }
    self.init(declarations.members.map { ($0.key, $0.value, nil) }, .metadata) { message, _ in
      report(message)
    }
  }

  private init(
    _ declarations: [(name: String, schema: JSONValue, position: SourcePosition?)],
    _ origin: Origin, report: (SkillMessage, SourcePosition?) -> Diagnostic
  ) {
    var parameters: [Parameter] = []
    var diagnostics: [Diagnostic] = []
    for declaration in declarations {
      do throws(ArgumentFault) {
        parameters.append(
          try Parameter(declaration.name, declaration.schema, at: declaration.position))
      } catch {
        diagnostics.append(report(error.message, declaration.position))
      }
    }
    self.init(parameters: parameters, diagnostics: diagnostics, origin: origin)
  }
}

/// Why a declaration is not that of an argument.
private struct ArgumentFault: Error {
  var message: SkillMessage
}

extension SkillArguments.Parameter {
  fileprivate init(
    _ name: String, _ declaration: JSONValue, at position: SourcePosition?
  ) throws(ArgumentFault) {
    guard TemplateKeyword.isUsableName(name) else {
      throw ArgumentFault(message: .argumentName(name))
    }
    guard var schema = declaration.objectValue else {
      throw ArgumentFault(message: .argumentIsNoSchema(name))
    }
    var isRequired = false
    if let required = schema["required"]?.boolValue {
      isRequired = required
      schema["required"] = nil
    }
    let compiled: JSONSchema
    do throws(JSONSchemaError) {
      compiled = try JSONSchema(.object(schema))
    } catch {
      throw ArgumentFault(message: .argumentSchema(name, "\(error)"))
    }
    if let standard = schema["default"], let error = compiled.validate(standard).first {
      throw ArgumentFault(message: .argumentDefault(name, error.message))
    }
    self.init(name: name, schema: schema, isRequired: isRequired, position: position)
  }
}

extension Skill {
  /// The arguments that the skill declares now, none where it declares none.
  package func arguments() -> SkillArguments {
    if !isLoose {
      do throws(FileError) {
        return SkillArguments(
          file: try source(
            of: SkillArguments.fileName, maximumBytes: SkillLimits.maximumArgumentsBytes))
      } catch {
        guard error.isAbsence else {
          let diagnostic = Diagnostic(
            .error, error.message, path: shownFolder + SkillArguments.fileName)
          return SkillArguments(diagnostics: [diagnostic], origin: .file)
        }
      }
    }
    guard let declaration = metadata[MetadataKey.arguments] else { return SkillArguments() }
    return SkillArguments(metadata: declaration) { $0.error(path: shownPath) }
  }
}
