import JSON
import JSONRPC

/// The words of a recording: JSON lines, each with a time, a direction and what went that way.
///
///     {"t":0,"dir":"meta","message":{"format":1,"server":"handbook","version":"0.1.0"}}
///     {"t":1204,"dir":"in","message":{"jsonrpc":"2.0","id":1,"method":"ping"}}
///     {"t":1311,"dir":"out","message":{"jsonrpc":"2.0","id":1,"result":{}}}
///     {"t":2010,"dir":"in","raw":"not json"}
///
/// A `meta` line begins each session; a file that was appended to holds several. `raw` stands in the place of `message`
/// for a line that is no JSON: its text, or its bytes as an array of numbers where it is not UTF-8 either, or `null`
/// where it was too long to be kept.
enum RecordingFormat {
  static let version = 1
  static let time = "t"
  static let direction = "dir"
  static let meta = "meta"
  static let message = "message"
  static let raw = "raw"
  static let format = "format"
  static let server = "server"
  static let serverVersion = "version"

  /// The line that begins a session.
  static func header(server: String, version: String) -> JSONValue {
    [
      time: 0, direction: .string(meta),
      message: [
        format: .integer(Self.version), Self.server: .string(server),
        serverVersion: .string(version),
      ],
    ]
  }
}

extension JSONValue {
  /// An entry with the given time and direction.
  static func entry(
    microseconds: Int64, _ direction: Connection.Direction, _ key: String, _ value: JSONValue
  ) -> JSONValue {
    [
      RecordingFormat.time: .integer(Int(microseconds)),
      RecordingFormat.direction: .string(direction.rawValue), key: value,
    ]
  }
}
