import Testing

@testable import HandbookModel

struct SnapshotIdentifierTests {
  private static let text = "# Budget\n\nHow much there is."

  @Test func isTheSameForTheSamePages() throws {
    let model = try handbook(["budget.md": Self.text])
    let tool = SearchDocument(kind: "tool", name: "search", title: "Search", text: "Finds pages.")
    #expect(model.identifier == model.identifier)
    #expect(try handbook(["budget.md": Self.text]).identifier == model.identifier)
    #expect(model.replacingDocuments([tool]).identifier == model.identifier)
  }

  @Test func isAnotherAfterAChange() throws {
    let models = [
      try handbook(["budget.md": Self.text]),
      try handbook(["budget.md": Self.text + " And was."]),
      try handbook(["money.md": Self.text]),
      try handbook(["budget.md": Self.text, "money.md": Self.text]),
    ]
    #expect(Set(models.map(\.identifier)).count == models.count)
  }
}
