import JSON

extension SchemaCompiler {
  mutating func arrayKeywords(_ source: SchemaSource) throws(JSONSchemaError) -> [SchemaKeyword] {
    var keywords: [SchemaKeyword] = []
    if let count = try source.count("minItems") { keywords.append(.minimumItems(count)) }
    if let count = try source.count("maxItems") { keywords.append(.maximumItems(count)) }
    if try source.bool("uniqueItems") == true { keywords.append(.uniqueItems) }
    if let rule = try itemsRule(source) { keywords.append(.items(rule)) }
    if let schema = try subschema(source, "contains") {
      var rule = ContainsRule(schema: schema, minimum: 1, maximum: nil)
      if dialect.hasNewerKeywords {
        rule.minimum = try source.count("minContains") ?? 1
        rule.maximum = try source.count("maxContains")
      }
      keywords.append(.contains(rule))
    }
    return keywords
  }

  private mutating func itemsRule(_ source: SchemaSource) throws(JSONSchemaError) -> ItemsRule? {
    if dialect.hasOlderForms, source.object["items"]?.arrayValue != nil {
      return ItemsRule(
        prefix: try subschemas(source, "items", mayBeEmpty: true) ?? [],
        rest: try subschema(source, "additionalItems"))
    }
    if source.object["items"]?.arrayValue != nil {
      throw source.error("items", "a schema; use prefixItems for one schema per item")
    }
    let prefix = dialect.hasOlderForms ? nil : try subschemas(source, "prefixItems")
    let rest = try subschema(source, "items")
    return prefix == nil && rest == nil ? nil : ItemsRule(prefix: prefix ?? [], rest: rest)
  }

  mutating func objectKeywords(_ source: SchemaSource) throws(JSONSchemaError) -> [SchemaKeyword] {
    var keywords: [SchemaKeyword] = []
    if let count = try source.count("minProperties") { keywords.append(.minimumProperties(count)) }
    if let count = try source.count("maxProperties") { keywords.append(.maximumProperties(count)) }
    if let names = try source.strings("required") { keywords.append(.required(names)) }
    if dialect.hasNewerKeywords {
      keywords += try dependentKeywords(source)
    }
    if dialect.hasOlderForms {
      keywords += try dependencies(source)
    }
    if let index = try subschema(source, "propertyNames") { keywords.append(.propertyNames(index)) }
    if let rule = try propertiesRule(source) { keywords.append(.properties(rule)) }
    return keywords
  }

  private mutating func propertiesRule(
    _ source: SchemaSource
  ) throws(JSONSchemaError) -> PropertiesRule? {
    let named = try namedSubschemas(source, "properties")
    var patterns: [(pattern: Pattern, schema: Int)]?
    if let schemas = try namedSubschemas(source, "patternProperties") {
      patterns = []
      let place = source.pointer(to: "patternProperties")
      for (name, schema) in schemas {
        let pointer = JSONPointer.appending(name, to: place)
        patterns?.append((try pattern(name, at: pointer), schema))
      }
    }
    let additional = try subschema(source, "additionalProperties")
    if named == nil, patterns == nil, additional == nil { return nil }
    return PropertiesRule(named: named ?? [], patterns: patterns ?? [], additional: additional)
  }

  private mutating func dependentKeywords(
    _ source: SchemaSource
  ) throws(JSONSchemaError) -> [SchemaKeyword] {
    var keywords: [SchemaKeyword] = []
    if let members = try source.members("dependentRequired") {
      let nested = SchemaSource(
        object: members, pointer: source.pointer(to: "dependentRequired"))
      var dependencies: [(name: String, needed: [String])] = []
      for name in members.keys { dependencies.append((name, try nested.strings(name) ?? [])) }
      keywords.append(.dependentRequired(dependencies, keyword: "dependentRequired"))
    }
    if let schemas = try namedSubschemas(source, "dependentSchemas") {
      keywords.append(.dependentSchemas(schemas))
    }
    return keywords
  }

  /// `dependencies`, whose members are lists of names or schemas.
  private mutating func dependencies(
    _ source: SchemaSource
  ) throws(JSONSchemaError) -> [SchemaKeyword] {
    guard let members = try source.members("dependencies") else { return [] }
    let nested = SchemaSource(object: members, pointer: source.pointer(to: "dependencies"))
    var names: [(name: String, needed: [String])] = []
    var schemas: [(name: String, schema: Int)] = []
    for member in members.members {
      if member.value.arrayValue != nil {
        names.append((member.key, try nested.strings(member.key) ?? []))
      } else if let index = try subschema(nested, member.key) {
        schemas.append((member.key, index))
      }
    }
    return [.dependentRequired(names, keyword: "dependencies"), .dependentSchemas(schemas)]
  }

  // MARK: - Schemas in schemas

  /// The node of the schema that a keyword holds; `nil` where the keyword is missing.
  mutating func subschema(_ source: SchemaSource, _ name: String) throws(JSONSchemaError) -> Int? {
    guard let value = source.object[name] else { return nil }
    return try compile(value, at: source.pointer(to: name))
  }

  /// The nodes of the schemas in the array that a keyword holds.
  mutating func subschemas(
    _ source: SchemaSource, _ name: String, mayBeEmpty: Bool = false
  ) throws(JSONSchemaError) -> [Int]? {
    guard let elements = try source.array(name, mayBeEmpty: mayBeEmpty) else { return nil }
    let place = source.pointer(to: name)
    var indices: [Int] = []
    for (position, element) in elements.enumerated() {
      indices.append(try compile(element, at: place + "/\(position)"))
    }
    return indices
  }

  /// The nodes of the schemas in the object that a keyword holds.
  mutating func namedSubschemas(
    _ source: SchemaSource, _ name: String
  ) throws(JSONSchemaError) -> [(name: String, schema: Int)]? {
    guard let members = try source.members(name) else { return nil }
    let place = source.pointer(to: name)
    var result: [(name: String, schema: Int)] = []
    for key in members.keys where !result.contains(where: { $0.name.hasSameScalars(as: key) }) {
      // Of duplicates the last one counts, as everywhere.
      guard let value = members[key] else { continue }
      result.append((key, try compile(value, at: JSONPointer.appending(key, to: place))))
    }
    return result
  }
}
