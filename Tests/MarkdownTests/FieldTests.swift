import Testing

@testable import Markdown

struct FieldTests {
  @Test(arguments: [
    ("Effort: Low", ["Effort = Low @1"]),
    ("**Effort**: *Low* to `high`", ["Effort = Low to high @1"]),
    ("**Effort:** Low", ["Effort = Low @1"]),
    ("__Effort:__ Low", ["Effort = Low @1"]),
    ("[Team](t): A", ["Team = A @1"]),
    ("Effort: Low\nConsumers: A,\nB and C", ["Effort = Low @1", "Consumers = A, B and C @2"]),
    ("Effort: Low  \nmore text\\\nImpact: High", ["Effort = Low @1", "Impact = High @3"]),
    ("a first line\n**Owner**: B", ["Owner = B @2"]),
    ("a first line\nowner: B", []),
    ("Über uns: A: b", ["Über uns = A: b @1"]),
    ("Link: https://a.b/c", ["Link = https://a.b/c @1"]),
    ("one two three four five: a", ["one two three four five = a @1"]),
  ])
  func findsFields(text: String, expected: [String]) {
    let fields = inlineText(text).fields
    #expect(fields.map { "\($0.label) = \($0.value) @\($0.line)" } == expected)
  }

  @Test(arguments: [
    "https://a.b: c", "10:30 is late: go", "At 10:30 we go", "one two three four five six: a",
    "Label:", "Label: ", "**Label**:", "Label:value", "Really? Because: a", "See v1.2: b",
    "a label that is very long, too long indeed: b", "`code: x` y", "[a: b](c) d", ": a", "- : a",
    "Visit http://x: y",
  ])
  func leavesOtherColonsAlone(text: String) {
    #expect(inlineText(text).fields == [])
  }

  @Test(arguments: [
    DumpCase(
      "in items, quotes and HTML",
      "- **Slack**: #team\n- Owner: A\n\n  Deputy: B\n\n> Note: c\n\n<p>\nLevel: 2\n</p>\n\nLabel:\n- d",
      """
      top 1-13
        item 0:0 - 1 "Slack: #team"
          field "Slack" = "#team" @1
        item 0:0 - 2-4 "Owner: A\\nDeputy: B"
          field "Owner" = "A" @2
          field "Deputy" = "B" @4
        quote 6 "Note: c"
          field "Note" = "c" @6
        html 8-10 "Level: 2"
          field "Level" = "2" @9
        paragraph 12 "Label:"
        item 1:0 - 13 "d"
      """)
  ])
  func findsFieldsInBlocks(_ example: DumpCase) {
    #expect(example.actual == example.dump)
  }
}
