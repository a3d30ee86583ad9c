import Diagnostics
import HandbookModel
import JSON

@testable import Toolbox

/// A handbook of a few pages, and the shipped handlers over it.
enum SmallHandbook {
  static let guide = """
    ---
    title: The guide
    revision: 2
    ---

    Welcome.

    ## Alerts

    **Owns**: alerts, reports

    **Size**: 3

    Turns data into tasks.

    ### Rotation

    Somebody watches the queue every day.

    ## Billing

    **Owns**: invoices

    Sends invoices.

    ## Growth

    **Owns**: none

    **Size**: 12

    Rotation is weekly here.

    ### Rotation

    On Mondays.
    """

  static let oldGuide = """
    ---
    title: The guide
    revision: 1
    revision_of: guide.md
    date: 2024-05-01
    ---

    ## Alerts

    **Owns**: alarms

    Turned data into noise.
    """

  static let taxonomy = """
    kinds:
      team:
        description: A team.
        find:
          - sections: {with_fields: [Owns]}
        fields:
          name:
            description: What it is called.
            take: {from: heading}
          size:
            type: integer
            description: How many people.
            take: {from: field, label: Size}
          owns:
            type: list
            description: What it owns.
            take: {from: field, label: Owns, split: ",", drop: none}
    """

  static func model(_ pages: [(String, String)] = []) throws -> HandbookModel {
    try HandbookModel.make(
      pages: [
        SourceText(path: "guide.md", guide), SourceText(path: "old/guide-1.md", oldGuide),
      ] + pages.map { SourceText(path: $0.0, $0.1) },
      taxonomy: SourceText(path: "taxonomy.yaml", taxonomy),
      documents: [
        SearchDocument(
          kind: "tool", name: "read_page", title: "Read a page",
          text: "Returns a page as Markdown.")
      ])
  }

  static func context(_ model: HandbookModel) -> CallContext {
    CallContext(model: { model })
  }

  /// Calls a handler as the shipped tool of that name does.
  static func call(
    _ name: String, _ arguments: JSONValue, in model: HandbookModel
  ) throws -> JSONObject {
    try ShippedToolsTests.toolbox.call(
      name, arguments: object(arguments), context(model)
    ).structured
  }
}
