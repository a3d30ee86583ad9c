import Foundation

/// The material that may lie beside the repository, in the folder `../shared`: protocol schemas, the seed
/// documents. Tests that need it are skipped where it is not there.
package enum SharedFolder {
  /// `nil` where there is none.
  package static let path: String? = {
    let environment = ProcessInfo.processInfo.environment["HANDBOOK_SHARED"]
    let candidate = environment ?? Repository.path + "/../shared"
    return FileManager.default.fileExists(atPath: candidate) ? candidate : nil
  }()

  /// For `.enabled(if:)`: says on standard error, once, what is skipped without the folder.
  package static let isThere: Bool = {
    if path != nil { return true }
    let note =
      "note: no folder 'shared' beside the repository: the tests that need it are skipped\n"
    FileHandle.standardError.write(Data(note.utf8))
    return false
  }()
}

/// Where this repository lies on the disk.
package enum Repository {
  package static let path: String =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
}
