import JSON

/// A failure while it is still open whether it will be reported.
struct SchemaFailure {
  /// A step from a value to one of its parts.
  enum Step: Equatable {
    case property(String)
    case item(Int)
  }

  /// What was expected, for failures of alternatives that can be said in one.
  enum Expectation {
    case types(SchemaTypes)
    case values([JSONValue])
    case other
  }

  var path: [Step]
  var schemaPath: String
  /// What is wrong, without the place.
  var text: String
  var expectation: Expectation

  /// The failure as it is reported.
  var error: ValidationError {
    let place = Self.place(path)
    return ValidationError(
      instancePath: path.reduce("") { pointer, step in
        switch step {
        case .property(let name): JSONPointer.appending(name, to: pointer)
        case .item(let index): pointer + "/\(index)"
        }
      },
      schemaPath: schemaPath,
      message: place.isEmpty ? text : "\(place): \(text)")
  }

  /// `filters[0].field`; empty for the value itself.
  private static func place(_ path: [Step]) -> String {
    path.reduce("") { place, step in
      switch step {
      case .item(let index): "\(place)[\(index)]"
      case .property(let name) where isPlain(name): place.isEmpty ? name : "\(place).\(name)"
      case .property(let name): "\(place)[\(JSONValue.string(name).shown)]"
      }
    }
  }

  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 64
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
          UInt8(ascii: "$"):
          true
        default: false
        }
      }
  }
}
