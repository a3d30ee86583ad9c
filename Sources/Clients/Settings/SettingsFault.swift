import Diagnostics

/// Why a settings file cannot be read or changed, and where.
package struct SettingsFault: Error, Equatable {
  /// One sentence without a full stop, lower case.
  package var message: String
  package var utf8Offset: Int
  /// What to do about it.
  package var notes: [String] = []

  init(_ message: String, at utf8Offset: Int, notes: [String] = []) {
    self.message = message
    self.utf8Offset = utf8Offset
    self.notes = notes
  }

  func diagnostic(in source: SourceText) -> Diagnostic {
    Diagnostic(.error, message, in: source, at: utf8Offset, notes: notes)
  }
}
