import Foundation
import Processes
import TestSupport
import Testing

/// Processes that are a line of shell.
@Suite(.timeLimit(.minutes(5)))
struct ChildProcessTests {
  private static let patience = Duration.seconds(20)

  private func lines(of process: ChildProcess) -> [String] {
    var lines: [String] = []
    while case .line(let line) = process.receiveLine(atMost: Self.patience) {
      lines.append(String(decoding: line, as: UTF8.self))
    }
    return lines
  }

  @Test func speaksInLinesUpToTheEnd() throws {
    let process = try ChildProcess(["/bin/sh", "-c", "read a; echo \"$a!\"; cat; printf rest"])
    process.send(Array("one".utf8))
    process.send(Array("two".utf8))
    process.endInput()
    process.send(Array("dropped".utf8))
    #expect(lines(of: process) == ["one!", "two"])
    #expect(process.receiveLine(atMost: Self.patience) == .ended)
    #expect(process.wait(atMost: Self.patience) == .exited(0))
  }

  @Test func writesAndReadsMoreThanPipesHold() throws {
    let process = try ChildProcess(["/bin/cat"])
    let sent = (0..<3).map { String(repeating: "\($0)", count: 300_000) }
    for line in sent { process.send(Array(line.utf8)) }
    process.endInput()
    #expect(lines(of: process) == sent)
  }

  @Test func readsWhatAProcessSaysThatReadsNothing() throws {
    let process = try ChildProcess(["/bin/sh", "-c", "exec <&-; echo said"])
    process.send([UInt8](repeating: UInt8(ascii: "x"), count: 300_000))
    #expect(lines(of: process) == ["said"])
  }

  @Test func doesNotWaitForEver() throws {
    let process = try ChildProcess(["/bin/sh", "-c", "printf unfinished; cat > /dev/null"])
    #expect(process.receiveLine(atMost: .milliseconds(100)) == .timedOut)
    #expect(process.wait(atMost: .milliseconds(100)) == nil)
    #expect(process.end(patience: Self.patience) == .exited(0))
    #expect(process.receiveLine(atMost: Self.patience) == .ended)
  }

  @Test func readsNothingMoreAfterALineThatIsTooLong() throws {
    let process = try ChildProcess(
      ["/bin/sh", "-c", "echo 1234; printf 12345; cat > /dev/null"], maximumLineBytes: 4)
    #expect(lines(of: process) == ["1234"])
    #expect(process.receiveLine(atMost: Self.patience) == .lineTooLong)
  }

  @Test func keepsTheEndOfItsErrors() throws {
    let script = "yes | head -c 100000 >&2; echo last >&2; echo done"
    let process = try ChildProcess(["/bin/sh", "-c", script], errors: .pipe)
    #expect(lines(of: process) == ["done"])
    let text = String(repeating: "y\n", count: 50_000) + "last\n"
    #expect(process.recentErrors() == Array(text.utf8.suffix(16 << 10)))
  }

  @Test(arguments: [
    ("exit 0", ChildProcess.Status.exited(0), "ended with exit code 0"),
    ("exit 7", .exited(7), "ended with exit code 7"),
    ("kill -9 $$", .signalled(9), "was ended by signal 9"),
    // Signals that this process ignores are not ignored there.
    ("kill -PIPE $$; exit 1", .signalled(SIGPIPE), "was ended by signal 13"),
  ])
  func tellsHowItEnded(script: String, status: ChildProcess.Status, words: String) throws {
    let process = try ChildProcess(["/bin/sh", "-c", script])
    #expect(process.wait(atMost: Self.patience) == status)
    #expect(process.end() == status)
    #expect(status.inWords == words)
  }

  @Test func endsWhatDoesNotEndByItself() throws {
    let deaf = try ChildProcess([
      "/bin/sh", "-c", "trap '' TERM; echo up; while :; do read a; done",
    ])
    #expect(deaf.receiveLine(atMost: Self.patience) == .line(Array("up".utf8)))
    #expect(deaf.end(patience: .zero) == .signalled(SIGKILL))
    let idle = try ChildProcess(["/usr/bin/tail", "-f", "/dev/null"])
    #expect(idle.end(patience: .zero) == .signalled(SIGTERM))
  }

  @Test func endsItsGroup() throws {
    // As long as the grandchild lives it holds a pipe open.
    let folder = try TemporaryFolder()
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    let reader = open(pipe, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    let process = try ChildProcess(
      ["/bin/sh", "-c", "exec 3> '\(pipe)'; tail -f /dev/null & exit 0"], leadsGroup: true)
    #expect(process.wait(atMost: Self.patience) == .exited(0))
    var byte: UInt8 = 0
    #expect(read(reader, &byte, 1) == -1)
    #expect(process.end(patience: .zero) == .exited(0))
    #expect(read(reader, &byte, 1) == 0)
  }

  @Test func takesFilesAndVariables() throws {
    let folder = try TemporaryFolder(["in.txt": "asked"])
    let log = folder.path + "/out.log"
    let process = try ChildProcess(
      ["/bin/sh", "-c", "cat; echo \" $A $HOME\"; echo bad >&2"],
      environment: ["A": "b", "HOME": "/nowhere"], input: .file(folder.path + "/in.txt"),
      output: .file(log), errors: .file(log))
    #expect(process.wait(atMost: Self.patience) == .exited(0))
    #expect(try String(contentsOfFile: log, encoding: .utf8) == "asked b /nowhere\nbad\n")
  }

  @Test func startsInAFolderWithChosenVariables() throws {
    let folder = try TemporaryFolder()
    try folder.link("shell", to: "/bin/sh")
    let process = try ChildProcess(
      ["./shell", "-c", "pwd; echo \"$A $HOME\"; echo \"$PATH\""], environment: ["A": "b"],
      inheriting: ["PATH"], workingFolder: folder.path)
    #expect(lines(of: process) == [folder.path, "b ", ProcessInfo.processInfo.environment["PATH"]])
  }

  @Test func saysThatThereIsNoSuchProgram() {
    let error = #expect(throws: ChildProcess.StartError.self) {
      try ChildProcess(["/no/such/program"])
    }
    #expect(error?.code == ENOENT)
    #expect(
      error?.description == "'/no/such/program' cannot be started: No such file or directory")
  }
}
