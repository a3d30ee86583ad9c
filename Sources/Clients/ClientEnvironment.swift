/// The machine and the folder on which clients are looked at: everything that decides where a client's files lie,
/// as values, so that nothing depends on who runs the program.
package struct ClientEnvironment: Sendable {
  package enum Platform: Sendable {
    case macOS, linux

    /// The platform that this program was built for.
    package static var current: Platform {
      #if os(macOS)
        .macOS
      #else
        .linux
      #endif
    }
  }

  package var platform: Platform
  /// The user's home folder, an absolute path.
  package var home: String
  /// The folder whose project files are meant: the top of the repository, else the working folder. Absolute.
  package var projectFolder: String
  /// Whether the project folder is the top of a repository.
  package var isInRepository: Bool
  /// Environment variables: `XDG_CONFIG_HOME` and the like, and what `${NAME}` stands for in a client's file.
  package var variables: [String: String]

  package init(
    platform: Platform = .current, home: String, projectFolder: String, isInRepository: Bool,
    variables: [String: String] = [:]
  ) {
    self.platform = platform
    self.home = home
    self.projectFolder = projectFolder
    self.isInRepository = isInRepository
    self.variables = variables
  }

  /// Where programs keep configuration by the XDG base directory specification; relative paths are
  /// ignored, as it demands.
  var configurationFolder: String {
    absolutePath(in: "XDG_CONFIG_HOME") ?? home + "/.config"
  }

  /// Where applications with windows keep their data: the configuration folder, on macOS that of the library.
  var applicationFolder: String {
    platform == .macOS ? home + "/Library/Application Support" : configurationFolder
  }

  /// The folder that a variable names; `nil` where it is not set or not absolute.
  func absolutePath(in variable: String) -> String? {
    variables[variable].flatMap { $0.utf8.first == UInt8(ascii: "/") ? $0 : nil }
  }
}
