import Files
import MCPClient
import Processes

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How a client starts a server.
package struct ServerLaunch: Hashable, Sendable {
  /// A path, or a name that is looked up in `PATH`.
  package var program: String
  package var arguments: [String]
  /// Variables in addition to those that the server inherits.
  package var environment: [String: String]
  /// The names of the variables that the server inherits; `nil` for all.
  package var inherited: [String]?
  /// `nil` for that of this process.
  package var workingFolder: String?

  package init(
    _ program: String, _ arguments: [String] = [], environment: [String: String] = [:],
    inheriting inherited: [String]? = nil, workingFolder: String? = nil
  ) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.inherited = inherited
    self.workingFolder = workingFolder
  }

  /// The command with the program's path.
  /// - Throws: `ServerFailure` that says why there is nothing to start.
  func command() throws(ServerFailure) -> [String] {
    if let workingFolder, FileKind(at: workingFolder) != .folder {
      throw ServerFailure(.cannotStart, "there is no folder '\(workingFolder)' to start it in")
    }
    switch search {
    case .found(let path): return [path] + arguments
    case .missing where program.utf8.contains(UInt8(ascii: "/")):
      throw ServerFailure(.cannotStart, "there is no file '\(program)'")
    case .missing:
      throw ServerFailure(.cannotStart, "there is no program '\(program)' in the folders of PATH")
    case .folder: throw ServerFailure(.cannotStart, "'\(program)' is a folder and no program")
    case .notExecutable(let path):
      throw ServerFailure(.cannotStart, "'\(path)' is not executable for you")
    }
  }

  /// The program's file with every link resolved; `nil` where there is none.
  package var programFile: String? {
    guard case .found(let path) = search else { return nil }
    return realPath(join(workingFolder ?? "", path))
  }

  private var search: ProgramSearch.Result {
    var path = environment["PATH"]
    if path == nil, inherited?.contains("PATH") ?? true {
      path = getenv("PATH").map { String(cString: $0) }
    }
    return ProgramSearch(program, path: path, workingFolder: workingFolder).result
  }
}
