import Diagnostics
import JSON
import YAML

extension ToolFileReader {
  /// The parameters under `params`, or the columns or members under `output`.
  /// - Parameter owner: what one of them is called: `parameter`.
  mutating func parameters(_ key: String, of node: YAMLNode, in owner: String) -> [ToolParameter] {
    guard let value = node[key], !value.isNull else { return [] }
    guard let entries = value.entries else {
      findings.error(
        "'\(key)' must be a mapping from names to schemas, not \(value.kindInWords)",
        at: value.position)
      return []
    }
    return entries.compactMap { parameter($0, in: owner) }
  }

  private mutating func parameter(_ entry: YAMLNode.Entry, in owner: String) -> ToolParameter? {
    guard let keywords = entry.value.entries else {
      findings.error(
        "\(owner) '\(entry.key)' must be a mapping that holds a JSON Schema, "
          + "not \(entry.value.kindInWords)",
        at: entry.value.position, notes: ["for instance {type: string, description: …}"])
      return nil
    }
    checkKeywords(of: entry.value, in: "\(owner) '\(entry.key)'")
    var isRequired = false
    var schema = JSONObject()
    for keyword in keywords {
      if keyword.key == "required", let required = keyword.value.bool {
        isRequired = required
      } else {
        schema.append(keyword.key, keyword.value.jsonValue)
      }
    }
    return ToolParameter(
      name: entry.key, schema: schema, isRequired: isRequired, position: entry.keyPosition)
  }

  /// A validator ignores keywords that it does not know, so a misspelt one would go unnoticed.
  private mutating func checkKeywords(of schema: YAMLNode, in owner: String) {
    guard let entries = schema.entries else { return }
    findings.rejectUnknownKeys(
      of: entries.filter { !$0.key.hasPrefix("x-") }, known: ToolKeys.schema, in: owner)
    for entry in entries {
      switch entry.key {
      case "items", "additionalProperties", "not", "contains":
        checkKeywords(of: entry.value, in: owner)
      case "anyOf", "oneOf", "allOf", "prefixItems":
        for element in entry.value.elements ?? [] { checkKeywords(of: element, in: owner) }
      case "properties":
        for property in entry.value.entries ?? [] { checkKeywords(of: property.value, in: owner) }
      default: break
      }
    }
  }

  mutating func examples(of node: YAMLNode) -> [ToolDefinition.Example] {
    guard let value = node["examples"], !value.isNull else { return [] }
    guard let elements = value.elements else {
      findings.error(
        "'examples' must be a sequence, not \(value.kindInWords)", at: value.position,
        notes: ["for instance [{arguments: {limit: 3}}]"])
      return []
    }
    return elements.compactMap { element in
      guard let keys = element.entries else {
        findings.error(
          "an example must be a mapping with 'arguments', not \(element.kindInWords)",
          at: element.position)
        return nil
      }
      findings.rejectUnknownKeys(of: keys, known: ToolKeys.example, in: "an example")
      guard case .object(let arguments)? = element["arguments"]?.jsonValue else {
        findings.error("an example needs 'arguments', a mapping", at: element.position)
        return nil
      }
      return ToolDefinition.Example(
        arguments: arguments, description: findings.string("description", in: element))
    }
  }

  mutating func response(of node: YAMLNode) -> ResponseShape {
    guard let value = node["response"], !value.isNull else { return .whole }
    guard let keys = value.entries else {
      findings.error("'response' must be a mapping, not \(value.kindInWords)", at: value.position)
      return .whole
    }
    findings.rejectUnknownKeys(of: keys, known: ToolKeys.response, in: "response")
    let include = findings.strings("include", in: value)
    let exclude = findings.strings("exclude", in: value)
    if include != nil, exclude != nil {
      findings.error("'response' has both 'include' and 'exclude'", at: value.position)
    }
    return ResponseShape(
      include: include, exclude: exclude ?? [],
      stripsNulls: findings.bool("strip_nulls", in: value) ?? false)
  }

  /// `list: true` gives `rows`; a string is the name itself.
  mutating func rowsKey(of node: YAMLNode) -> String? {
    guard let value = node["list"] else { return nil }
    if let name = value.string, !name.isEmpty { return name }
    if let isList = value.bool { return isList ? "rows" : nil }
    findings.error(
      "'list' must be true, false or the name under which the rows are answered, "
        + "not \(value.kindInWords)", at: value.position)
    return nil
  }
}
