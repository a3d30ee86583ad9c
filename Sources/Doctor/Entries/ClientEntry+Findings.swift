import Clients
import Diagnostics
import Files

extension ClientEntry {
  /// What is wrong with the command as it is written.
  var commandFindings: [Finding] { programFindings + argumentFindings }

  private var programFindings: [Finding] {
    if fileName(of: command) == "swift", arguments.contains("run") {
      return [
        Finding(
          .warning, "'swift run' looks for changes, and may build, each time the client starts it",
          "write the path of the built program: 'handbook install \(client.identifier)' does")
      ]
    }
    guard command.utf8.first != UInt8(ascii: "/") else { return [] }
    if command.utf8.first == UInt8(ascii: "~") { return [] }  // starts nothing, and says why
    if command.utf8.contains(UInt8(ascii: "/")) {
      return [
        Finding(
          .warning,
          "'\(command)' is a relative path: which file it is depends on where "
            + "\(client.displayName) is started",
          "write the whole path: 'handbook install \(client.identifier)' does")
      ]
    }
    return [
      Finding(
        .note, "'\(command)' is looked up in PATH, which an application with windows may not share",
        "the whole path is always found")
    ]
  }

  /// A missing command, and folders that depend on where the client is started.
  private var argumentFindings: [Finding] {
    if fileName(of: command) == "handbook", arguments.first != "serve" {
      return [
        Finding(
          .error, "the first argument is not 'serve', the command that speaks with clients",
          "'handbook install \(client.identifier)' writes a whole entry")
      ]
    }
    guard scope == .user, workingFolder == nil else { return [] }
    return zip(arguments, arguments.dropFirst()).compactMap { option, folder in
      guard ["--root", "--handbook", "--skills"].contains(option),
        folder.utf8.first != UInt8(ascii: "/")
      else { return nil }
      return Finding(
        .warning,
        "'\(option) \(folder)' is a relative path: which folder it is depends on where "
          + "\(client.displayName) is started", "write the whole path")
    }
  }

  /// The tools that the client offers of a server, its filters applied.
  private func offered(_ tools: [Listing.Item]) -> [Listing.Item] {
    tools.filter { tool in
      includedTools?.contains(tool.name) ?? true && !excludedTools.contains(tool.name)
    }
  }

  /// What the client's filters do.
  func toolFindings(_ examination: ServerExamination) -> [Finding] {
    guard let tools = examination.best?.tools?.items else { return [] }
    let names = tools.map(\.name)
    var findings = ((includedTools ?? []) + excludedTools).filter { !names.contains($0) }.map {
      name in
      Finding(
        .warning, "the settings choose among tools by '\(name)', which the server does not have",
        suggestionNotes(for: name, among: names))
    }
    let hidden = names.filter { name in !offered(tools).contains { $0.name == name } }
    if hidden.count == names.count, !names.isEmpty {
      findings.append(Finding(.error, "the settings hide every tool"))
    } else if !hidden.isEmpty {
      findings.append(
        Finding(
          .note,
          "the settings hide \(hidden.count) of \(counted(names.count, "tool")): "
            + hidden.joined(separator: ", ")))
    }
    return findings
  }

  /// Whether what answers is this program.
  func programFindings(_ examination: ServerExamination, version: String) -> [Finding] {
    guard let best = examination.best, let name = best.serverName else { return [] }
    guard name == "handbook" else {
      return [Finding(.note, "the server calls itself '\(name)'")]
    }
    guard let its = best.serverVersion, its != version else { return [] }
    return [
      Finding(
        .warning, "starts version \(its) of handbook, and this is \(version)",
        "'handbook install \(client.identifier)' writes the path of this program")
    ]
  }

  func limitFindings(_ examination: ServerExamination) -> [Finding] {
    limits?.findings(
      about: examination, named: serverName,
      offering: examination.best?.tools.map { offered($0.items) }, startTimeout: startupTimeout)
      ?? []
  }
}
