import JSON
import Testing

@testable import Recording

struct RedactorTests {
  @Test(arguments: [
    "password", "PASSWORD", "dbPasswd", "client_secret", "token", "accessToken", "X-Api-Key",
    "apikey", "api_key", "Authorization", "Set-Cookie", "private_key", "privateKey", "credential",
    "aws.credentials", "auth-token",
  ])
  func hidesTheValueOfAMemberWhoseNameTellsOfASecret(key: String) {
    var redactor = Redactor(inputSchemas: [:])
    let message: JSONValue = ["a": [["b": .object([.init(key: key, value: "hunter2")])]]]
    #expect(
      redactor.redacted(message)
        == ["a": [["b": .object([.init(key: key, value: "[redacted]")])]]])
  }

  @Test(arguments: [
    "progressToken", "cursor", "nextCursor", "max_tokens", "tokens", "tokenizer", "author", "key",
    "name",
  ])
  func leavesOtherMembersAsTheyAre(key: String) {
    var redactor = Redactor(inputSchemas: [:])
    let message: JSONValue = .object([.init(key: key, value: "hunter2")])
    #expect(redactor.redacted(message) == message)
  }

  @Test func hidesNumbersAndStructuresButNotWhetherThereIsSomething() {
    var redactor = Redactor(inputSchemas: [:])
    let message: JSONValue = [
      "secret": 1234, "credentials": ["user": "a", "pin": [1]], "token": nil, "password": true,
    ]
    #expect(
      redactor.redacted(message) == [
        "secret": "[redacted]", "credentials": "[redacted]", "token": nil, "password": true,
      ])
  }

  @Test func hidesSecretsInTextsThatAreJSON() {
    var redactor = Redactor(inputSchemas: [:])
    let inner: JSONValue = ["rows": [["api_key": "hunter2", "name": "x"]]]
    let hidden: JSONValue = ["rows": [["api_key": "[redacted]", "name": "x"]]]
    let outer: JSONValue = ["text": .string(inner.text)]
    #expect(
      redactor.redacted(["text": .string(outer.text)])["text"]?.stringValue.map { text in
        try? JSONParser.parse(text)["text"]?.stringValue
      } == hidden.text)
    let untouched: JSONValue = ["text": "{ \"name\" : 1 }", "other": "[1, 2"]
    #expect(redactor.redacted(untouched) == untouched)
  }

  @Test func leavesTheSchemasOfToolsAsTheyAre() {
    var redactor = Redactor(inputSchemas: [:])
    let message: JSONValue = [
      "result": [
        "tools": [["inputSchema": ["properties": ["password": ["type": "string"]]]]]
      ]
    ]
    #expect(redactor.redacted(message) == message)
  }

  // MARK: - Declared parameters

  private static let schema: JSONObject = [
    "type": "object",
    "properties": [
      "user": ["type": "string", "default": ["writeOnly": true]],
      "pin": ["type": "string", "writeOnly": true],
      "keys": ["type": "array", "items": ["anyOf": [["format": "password"], ["type": "null"]]]],
      "more": ["type": "object", "properties": ["answer": ["format": "password"]]],
    ],
  ]

  @Test func findsTheParametersThatASchemaDeclaresSecret() {
    let parameters = SecretParameters(inputSchema: Self.schema)
    #expect(parameters.names == ["pin", "keys", "answer"])
    #expect(!parameters.coversEverything)
    let indirect: JSONObject = ["$defs": ["key": ["writeOnly": true]], "type": "object"]
    #expect(SecretParameters(inputSchema: indirect).coversEverything)
  }

  @Test func hidesDeclaredParametersAndWhatQuotesThem() {
    var redactor = Redactor(inputSchemas: ["open": Self.schema])
    let call: JSONValue = [
      "id": 1, "method": "tools/call",
      "params": [
        "name": "open",
        "arguments": [
          "user": "ann, open sesame", "pin": "open sesame", "keys": ["k-1234", "k-5678"],
          "more": ["answer": "forty-two", "question": "?"],
        ],
      ],
    ]
    #expect(
      redactor.redacted(call)["params"]?["arguments"] == [
        "user": "ann, [redacted]", "pin": "[redacted]", "keys": "[redacted]",
        "more": ["answer": "[redacted]", "question": "?"],
      ])
    let answer: JSONValue = ["error": ["message": "'open sesame' does not open, k-1234 neither"]]
    #expect(
      redactor.redacted(answer)
        == ["error": ["message": "'[redacted]' does not open, [redacted] neither"]])
  }

  @Test func hidesTheParametersOfACallWithinACall() {
    var redactor = Redactor(inputSchemas: ["open": Self.schema])
    let call: JSONValue = [
      "params": [
        "name": "call_tool",
        "arguments": ["name": "open", "arguments": ["pin": "1234567"], "note": "pin 1234567"],
      ]
    ]
    #expect(
      redactor.redacted(call)["params"]?["arguments"]
        == ["name": "open", "arguments": ["pin": "[redacted]"], "note": "pin [redacted]"])
    let other: JSONValue = ["params": ["name": "close", "arguments": ["pin": "9"]]]
    #expect(redactor.redacted(other) == other)
  }

  @Test func hidesEveryArgumentWhereItCannotTellWhichIsSecret() {
    var redactor = Redactor(inputSchemas: ["open": ["$defs": ["key": ["writeOnly": true]]]])
    let call: JSONValue = ["params": ["name": "open", "arguments": ["a": "abcd", "b": ["c": 1]]]]
    #expect(
      redactor.redacted(call)["params"]?["arguments"] == ["a": "[redacted]", "b": "[redacted]"])
  }

  @Test func hidesALineThatIsNoJSONAsAWholeWhereItCouldHoldASecret() {
    let redactor = Redactor(inputSchemas: ["open": Self.schema])
    #expect(redactor.redacted(text: #"{"Access_Token": "abc""#) == "[redacted]")
    #expect(redactor.redacted(text: #"{"pin": "abc""#) == "[redacted]")
    #expect(redactor.redacted(text: "hello {") == "hello {")
  }
}
