package import TestSupport

extension FuzzTarget {
  /// Every parser that reads what others wrote.
  package static let all: [FuzzTarget] = [
    json, jsonc, markdown, pasted, pattern, rpc, schema, skill, sql, template, toml, uri, yaml,
  ]
}
