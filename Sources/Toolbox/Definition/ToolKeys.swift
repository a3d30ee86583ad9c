/// The keys of a definition file.
///
/// The shape is PostHog's, so that the files of its product teams load as they are; `core`,
/// `params`, `handler`, `sql`, `output` and `examples` are ours, and so is the shape of modes.
enum ToolKeys {
  static let file: KnownKeys = ["category", "feature", "core", "url_prefix", "ui_apps", "tools"]
  /// Of a file that describes a mode.
  static let mode: KnownKeys = [
    "mode", "title", "routing", "instructions", "trajectories", "category", "feature", "tools",
  ]
  static let trajectory: KnownKeys = ["name", "goal", "steps"]
  static let step: KnownKeys = ["tool", "arguments", "why"]

  static let tool = KnownKeys(own + carriedNames)

  /// Keys with a meaning here.
  private static let own = [
    "enabled", "title", "description", "agent_note", "scopes", "annotations", "params", "handler",
    "sql", "operation", "list", "response", "output", "examples",
  ]

  /// Keys of the PostHog format that concern its HTTP operations and its own clients.
  private static let carriedNames = [
    "enrich_url", "include_params", "exclude_params", "param_overrides", "input_schema",
    "response_type", "confirmed_action", "requires_ai_consent", "soft_delete", "mcp_version",
    "ui_app", "ui_resource_uri", "feature_flag", "feature_flag_behavior", "hidden_when_flag_on",
    "superseded_by", "redirect_hint",
  ]
  static let carried = KnownKeys(carriedNames)

  static let annotations: KnownKeys = ["readOnly", "destructive", "idempotent", "openWorld"]
  static let response: KnownKeys = [
    "include", "exclude", "strip_nulls", "selectable", "informational_wrapper",
  ]
  static let example: KnownKeys = ["arguments", "description"]

  /// The keywords of JSON Schema 2020-12, and `required: true` in a parameter.
  static let schema: KnownKeys = [
    "$anchor", "$comment", "$defs", "$id", "$ref", "$schema", "additionalProperties", "allOf",
    "anyOf", "const", "contains", "contentEncoding", "contentMediaType", "default",
    "dependentRequired", "dependentSchemas", "deprecated", "description", "else", "enum",
    "examples", "exclusiveMaximum", "exclusiveMinimum", "format", "if", "items", "maxContains",
    "maximum", "maxItems", "maxLength", "maxProperties", "minContains", "minimum", "minItems",
    "minLength", "minProperties", "multipleOf", "not", "oneOf", "pattern", "patternProperties",
    "prefixItems", "properties", "propertyNames", "readOnly", "required", "then", "title", "type",
    "unevaluatedItems", "unevaluatedProperties", "uniqueItems", "writeOnly",
  ]

  /// Parameters that every SQL tool with `list` has without declaring them.
  static let paging = ["limit", "max_tokens", "cursor"]
}

/// The keys that something may have: every key of every file is looked up at start.
struct KnownKeys: Sendable, ExpressibleByArrayLiteral {
  let names: [String]
  /// By length, which tells nearly all apart: quicker than hashing.
  private let namesByLength: [[String]]

  init(_ names: [String]) {
    self.names = names
    var namesByLength: [[String]] = []
    for name in names {
      let length = name.utf8.count
      while namesByLength.count <= length { namesByLength.append([]) }
      namesByLength[length].append(name)
    }
    self.namesByLength = namesByLength
  }

  init(arrayLiteral names: String...) {
    self.init(names)
  }

  func contains(_ name: String) -> Bool {
    let length = name.utf8.count
    return length < namesByLength.count && namesByLength[length].contains(name)
  }
}
