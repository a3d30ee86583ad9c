import Clients
import Files

extension ClientEntry {
  /// Whether the server may be started unasked. Whoever looks into a project that came from elsewhere
  /// has not agreed to run what its settings name; clients ask before they do. So of a project only
  /// `handbook serve` is started: this program or one that lies outside the project, with no
  /// variables that change how programs run.
  func isHarmless(in surroundings: ClientEnvironment, own: OwnProgram) -> Bool {
    guard scope == .project else { return true }
    guard arguments.first == "serve", environmentFile == nil,
      environment.keys.allSatisfy({ $0.hasPrefix("HANDBOOK_") }),
      let program = launch(in: surroundings).launch.programFile
    else { return false }
    let project = realPath(surroundings.projectFolder) ?? surroundings.projectFolder
    let isInside = program.utf8.starts(with: (project + "/").utf8)
    return program == own.path || (fileName(of: program) == "handbook" && !isInside)
  }

  /// How the client starts the server, and what is wrong with what it passes on.
  func launch(in surroundings: ClientEnvironment) -> (launch: ServerLaunch, findings: [Finding]) {
    var findings = unresolvedVariables.map { reference in
      Finding(
        .warning, "'\(reference)' refers to a variable that is not set here",
        "set it where \(client.displayName) starts, or write its value")
    }
    var variables: [String: String] = [:]
    if let file = environmentFile {
      let path = join(surroundings.projectFolder, file)
      do throws(FileError) {
        variables = EnvironmentFile(try FileContents.read(path)).variables
      } catch {
        findings.append(Finding(.error, "the file of variables '\(file)': \(error.message)"))
      }
    }
    // What stands in the entry itself goes before its file.
    variables.merge(environment) { $1 }
    let folder = workingFolder.map { join(surroundings.projectFolder, $0) }
    return (
      ServerLaunch(
        command, arguments, environment: variables, inheriting: limits?.inheritedVariables,
        workingFolder: folder ?? surroundings.projectFolder), findings
    )
  }
}
