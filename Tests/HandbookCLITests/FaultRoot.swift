import Foundation
import JSON
import TestSupport
import Testing

/// A folder to serve that may be treated badly.
enum FaultRoot {
  static let skill = """
    ---
    name: finding-a-colour
    description: Finds the colour of something in the handbook, with the page to cite. Use when a colour is asked for.
    ---
    Look on {{ tool("read_data", kind="page").rows | table(path) }}
    """

  /// A root with two pages, one of them in a folder, the shipped core tools and a skill.
  static func make() throws -> TemporaryFolder {
    let root = try TemporaryFolder([
      "seeds/page.md": page("ochre"),
      "seeds/sub/two.md": "# Two\n\nThe shape is round.\n",
      "Skills/finding-a-colour/SKILL.md": skill,
    ])
    for name in ["handbook", "skills"] {
      let path = "Tools/\(name).yaml"
      try root.write(path, try ShippedFile.text(path))
    }
    return root
  }

  static func page(_ colour: String) -> String { "# A page\n\nThe colour is \(colour).\n" }
}

extension Conversation {
  /// The text of a page as a resource.
  func text(ofPage path: String = "page.md") throws -> String? {
    let answer = try call("resources/read", ["uri": .string("handbook://pages/" + path)])
    return answer["result"]?["contents"]?.arrayValue?.first?["text"]?.stringValue
  }

  /// What the lists have: tools, resources and prompts.
  func names() throws -> [String] {
    try [("tools", "name"), ("resources", "uri"), ("prompts", "name")].flatMap { list, key in
      try call(list + "/list")["result"]?[list]?.arrayValue?
        .compactMap { $0[key]?.stringValue } ?? []
    }
  }

  /// Listens for changes of the resources and of one page; they count from then on.
  func listen() throws {
    client.request(
      "listen", "subscriptions/listen",
      .object(
        complete([
          "notifications": [
            "resourcesListChanged": true,
            "resourceSubscriptions": ["handbook://pages/page.md"],
          ]
        ])))
    #expect(try client.read()["method"] == "notifications/subscriptions/acknowledged")
    _ = try call("resources/list")
  }

  /// Waits for a notification.
  func wait(for method: String) throws {
    while try client.read()["method"]?.stringValue != "notifications/" + method {}
  }
}

/// Waits for something that can only be looked at.
func waitUntil(_ what: String, _ condition: () throws -> Bool) throws {
  let deadline = Date().addingTimeInterval(30)
  while try !condition() {
    guard Date() < deadline else { throw WireClient.TimedOut(description: "not in time: " + what) }
    usleep(1_000)  // or the looking would keep a processor from what is waited for
  }
}
