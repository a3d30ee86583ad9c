import JSON

/// The versions of JSON Schema that differ in something that is implemented here.
enum SchemaDialect: Sendable {
  case draft7, draft2019, draft2020

  /// The dialect that `$schema` names; 2020-12 where it names none that is known.
  init(of document: JSONValue) {
    let name = document["$schema"]?.stringValue ?? ""
    let path = name.hasSuffix("#") ? name.dropLast() : name[...]
    if path.hasSuffix("/draft-07/schema") || path.hasSuffix("/draft-06/schema") {
      self = .draft7
    } else if path.hasSuffix("/draft/2019-09/schema") {
      self = .draft2019
    } else {
      self = .draft2020
    }
  }

  /// Whether keywords beside `$ref` are ignored.
  var referenceStandsAlone: Bool { self == .draft7 }

  /// The keyword for references that depend on where they are followed from.
  var dynamicReference: String? {
    switch self {
    case .draft7: nil
    case .draft2019: "$recursiveRef"
    case .draft2020: "$dynamicRef"
    }
  }

  /// Whether `items` may be an array, with `additionalItems` for the rest, and `dependencies` has
  /// not been split in two.
  var hasOlderForms: Bool { self != .draft2020 }

  /// Whether `dependentRequired`, `minContains`, `unevaluatedItems` and the like are known.
  var hasNewerKeywords: Bool { self != .draft7 }
}
