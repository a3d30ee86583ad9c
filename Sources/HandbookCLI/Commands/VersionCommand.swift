import HandbookServer
import MCP

/// `handbook version`.
enum VersionCommand: Command {
  static let name = "version"
  static let summary = "Print the version and the protocol revisions."
  static let usage = "handbook version"

  static func run(_ words: [String]) throws(CommandError) -> ExitCode {
    _ = try ParsedOptions(words, options: [], of: name)
    let revisions = ProtocolVersion.allCases.map(\.rawValue).joined(separator: ", ")
    Output.line("handbook \(HandbookServer.version) (MCP \(revisions))")
    return .done
  }
}
