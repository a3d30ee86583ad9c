import JSON

/// A resource as `resources/list` shows it.
package struct ResourceDescription: Sendable, Equatable {
  package var uri: String
  package var name: String
  package var title: String?
  package var description: String?
  package var mimeType: String
  package var byteCount: Int?

  package init(
    uri: String, name: String, title: String?, description: String?, mimeType: String,
    byteCount: Int?
  ) {
    self.uri = uri
    self.name = name
    self.title = title
    self.description = description
    self.mimeType = mimeType
    self.byteCount = byteCount
  }

  /// The `Resource` object of the schema, with what the revision knows.
  func json(for version: ProtocolVersion) -> JSONValue {
    var object: JSONObject = ["uri": .string(uri), "name": .string(name)]
    if version >= .june2025, let title { object.append("title", .string(title)) }
    if let description { object.append("description", .string(description)) }
    object.append("mimeType", .string(mimeType))
    if version >= .march2025, let byteCount { object.append("size", .integer(byteCount)) }
    return .object(object)
  }
}

/// A family of resources as `resources/templates/list` shows it.
package struct ResourceTemplate: Sendable {
  /// RFC 6570.
  package var uriTemplate: String
  package var name: String
  package var title: String
  package var description: String
  package var mimeType: String

  package init(
    uriTemplate: String, name: String, title: String, description: String, mimeType: String
  ) {
    self.uriTemplate = uriTemplate
    self.name = name
    self.title = title
    self.description = description
    self.mimeType = mimeType
  }

  /// The `ResourceTemplate` object of the schema, with what the revision knows.
  func json(for version: ProtocolVersion) -> JSONValue {
    var object: JSONObject = ["uriTemplate": .string(uriTemplate), "name": .string(name)]
    if version >= .june2025 { object.append("title", .string(title)) }
    object.append("description", .string(description))
    object.append("mimeType", .string(mimeType))
    return .object(object)
  }
}

/// What a resource holds.
package struct ResourceContents: Sendable {
  package var uri: String
  package var mimeType: String
  package var body: Body
  /// `nil` where it quotes nobody.
  package var origin: TextOrigin?

  package enum Body: Sendable {
    case text(String)
    /// Anything that is no text.
    case blob([UInt8])
  }

  package init(uri: String, mimeType: String, text: String, origin: TextOrigin? = nil) {
    self.init(uri: uri, mimeType: mimeType, body: .text(text), origin: origin)
  }

  package init(uri: String, mimeType: String, body: Body, origin: TextOrigin? = nil) {
    self.uri = uri
    self.mimeType = mimeType
    self.body = body
    self.origin = origin
  }

  var json: JSONValue {
    var object: JSONObject = ["uri": .string(uri), "mimeType": .string(mimeType)]
    switch body {
    case .text(let text): object.append("text", .string(text))
    case .blob(let bytes): object.append("blob", .string(base64(bytes)))
    }
    if let origin { object.append("_meta", origin.meta) }
    return .object(object)
  }
}
