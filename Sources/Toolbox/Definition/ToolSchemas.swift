package import JSON

extension ToolDefinition {
  /// Whether the tool is a query whose rows are answered page by page.
  var hasPaging: Bool {
    if case .sql = implementation { rowsKey != nil } else { false }
  }

  /// The parameters that a caller may give: the declared ones, and those that every list has.
  var allParameters: [ToolParameter] {
    guard hasPaging else { return parameters }
    let declared = parameters.map(\.name)
    let paging = PagingParameters.all.filter { !declared.contains($0.key) }.map {
      ToolParameter(
        name: $0.key, schema: $0.value.objectValue ?? JSONObject(), isRequired: false,
        position: position)
    }
    return parameters + paging
  }

  /// The JSON Schema of the arguments, members in the order of the file.
  package var inputSchema: JSONObject {
    objectSchema(of: allParameters, isOpen: false)
  }

  /// The JSON Schema of the result, or `nil` where the file does not describe it.
  package var outputSchema: JSONObject? {
    guard let output else { return nil }
    guard case .sql = implementation else { return objectSchema(of: output, isOpen: true) }
    // A row has every column, unless columns without a value are left out.
    var columns = output.filter { !response.exclude.contains($0.name) }
    if let include = response.include {
      columns = include.compactMap { name in output.first { $0.name == name } }
    }
    for index in columns.indices where !response.stripsNulls { columns[index].isRequired = true }
    let row = objectSchema(of: columns, isOpen: false)
    guard let rowsKey else { return row }
    let list: JSONValue = [
      "type": "object",
      "properties": .object([
        .init(key: rowsKey, value: ["type": "array", "items": .object(row)]),
        .init(key: "total", value: PagingResults.total),
        .init(key: "withheld", value: PagingResults.withheld),
        .init(key: "next", value: PagingResults.next),
        .init(key: "sources", value: PagingResults.sources),
      ]),
      "required": [.string(rowsKey), "total", "withheld", "next"],
    ]
    return list.objectValue
  }

  private func objectSchema(of parameters: [ToolParameter], isOpen: Bool) -> JSONObject {
    var schema = JSONObject()
    schema.append("type", "object")
    if !parameters.isEmpty {
      schema.append(
        "properties",
        .object(parameters.map { .init(key: $0.name, value: .object($0.schema)) }))
    }
    let required = parameters.filter(\.isRequired)
    if !required.isEmpty {
      schema.append("required", .array(required.map { .string($0.name) }))
    }
    if !isOpen { schema.append("additionalProperties", false) }
    return schema
  }
}

/// The parameters of every list of a query.
enum PagingParameters {
  static let all: [JSONObject.Member] = [
    .init(
      key: "limit",
      value: [
        "type": "integer", "minimum": 1, "maximum": .integer(SQLLimits.maximumRows),
        "default": .integer(SQLLimits.defaultRows),
        "description": "At most so many rows.",
      ]),
    .init(
      key: "max_tokens",
      value: [
        "type": "integer", "minimum": .integer(TokenBudget.minimumTokens),
        "maximum": .integer(TokenBudget.maximumTokens),
        "default": .integer(TokenBudget.defaultTokens),
        "description": "Budget of the answer; `next` continues.",
      ]),
    .init(
      key: "cursor",
      value: [
        "type": "string",
        "description": "`next` of an earlier answer to the same call.",
      ]),
  ]
}

/// The schemas of the members that say what a list left out.
enum PagingResults {
  static let total: JSONValue = [
    "type": "integer", "minimum": 0, "description": "How many there are in all.",
  ]
  static let withheld: JSONValue = [
    "type": "integer", "minimum": 0, "description": "How many come after the last one shown.",
  ]
  static let next: JSONValue = [
    "type": ["string", "null"],
    "description": "The cursor that continues; null where nothing is left.",
  ]
  static let sources: JSONValue = [
    "type": "array",
    "description": "The pages that rows quote, with the hash of the content that was quoted.",
    "items": [
      "type": "object",
      "properties": [
        "path": ["type": "string"], "revision": ["type": "integer"],
        "content_hash": ["type": "string", "description": "SHA-256 of the file."],
      ],
      "required": ["path", "revision", "content_hash"],
    ],
  ]
}
