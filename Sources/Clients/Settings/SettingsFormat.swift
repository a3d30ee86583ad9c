/// How a settings file is written.
package enum SettingsFormat: Sendable, Equatable {
  /// JSON, with what a client's parser accepts beyond it.
  case json(JSONDialect)
  case toml

  /// Reads a file as the client does.
  /// - Returns: `nil` where there is nothing but white space and comments.
  /// - Throws: `SettingsFault` where the client would refuse the file.
  package func parse(_ bytes: [UInt8]) throws(SettingsFault) -> SettingsNode? {
    switch self {
    case .json(let dialect): try JSONCParser.parse(bytes, dialect)
    case .toml: try TOMLDocument(bytes).root
    }
  }
}

/// What a parser of JSON accepts beyond RFC 8259. A byte order mark passes in all of them.
package struct JSONDialect: Sendable, Equatable {
  /// `// …` and `/* … */`.
  package var allowsComments: Bool
  /// A comma after the last member or element.
  package var allowsTrailingCommas: Bool

  /// RFC 8259.
  package static let strict = JSONDialect(allowsComments: false, allowsTrailingCommas: false)
  /// Comments and nothing else.
  package static let withComments = JSONDialect(allowsComments: true, allowsTrailingCommas: false)
  /// JSON with comments and trailing commas.
  package static let relaxed = JSONDialect(allowsComments: true, allowsTrailingCommas: true)
}
