/// The keys with which a client describes a server.
struct EntryShape: Sendable {
  /// How program and arguments are written.
  enum Command: Sendable {
    /// `"command": "…", "args": […]`.
    case separate
    /// `"command": ["…", …]`.
    case joined
  }

  var command = Command.separate
  /// What `type` says of a server that is a process; `nil` where entries have none.
  var type: String?
  /// Other words for the same, which are left as they are.
  var otherTypes: [String] = []
  /// Written into a new entry and never changed afterwards.
  var initial: [(key: String, value: [String])] = []
  var environment = "env"
  /// A list of the only tools that are offered.
  var included: String?
  /// A list of tools that are not offered.
  var excluded: String?
  /// How long the server may take to start: the key, and how many seconds a unit of its value is.
  var startupTimeouts: [(key: String, unitSeconds: Double)] = []
}
