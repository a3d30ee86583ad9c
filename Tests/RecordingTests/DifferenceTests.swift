import JSON
import Recording
import Testing

struct DifferenceTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var recorded: JSONValue
    var present: JSONValue
    var expected: [Difference]

    var testDescription: String { name }
  }

  static let rows = [
    Row(
      name: "the same", recorded: ["a": [1, "x", nil]], present: ["a": [1, "x", nil]], expected: []),
    Row(
      name: "another order of members", recorded: ["a": 1, "b": 2], present: ["b": 2, "a": 1],
      expected: []),
    Row(
      name: "the same number", recorded: .number(JSONNumber(uncheckedText: "1.0")), present: 1,
      expected: []),
    Row(
      name: "another value deep inside", recorded: ["a": [["b/c~": 1]]],
      present: ["a": [["b/c~": 2]]],
      expected: [Difference(pointer: "/a/0/b~1c~0", recorded: 1, present: 2)]),
    Row(
      name: "another type", recorded: ["a": "1"], present: ["a": 1],
      expected: [Difference(pointer: "/a", recorded: "1", present: 1)]),
    Row(
      name: "members come and go", recorded: ["a": 1, "b": 2], present: ["b": 2, "c": 3],
      expected: [
        Difference(pointer: "/a", recorded: 1, present: nil),
        Difference(pointer: "/c", recorded: nil, present: 3),
      ]),
    Row(
      name: "an element put in", recorded: [1, 2, 3], present: [1, 9, 2, 3],
      expected: [Difference(pointer: "/1", recorded: nil, present: 9)]),
    Row(
      name: "an element taken out", recorded: [["n": 1], ["n": 2], ["n": 3]],
      present: [["n": 1], ["n": 3]],
      expected: [Difference(pointer: "/1", recorded: ["n": 2], present: nil)]),
    Row(
      name: "an element taken out and another changed", recorded: [1, 2, 3, 4], present: [1, 7, 4],
      expected: [
        Difference(pointer: "/1", recorded: 2, present: 7),
        Difference(pointer: "/2", recorded: 3, present: nil),
      ]),
    Row(
      name: "repeated elements", recorded: [1, 1], present: [1, 1, 1],
      expected: [Difference(pointer: "/2", recorded: nil, present: 1)]),
    Row(
      name: "the last of two members with one name counts",
      recorded: .object([.init(key: "a", value: 1), .init(key: "a", value: 2)]),
      present: ["a": 2], expected: []),
  ]

  @Test(arguments: rows)
  func findsEveryPlaceThatDiffers(row: Row) {
    #expect(Difference.all(recorded: row.recorded, present: row.present) == row.expected)
  }

  @Test func takesNoLongerThanItMustForDeepNesting() {
    // Each level differs in length: comparing the elements again at each level would take 2^120 steps.
    var (recorded, present): (JSONValue, JSONValue) = (1, 2)
    for _ in 0..<120 { (recorded, present) = ([recorded, 0], [present]) }
    #expect(Difference.all(recorded: recorded, present: present).count == 121)
  }

  @Test func showsShortValuesWhole() {
    #expect(
      Difference(pointer: "/a", recorded: ["b": 1], present: nil).lines
        == ["/a", #"  recorded: {"b":1}"#, "  now:      nothing"])
    #expect(
      Difference(pointer: "", recorded: nil, present: "a\u{202E}b").lines
        == ["the whole message", "  recorded: nothing", #"  now:      "a\u{202E}b""#])
  }

  @Test func shortensLongStringsAroundTheirFirstDifference() {
    let common = String(repeating: "abcdefghi ", count: 50)
    let tail = String(repeating: "z", count: 500)
    let difference = Difference(
      pointer: "/text", recorded: .string(common + "OLD" + tail), present: .string(common + "NEW"))
    #expect(
      difference.lines == [
        "/text",
        "  recorded: …abcdefghi abcdefghi abcdefghi OLD" + String(repeating: "z", count: 63) + "…",
        "  now:      …abcdefghi abcdefghi abcdefghi NEW\"",
      ])
  }
}
