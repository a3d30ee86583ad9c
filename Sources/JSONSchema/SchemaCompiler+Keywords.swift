import Diagnostics
import JSON

extension SchemaCompiler {
  /// The demands of a schema in the order of checking: cheap ones first, and last those that depend
  /// on the others.
  mutating func keywords(
    of schema: JSONValue, at pointer: String
  ) throws(JSONSchemaError) -> [SchemaKeyword] {
    let object: JSONObject
    switch schema {
    case .bool(let accepts): return accepts ? [] : [.never]
    case .object(let members): object = members
    default: throw JSONSchemaError(.notASchema, at: pointer)
    }
    let source = SchemaSource(object: object, pointer: pointer)
    let groups = KeywordGroups(of: object)
    var keywords: [SchemaKeyword] = []
    if groups.contains(.definitions) {
      // Compiled for their faults, even where nothing refers to them.
      for name in ["$defs", "definitions"] { _ = try namedSubschemas(source, name) }
    }
    if groups.contains(.references) {
      keywords += try references(source)
      if !keywords.isEmpty, dialect.referenceStandsAlone { return keywords }
    }
    if groups.contains(.values) {
      if let constant = object["const"] { keywords.append(.constant(constant)) }
      if let values = try source.array("enum", mayBeEmpty: true) {
        keywords.append(.enumeration(values))
      }
    }
    if groups.contains(.types), let types = try types(source) { keywords.append(.type(types)) }
    if groups.contains(.numbers) { keywords += try numberKeywords(source) }
    if groups.contains(.strings) { keywords += try stringKeywords(source) }
    if groups.contains(.arrays) { keywords += try arrayKeywords(source) }
    if groups.contains(.objects) { keywords += try objectKeywords(source) }
    if groups.contains(.combinators) { keywords += try combinators(source) }
    if groups.contains(.unevaluated), dialect.hasNewerKeywords {
      if let index = try subschema(source, "unevaluatedItems") {
        keywords.append(.unevaluatedItems(index))
      }
      if let index = try subschema(source, "unevaluatedProperties") {
        keywords.append(.unevaluatedProperties(index))
      }
    }
    return keywords
  }

  private mutating func references(
    _ source: SchemaSource
  ) throws(JSONSchemaError) -> [SchemaKeyword] {
    var keywords: [SchemaKeyword] = []
    if let reference = try source.string("$ref") {
      keywords.append(.reference(try resolve(reference, "$ref", at: source.pointer)))
      // A dynamic one beside it has no meaning then.
      if dialect.referenceStandsAlone { return keywords }
    }
    if let name = dialect.dynamicReference, let reference = try source.string(name) {
      guard !names.hasEmbeddedResources else {
        throw JSONSchemaError(.dynamicReference(reference), at: source.pointer(to: name))
      }
      keywords.append(.reference(try resolve(reference, name, at: source.pointer)))
    }
    return keywords
  }

  private func types(_ source: SchemaSource) throws(JSONSchemaError) -> SchemaTypes? {
    guard let value = source.object["type"] else { return nil }
    let names: [String]
    if let name = value.stringValue {
      names = [name]
    } else if let elements = value.arrayValue, !elements.isEmpty {
      names = elements.compactMap(\.stringValue)
      guard names.count == elements.count else { throw source.error("type", "type names") }
    } else {
      throw source.error("type", "a type name or an array of them")
    }
    var types: SchemaTypes = []
    for name in names {
      guard let type = SchemaTypes(named: name) else {
        let suggestion = closestMatch(to: name, in: SchemaTypes.names)
        throw JSONSchemaError(
          .unknownType(name, suggestion: suggestion), at: source.pointer(to: "type"))
      }
      types.formUnion(type)
    }
    return types
  }

  private func numberKeywords(_ source: SchemaSource) throws(JSONSchemaError) -> [SchemaKeyword] {
    var keywords: [SchemaKeyword] = []
    if let bound = try source.number("minimum") {
      keywords.append(.minimum(bound, isExclusive: false))
    }
    if let bound = try source.number("exclusiveMinimum") {
      keywords.append(.minimum(bound, isExclusive: true))
    }
    if let bound = try source.number("maximum") {
      keywords.append(.maximum(bound, isExclusive: false))
    }
    if let bound = try source.number("exclusiveMaximum") {
      keywords.append(.maximum(bound, isExclusive: true))
    }
    if let divisor = try source.number("multipleOf") {
      guard JSONNumber(0).isLess(than: divisor) else {
        throw source.error("multipleOf", "a number above 0")
      }
      keywords.append(.multipleOf(divisor))
    }
    return keywords
  }

  private func stringKeywords(_ source: SchemaSource) throws(JSONSchemaError) -> [SchemaKeyword] {
    var keywords: [SchemaKeyword] = []
    if let length = try source.count("minLength") { keywords.append(.minimumLength(length)) }
    if let length = try source.count("maxLength") { keywords.append(.maximumLength(length)) }
    if let text = try source.string("pattern") {
      keywords.append(.pattern(try pattern(text, at: source.pointer(to: "pattern"))))
    }
    _ = try source.string("format")
    return keywords
  }

  /// Reads a regular expression.
  func pattern(_ text: String, at pointer: String) throws(JSONSchemaError) -> Pattern {
    do throws(PatternError) {
      return try Pattern(text)
    } catch {
      throw JSONSchemaError(.invalidPattern(text, error), at: pointer)
    }
  }

  private mutating func combinators(
    _ source: SchemaSource
  ) throws(JSONSchemaError) -> [SchemaKeyword] {
    var keywords: [SchemaKeyword] = []
    if let branches = try subschemas(source, "allOf") { keywords.append(.allOf(branches)) }
    if let branches = try subschemas(source, "anyOf") { keywords.append(.anyOf(branches)) }
    if let branches = try subschemas(source, "oneOf") { keywords.append(.oneOf(branches)) }
    if let index = try subschema(source, "not") { keywords.append(.not(index)) }
    let then = try subschema(source, "then")
    let otherwise = try subschema(source, "else")
    if let condition = try subschema(source, "if") {
      keywords.append(.conditional(if: condition, then: then, else: otherwise))
    }
    return keywords
  }
}
