import JSON

/// The parameters of a tool that its schema declares secret: `writeOnly: true` or `format: password`.
struct SecretParameters: Sendable, Equatable {
  /// Names, at whatever depth of the arguments they are declared.
  private(set) var names: Set<String> = []
  /// Whether a mark belongs to no name (in `$defs`, say): then every argument counts as secret.
  private(set) var coversEverything = false

  init(inputSchema: JSONObject) {
    coversEverything = collect(.object(inputSchema))
  }

  var isEmpty: Bool { names.isEmpty && !coversEverything }

  func contains(_ name: String) -> Bool {
    coversEverything || names.contains(name)
  }

  /// - Returns: whether what the schema describes is secret itself, not only a property of it.
  private mutating func collect(_ schema: JSONValue) -> Bool {
    switch schema {
    case .array(let schemas):
      var isSecret = false
      for schema in schemas where collect(schema) { isSecret = true }
      return isSecret
    case .object(let keywords):
      var isSecret = keywords["writeOnly"] == true || keywords["format"] == "password"
      for keyword in keywords.members where !Self.holdsValues(keyword.key) {
        if keyword.key == "properties", case .object(let properties) = keyword.value {
          for property in properties.members where collect(property.value) {
            names.insert(property.key)
          }
        } else if collect(keyword.value) {
          isSecret = true
        }
      }
      return isSecret
    default:
      return false
    }
  }

  /// Keywords whose content is no schema.
  private static func holdsValues(_ keyword: String) -> Bool {
    ["default", "enum", "const", "examples"].contains(keyword)
  }
}
