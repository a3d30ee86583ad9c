import JSON

/// A schema as written, with the checks that keywords have the values they can have.
struct SchemaSource {
  let object: JSONObject
  /// The JSON pointer to it.
  let pointer: String

  func pointer(to name: String) -> String {
    JSONPointer.appending(name, to: pointer)
  }

  func error(_ name: String, _ expected: String) -> JSONSchemaError {
    JSONSchemaError(.invalidValue(expected: expected), at: pointer(to: name))
  }

  func string(_ name: String) throws(JSONSchemaError) -> String? {
    guard let value = object[name] else { return nil }
    guard let string = value.stringValue else { throw error(name, "a string") }
    return string
  }

  func bool(_ name: String) throws(JSONSchemaError) -> Bool? {
    guard let value = object[name] else { return nil }
    guard let bool = value.boolValue else { throw error(name, "true or false") }
    return bool
  }

  func number(_ name: String) throws(JSONSchemaError) -> JSONNumber? {
    guard let value = object[name] else { return nil }
    guard case .number(let number) = value else { throw error(name, "a number") }
    return number
  }

  func count(_ name: String) throws(JSONSchemaError) -> Int? {
    guard let number = try number(name) else { return nil }
    guard let count = number.intValue, count >= 0 else {
      throw error(name, "an integer from 0 on")
    }
    return count
  }

  func array(_ name: String, mayBeEmpty: Bool = false) throws(JSONSchemaError) -> [JSONValue]? {
    guard let value = object[name] else { return nil }
    guard let elements = value.arrayValue, mayBeEmpty || !elements.isEmpty else {
      throw error(name, mayBeEmpty ? "an array" : "an array that is not empty")
    }
    return elements
  }

  func strings(_ name: String) throws(JSONSchemaError) -> [String]? {
    guard let elements = try array(name, mayBeEmpty: true) else { return nil }
    let strings = elements.compactMap(\.stringValue)
    guard strings.count == elements.count else { throw error(name, "an array of strings") }
    return strings
  }

  func members(_ name: String) throws(JSONSchemaError) -> JSONObject? {
    guard let value = object[name] else { return nil }
    guard let members = value.objectValue else { throw error(name, "an object") }
    return members
  }
}
