import JSON

/// The names that a document gives to its schemas: `$id` and `$anchor`.
struct SchemaNames: Sendable {
  /// The pointer of each resource by its `$id`.
  private(set) var resources: [String: String] = [:]
  /// The pointer of each anchor by the pointer of its resource, `#` and its name.
  private(set) var anchors: [String: String] = [:]
  /// Whether there is an `$id` below the root.
  private(set) var hasEmbeddedResources = false

  init(_ document: JSONValue) {
    visit(document, at: "", resource: "", depth: 0)
  }

  private mutating func visit(
    _ schema: JSONValue, at pointer: String, resource: String, depth: Int
  ) {
    // What lies deeper is refused by the compiler.
    guard depth <= SchemaCompiler.maximumDepth, case .object(let object) = schema else { return }
    var resource = resource
    if let id = schema.resourceID {
      resource = pointer
      resources[id] = pointer
      if !pointer.isEmpty { hasEmbeddedResources = true }
    }
    for keyword in ["$anchor", "$dynamicAnchor"] {
      if let name = object[keyword]?.stringValue { anchors[resource + "#" + name] = pointer }
    }
    // The anchors of draft-07.
    if let id = object["$id"]?.stringValue, id.hasPrefix("#") { anchors[resource + id] = pointer }
    for member in object.members {
      let place = JSONPointer.appending(member.key, to: pointer)
      switch (member.value, SchemaPlace(of: member.key)) {
      case (_, nil): break
      case (.array(let elements), .schemas):
        for (index, element) in elements.enumerated() {
          visit(element, at: place + "/\(index)", resource: resource, depth: depth + 1)
        }
      case (let value, .schemas):
        visit(value, at: place, resource: resource, depth: depth + 1)
      case (let value, .namedSchemas):
        for member in value.objectValue?.members ?? [] {
          visit(
            member.value, at: JSONPointer.appending(member.key, to: place), resource: resource,
            depth: depth + 1)
        }
      }
    }
  }
}

/// Where a keyword has schemas.
private enum SchemaPlace {
  /// In its value or the elements of its value.
  case schemas
  /// In the members of its value.
  case namedSchemas

  init?(of keyword: String) {
    switch keyword {
    case "additionalItems", "additionalProperties", "allOf", "anyOf", "contains", "else", "if",
      "items", "not", "oneOf", "prefixItems", "propertyNames", "then", "unevaluatedItems",
      "unevaluatedProperties":
      self = .schemas
    case "$defs", "definitions", "dependencies", "dependentSchemas", "patternProperties",
      "properties":
      self = .namedSchemas
    default:
      return nil
    }
  }
}

extension JSONValue {
  /// The `$id` of a schema that is a resource of its own, without an empty fragment.
  var resourceID: String? {
    guard let id = self["$id"]?.stringValue, !id.hasPrefix("#") else { return nil }
    return id.hasSuffix("#") ? String(id.dropLast()) : id
  }
}
