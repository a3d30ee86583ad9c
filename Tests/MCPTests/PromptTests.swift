import JSON
import TestSupport
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(5)))
struct PromptTests {
  @Test func listsGetsAndCompletesPrompts() throws {
    let fixture = try ServerFixture.session("2025-06-18", hasMore: true)
    #expect(
      try fixture.client.call(1, "prompts/list")["result"] == [
        "prompts": [
          [
            "name": "greet", "title": "Greet", "description": "Says hello.",
            "arguments": [["name": "whom", "description": "A name.", "required": true]],
          ]
        ]
      ])
    #expect(
      try fixture.client.call(2, "prompts/get", ["name": "greet", "arguments": ["whom": "Ada"]])[
        "result"] == [
          "messages": [["role": "user", "content": ["type": "text", "text": "Hello, Ada!"]]]
        ])
    #expect(
      try fixture.client.call(
        3, "completion/complete",
        [
          "ref": ["type": "ref/prompt", "name": "greet"],
          "argument": ["name": "whom", "value": "Al"],
        ])["result"]?["completion"] == ["values": ["Alan"], "total": 1, "hasMore": false])
  }

  @Test(arguments: [
    #"{"name":"greet"}"#, #"{"name":"no-such-prompt"}"#, #"{}"#,
    #"{"name":"greet","arguments":{"whom":7}}"#, #"{"name":"greet","arguments":["Ada"]}"#,
  ])
  func refusesWhatDoesNotFit(params: String) throws {
    let fixture = try ServerFixture.session("2025-11-25", hasMore: true)
    let answer = try fixture.client.call(1, "prompts/get", JSONParser.parse(params))
    #expect(answer["error"]?["code"] == -32602)
  }

  @Test func declaresThemOnlyWhereThereAreAny() throws {
    for hasMore in [false, true] {
      let fixture = ServerFixture(hasMore: hasMore)
      let result = try fixture.client.call(1, "server/discover", ServerFixture.modern())["result"]
      #expect((result?["capabilities"]?["prompts"] != nil) == hasMore)
      #expect((result?["capabilities"]?["extensions"] != nil) == hasMore)
    }
  }
}

@Suite(.timeLimit(.minutes(5)))
struct ExtensionTests {
  @Test func addsMethodsToTheModernEra() throws {
    let fixture = ServerFixture(hasMore: true)
    let capabilities = try fixture.client.call(1, "server/discover", ServerFixture.modern())[
      "result"]?["capabilities"]
    #expect(capabilities?["extensions"] == ["org.example/counting": ["fast": true]])
    let first = try fixture.client.call(2, "numbers/list", ServerFixture.modern())["result"]
    #expect(first?["numbers"] == [0, 1])
    #expect(first?["resultType"] == "complete")
    #expect(first?["cacheScope"] == "public")
    let cursor = try #require(first?["nextCursor"])
    let second = try fixture.client.call(
      3, "numbers/list", ServerFixture.modern(["cursor": cursor]))["result"]
    #expect(second?["numbers"] == [2])
    #expect(second?["nextCursor"] == nil)
    let value = try fixture.client.call(
      4, "numbers/get", ServerFixture.modern(["name": "seven"]))["result"]
    #expect(value?["number"] == "number seven")
    let refusal = try fixture.client.call(5, "numbers/get", ServerFixture.modern())
    #expect(refusal["error"]?["code"] == -32602)
  }

  @Test func legacySessionsDoNotKnowThem() throws {
    let fixture = try ServerFixture.session("2025-11-25", hasMore: true)
    #expect(try fixture.client.call(1, "numbers/list")["error"]?["code"] == -32601)
  }
}

struct Base64Tests {
  /// The examples of RFC 4648 section 10, and bytes that are no text.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func encodes(text: String, expected: String) {
    #expect(base64(Array(text.utf8)) == expected)
    #expect(base64([0xFF, 0xFE, 0x00]) == "//4A")
  }
}
