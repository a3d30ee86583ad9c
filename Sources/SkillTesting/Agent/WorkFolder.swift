import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A new folder for the files of one agent's run, which nobody else reads.
struct WorkFolder {
  let path: String

  /// The files that are put there.
  private enum Name {
    static let prompt = "prompt.txt"
    static let configuration = "mcp.json"
    static let recording = "session.jsonl"
    static let log = "agent.log"
  }

  var prompt: String { path + "/" + Name.prompt }
  var configuration: String { path + "/" + Name.configuration }
  /// Written by the server.
  var recording: String { path + "/" + Name.recording }
  /// What the agent prints.
  var log: String { path + "/" + Name.log }

  /// - Returns: `nil`, with the system's error number set, where it cannot be made.
  init?() {
    let temporary = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    let template = strdup(temporary + "/handbook-agent-XXXXXX")
    defer { free(template) }
    guard let template, let made = mkdtemp(template) else { return nil }
    path = String(cString: made)
  }

  /// Writes a file that only its owner reads.
  /// - Returns: whether all of it was written.
  func write(_ text: String, to path: String) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return writeAll(Array(text.utf8), to: descriptor)
  }

  /// Removes the files that are put there, and the folder unless somebody else has put something
  /// into it.
  func remove() {
    for file in [prompt, configuration, recording, log] { unlink(file) }
    rmdir(path)
  }
}
