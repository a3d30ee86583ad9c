import Clients
import Files

#if canImport(Glibc)
  // For `environ`, which is read once and never written to.
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

extension ClientEnvironment {
  /// The environment that this program runs in.
  /// - Throws: where there is no home folder or no working folder.
  static func current() throws(CommandError) -> ClientEnvironment {
    var variables: [String: String] = [:]
    var place = environ
    while let text = place.pointee.map({ String(cString: $0) }) {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
      place += 1
    }
    guard let home = variables["HOME"], home.utf8.first == UInt8(ascii: "/") else {
      throw .noInput("there is no home folder: the environment variable HOME names none")
    }
    guard let workingFolder = realPath(".") else {
      throw .noInput("the working folder is not there any more")
    }
    return ClientEnvironment(workingFolder: workingFolder, home: home, variables: variables)
  }

  /// A path as it is shown: relative to the working folder's project, or with `~` for the home folder.
  func shown(_ path: String) -> String {
    for (folder, prefix) in [(projectFolder, ""), (home, "~/")]
    where path.hasPrefix(folder + "/") && (isInRepository || prefix == "~/") {
      return prefix + path.dropFirst(folder.count + 1)
    }
    return path
  }
}
