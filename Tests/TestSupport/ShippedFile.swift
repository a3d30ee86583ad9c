import Foundation

/// The shipped definition files.
package enum ShippedFile {
  /// Those of tools alone, by their paths below the repository.
  package static let tools = ["handbook", "skills", "teams"].map { "Tools/\($0).yaml" }
  /// Those of modes.
  package static let modes = ["authoring", "platform", "sql"].map { "Tools/modes/\($0).yaml" }

  package static func text(_ path: String) throws -> String {
    try String(contentsOfFile: Repository.path + "/" + path, encoding: .utf8)
  }
}
