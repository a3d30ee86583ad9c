import JSON
import Testing

@testable import Toolbox

struct PageCursorTests {
  private let call = PageCursor.Call(
    name: "list_vectors", arguments: object(["effort": "Low", "consumer": "Codex"]), snapshot: "s1")

  @Test(arguments: [0, 1, 100, 1_000_000])
  func comesBack(offset: Int) throws {
    let text = PageCursor(offset: offset).text(for: call)
    #expect(try PageCursor(text, for: call) == PageCursor(offset: offset))
    #expect(text.utf8.allSatisfy { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "+") })
  }

  @Test func isGoodForAnotherLengthOfTheSameCall() throws {
    let other = PageCursor.Call(
      name: "list_vectors",
      arguments: object([
        "limit": 3, "consumer": "Codex", "effort": "Low", "max_tokens": 100,
      ]),
      snapshot: "s1")
    #expect(try PageCursor(PageCursor(offset: 7).text(for: call), for: other).offset == 7)
  }

  @Test(
    arguments: [
      ("list_teams", ["effort": "Low", "consumer": "Codex"]),
      ("list_vectors", ["effort": "High", "consumer": "Codex"]),
      ("list_vectors", ["effort": "Low"]),
      ("list_vectors", ["effort": "Low", "consumer": ["Codex"]]),
    ] as [(String, JSONValue)])
  func isRefusedForAnotherCall(name: String, arguments: JSONValue) {
    let other = PageCursor.Call(name: name, arguments: object(arguments), snapshot: "s1")
    let text = PageCursor(offset: 7).text(for: call)
    #expect(throws: PageCursor.Problem.otherCall) { try PageCursor(text, for: other) }
  }

  @Test func isStaleOnceTheHandbookHasChanged() {
    let later = PageCursor.Call(name: call.name, arguments: call.arguments, snapshot: "s2")
    let text = PageCursor(offset: 7).text(for: call)
    #expect(throws: PageCursor.Problem.stale) { try PageCursor(text, for: later) }
  }

  @Test(arguments: ["", "x", "!!!!", "e30", "WzFd", "WzEsMiwzXQ", "WyIxIiwicyIsImMiXQ", "W1tbW1tb"])
  func isRefusedWhenMadeUp(text: String) {
    #expect(throws: PageCursor.Problem.malformed) { try PageCursor(text, for: call) }
  }

  @Test func isRefusedAfterAnyChange() throws {
    let good = Array(PageCursor(offset: 7).text(for: call).utf8)
    for index in good.indices {
      var bad = good
      bad[index] = bad[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
      let text = String(decoding: bad, as: UTF8.self)
      #expect(throws: PageCursor.Problem.self, "\(text)") { try PageCursor(text, for: call) }
      let cut = String(decoding: good[..<index], as: UTF8.self)
      #expect(throws: PageCursor.Problem.self, "\(cut)") { try PageCursor(cut, for: call) }
    }
  }
}

/// The object that a literal is known to be.
func object(_ value: JSONValue) -> JSONObject {
  value.objectValue ?? JSONObject()
}
