import JSON
import Testing

struct JSONObjectTests {
  @Test func theLastOfDuplicateNamesCounts() throws {
    let object = try #require(try JSONParser.parse(#"{"a":1,"b":2,"a":3}"#).objectValue)
    #expect(object["a"] == 3)
    #expect(object["b"] == 2)
    #expect(object["c"] == nil)
    #expect(object.keys == ["a", "b", "a"])
    #expect(object.contains("a") && !object.contains("A"))
  }

  @Test func setsInPlaceAppendsAndRemoves() {
    var object = JSONObject([.init(key: "a", value: 1), .init(key: "b", value: 2)])
    object["a"] = 3
    object["c"] = 4
    #expect(JSONValue.object(object).text == #"{"a":3,"b":2,"c":4}"#)
    object.append("a", 5)
    object["a"] = nil
    #expect(JSONValue.object(object).text == #"{"b":2,"c":4}"#)
    #expect(object.count == 2 && !object.isEmpty)
  }

  @Test func namesAreComparedScalarByScalar() {
    // Canonically equivalent, of the same length in UTF-8, and yet not the same name.
    let angstrom = "\u{212B}"
    let decomposed = "A\u{30A}"
    #expect(angstrom == decomposed)
    #expect(!angstrom.hasSameScalars(as: decomposed))
    var object = JSONObject()
    object[angstrom] = 1
    #expect(object[decomposed] == nil)
    #expect(JSONValue.string(angstrom) != .string(decomposed))
  }

  @Test func namesOfEveryLengthAreFound() {
    let names = (0..<40).map { String(repeating: "k", count: $0) }
    let object = JSONObject(names.map { .init(key: $0, value: .integer($0.utf8.count)) })
    for name in names {
      #expect(object[name] == .integer(name.utf8.count))
      guard !name.isEmpty else { continue }
      #expect(object[String(name.dropLast()) + "x"] == nil)
      #expect(object["x" + String(name.dropFirst())] == nil)
    }
  }
}
