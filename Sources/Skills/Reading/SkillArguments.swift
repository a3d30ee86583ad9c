package import Diagnostics
package import JSON
import JSONSchema

/// The arguments that a skill's template takes.
///
/// They are declared in a file `arguments.yaml` beside `SKILL.md`, a mapping from names to JSON Schemas with
/// `required: true` inside, as tools have it under `params`; or, where a skill is one file, as a JSON object of the
/// same shape in the text `metadata.arguments`.
///
/// ```yaml
/// team: {type: string, description: The team to check., required: true}
/// depth: {type: string, enum: [brief, full], default: brief}
/// ```
package struct SkillArguments: Sendable {
  /// One argument.
  package struct Parameter: Sendable {
    package let name: String
    /// Without the `required` inside.
    package let schema: JSONObject
    package let isRequired: Bool
    /// Where the name stands; `nil` for a declaration in the front matter.
    package let position: SourcePosition?
  }

  /// In the order of the declaration.
  package let parameters: [Parameter]
  /// What is wrong with the declaration.
  package let diagnostics: [Diagnostic]
  let origin: Origin

  /// Where arguments are declared.
  enum Origin {
    case nowhere, file, metadata
  }

  init(
    parameters: [Parameter] = [], diagnostics: [Diagnostic] = [], origin: Origin = .nowhere
  ) {
    self.parameters = parameters
    self.diagnostics = diagnostics
    self.origin = origin
  }

  /// The names that a template starts with.
  package var names: [String] { parameters.map(\.name) }

  /// The JSON Schema of all arguments together.
  package var inputSchema: JSONObject {
    var properties = JSONObject()
    for parameter in parameters { properties.append(parameter.name, .object(parameter.schema)) }
    var schema: JSONObject = ["type": "object", "properties": .object(properties)]
    let required = parameters.filter(\.isRequired).map { JSONValue.string($0.name) }
    if !required.isEmpty { schema.append("required", .array(required)) }
    schema.append("additionalProperties", false)
    return schema
  }

  /// Itself, where the declaration can be used.
  var withoutErrors: SkillArguments {
    get throws(SkillError) {
      let errors = diagnostics.filter { $0.severity == .error }
      guard errors.isEmpty else { throw .faulty(errors) }
      return self
    }
  }
}

/// What is wrong with the arguments of a call; one sentence for each problem.
struct InvalidArguments: Error {
  var problems: [String]
}

extension SkillArguments {
  /// The arguments as a template gets them: checked, defaults put in, null for what is not given.
  ///
  /// Prompts pass every argument as a string: one for a parameter of another type is read as JSON.
  func bind(_ given: JSONObject) throws(InvalidArguments) -> JSONObject {
    var arguments = given
    for parameter in parameters {
      if let value = arguments[parameter.name] {
        arguments[parameter.name] = parameter.read(value)
      } else if let standard = parameter.schema["default"] {
        arguments[parameter.name] = standard
      }
    }
    let schema: JSONSchema
    do throws(JSONSchemaError) {
      schema = try JSONSchema(.object(inputSchema))
    } catch {
      throw InvalidArguments(problems: ["\(error)"])
    }
    let problems = schema.validate(.object(arguments)).map(\.message)
    guard problems.isEmpty else { throw InvalidArguments(problems: problems) }
    for parameter in parameters where !arguments.contains(parameter.name) {
      arguments[parameter.name] = .null
    }
    return arguments
  }
}

extension SkillArguments.Parameter {
  /// What the argument is for.
  package var description: String? { schema["description"]?.stringValue }

  /// The values to offer: those that are allowed, or else the examples, as text.
  package var suggestedValues: [String] {
    (schema["enum"] ?? schema["examples"])?.arrayValue?.map(\.plainText) ?? []
  }

  /// A string read as JSON where the schema wants something else and gets it that way.
  fileprivate func read(_ value: JSONValue) -> JSONValue {
    guard let text = value.stringValue else { return value }
    let types: [String] =
      switch schema["type"] {
      case .string(let type)?: [type]
      case .array(let elements)?: elements.compactMap(\.stringValue)
      default: []
      }
    guard !types.isEmpty, !types.contains("string"), let parsed = try? JSONParser.parse(text)
    else { return value }
    let isWanted =
      types.contains(parsed.typeName) || (types.contains("integer") && parsed.intValue != nil)
    return isWanted ? parsed : value
  }
}
