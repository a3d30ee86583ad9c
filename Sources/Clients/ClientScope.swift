/// Whom a client's file is for.
package enum ClientScope: String, Sendable, CaseIterable {
  /// Everybody who works on the project: a file in its folder.
  case project
  /// The user, in every project: a file below the home folder.
  case user
  /// The user, in one project: Claude Code keeps such servers in the user's file. Read, never written.
  case local
}
