/// How log entries are written.
package enum LogFormat: String, Sendable, CaseIterable {
  /// One JSON object a line, for machines.
  case json
  /// Columns, for people.
  case text
}
