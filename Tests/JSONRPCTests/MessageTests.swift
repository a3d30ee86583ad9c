import JSON
import Testing

@testable import JSONRPC

struct MessageTests {
  @Test(arguments: [
    (#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#, "request 1 ping nil"),
    (#"{"jsonrpc":"2.0","id":"","method":"m","params":{}}"#, #"request "" m {}"#),
    (#"{"jsonrpc":"2.0","id":0,"method":"m","params":[1]}"#, "request 0 m [1]"),
    (#"{"jsonrpc":"2.0","id":-7,"method":"m"}"#, "request -7 m nil"),
    (#"{"jsonrpc":"2.0","id":9007199254740991,"method":"m"}"#, "request 9007199254740991 m nil"),
    (
      #"{"jsonrpc":"2.0","id":123456789012345678901234567890,"method":"m"}"#,
      "request 123456789012345678901234567890 m nil"
    ),
    (#"{"jsonrpc":"2.0","id":1.0,"method":"m","unknown":true}"#, "request 1.0 m nil"),
    (#"{"jsonrpc":"2.0","method":"notifications/x"}"#, "notification notifications/x nil"),
    (#"{"jsonrpc":"2.0","method":"m","params":3}"#, "notification m nil"),
    (#"{"jsonrpc":"2.0","id":1,"result":{}}"#, "response 1"),
    (#"{"jsonrpc":"2.0","id":null,"error":{}}"#, "response nil"),
    (
      #"{"jsonrpc":"2.0","id":1.5,"method":"m"}"#,
      "invalid nil the member 'id' must be a string or an integer"
    ),
    (
      #"{"jsonrpc":"2.0","id":null,"method":"m"}"#,
      "invalid nil the member 'id' must be a string or an integer"
    ),
    (
      #"{"jsonrpc":"2.0","id":true,"method":"m"}"#,
      "invalid nil the member 'id' must be a string or an integer"
    ),
    (
      #"{"jsonrpc":"2.0","id":[],"method":"m"}"#,
      "invalid nil the member 'id' must be a string or an integer"
    ),
    (
      #"{"jsonrpc":"2.0","id":{},"method":"m"}"#,
      "invalid nil the member 'id' must be a string or an integer"
    ),
    (#"{"jsonrpc":"1.0","id":4,"method":"m"}"#, #"invalid 4 the member 'jsonrpc' must be "2.0""#),
    (#"{"id":4,"method":"m"}"#, #"invalid 4 the member 'jsonrpc' must be "2.0""#),
    (#"{"jsonrpc":"2.0","id":4}"#, "invalid 4 a request needs the member 'method'"),
    (#"{"jsonrpc":"2.0","id":4,"method":7}"#, "invalid 4 the member 'method' must be a string"),
    (
      #"{"jsonrpc":"2.0","id":4,"method":"m","params":"x"}"#,
      "invalid 4 the member 'params' must be an object"
    ),
    (
      #"{"jsonrpc":"2.0","id":4,"method":"m","params":null}"#,
      "invalid 4 the member 'params' must be an object"
    ),
    ("42", "invalid nil a request is a JSON object, not number"),
    ("null", "invalid nil a request is a JSON object, not null"),
    ("{}", #"invalid nil the member 'jsonrpc' must be "2.0""#),
  ])
  func classifiesByTheMembersThatAreThere(text: String, expected: String) throws {
    #expect(describe(Message(try JSONParser.parse(text))) == expected)
  }

  private func describe(_ message: Message) -> String {
    switch message {
    case .request(let id, let method, let params):
      "request \(id.jsonValue.text) \(method) \(params?.text ?? "nil")"
    case .notification(let method, let params): "notification \(method) \(params?.text ?? "nil")"
    case .response(let id): "response \(id?.jsonValue.text ?? "nil")"
    case .invalid(let id, let error):
      "invalid \(id?.jsonValue.text ?? "nil") \(error.message)"
    }
  }
}
