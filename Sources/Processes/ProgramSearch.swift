#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the program of a command lies, found as a shell finds it: a name with a `/` is a path, from
/// the working folder where it is relative; any other name is looked up in the folders of `PATH`.
///
/// ```swift
/// ProgramSearch("sh", path: "/usr/bin:/bin").result  // .found("/bin/sh")
/// ```
package struct ProgramSearch: Equatable, Sendable {
  package enum Result: Equatable, Sendable {
    /// The path to start; relative paths are left as they are.
    case found(String)
    case missing
    case folder
    /// The file is there, but this user may not run it.
    case notExecutable(String)
  }

  package let result: Result

  /// - Parameters:
  ///   - path: the value of `PATH`: folders with colons between them; an empty one is the working
  ///     folder.
  ///   - workingFolder: that of the process to be started; `nil` for that of this process.
  package init(_ program: String, path: String?, workingFolder: String? = nil) {
    guard !program.utf8.contains(UInt8(ascii: "/")) else {
      result = Self.look(at: program, from: workingFolder)
      return
    }
    guard !program.isEmpty, let path else {
      result = .missing
      return
    }
    var best = Result.missing
    for folder in path.split(separator: ":", omittingEmptySubsequences: false) {
      let candidate = (folder.isEmpty ? "." : folder) + "/" + program
      let found = Self.look(at: String(candidate), from: workingFolder)
      if case .found = found {
        result = found
        return
      }
      // The search goes on, and ends with what came nearest.
      if case .notExecutable = found, best == .missing { best = found }
    }
    result = best
  }

  private static func look(at program: String, from workingFolder: String?) -> Result {
    let isAbsolute = program.utf8.first == UInt8(ascii: "/")
    let place = isAbsolute ? program : (workingFolder ?? ".") + "/" + program
    var status = stat()
    guard stat(place, &status) == 0 else { return .missing }
    if status.st_mode & S_IFMT == S_IFDIR { return .folder }
    return access(place, X_OK) == 0 ? .found(program) : .notExecutable(program)
  }
}
