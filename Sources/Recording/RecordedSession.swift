package import JSON
package import JSONRPC

/// What went over the wire between one start of the server and its end.
package struct RecordedSession: Sendable, Equatable {
  /// One line of the wire.
  package struct Entry: Sendable, Equatable {
    /// Where it stands in the recording's file, 1-based.
    package var line: Int
    /// Since the session began.
    package var microseconds: Int
    package var direction: Connection.Direction
    package var content: Content
  }

  package enum Content: Sendable, Equatable {
    case message(JSONValue)
    /// A line that is no JSON.
    case raw([UInt8])
    /// A line that was too long to be kept.
    case tooLong
  }

  /// The server that was recorded, and its version.
  package var server: String
  package var version: String
  /// In the order of the wire.
  package var entries: [Entry] = []
}
