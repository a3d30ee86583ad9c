import JSON
import Testing

struct JSONValueTests {
  @Test func equalityIsExact() {
    #expect(JSONValue.number(.init(uncheckedText: "1")) != .number(.init(uncheckedText: "1.0")))
    #expect(["a": 1, "b": 2] as JSONValue != ["b": 2, "a": 1])
    #expect([1, [true, nil, "x"]] as JSONValue == [1, [true, nil, "x"]])
    #expect(JSONValue.null != false)
    #expect(JSONValue.string("1") != 1)
  }

  @Test func givesWhatItHolds() {
    let value: JSONValue = ["s": "x", "b": true, "n": 2, "a": [1], "o": [:], "z": nil]
    #expect(value["s"]?.stringValue == "x")
    #expect(value["b"]?.boolValue == true)
    #expect(value["n"]?.intValue == 2)
    #expect(value["n"]?.doubleValue == 2)
    #expect(value["a"]?.arrayValue == [1])
    #expect(value["o"]?.objectValue == JSONObject())
    #expect(value["z"]?.isNull == true)
    #expect(
      value["s"]?.intValue == nil && value["n"]?.stringValue == nil && value["s"]?["x"] == nil)
    #expect(
      value.objectValue?.members.map(\.value.typeName) == [
        "string", "boolean", "number", "array", "object", "null",
      ])
  }
}
