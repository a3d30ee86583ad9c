/// Files to begin with. What a person is to write stands between `<` and `>`; the rest passes `handbook check` as it
/// is.
package struct Scaffold: Sendable {
  /// A file by its path below the root.
  package struct File: Sendable {
    package var path: String
    package var text: String
  }

  package var files: [File]
  /// What to do once the marked places are filled in.
  package var nextSteps: [String]
}
