import Foundation
import JSON
import TestSupport
import Testing

/// Folders with other things in them than files, and that come and go.
@Suite(.timeLimit(.minutes(5)))
struct UnusualFilesTests {
  private static let version = "2026-07-28"

  /// Puts pipes, loops and links to nowhere beside the files.
  private func addOddities(to root: TemporaryFolder) throws {
    for path in ["seeds/pipe.md", "Tools/pipe.yaml", "Skills/finding-a-colour/pipe.md"] {
      #expect(mkfifo(root.path + "/" + path, 0o600) == 0)
    }
    try root.link("seeds/nowhere.md", to: "gone.md")
    try root.link("seeds/itself.md", to: "itself.md")
    try root.link("seeds/loop", to: ".")
    try root.link("seeds/device.md", to: "/dev/zero")
    try root.link("Tools/itself.yaml", to: "itself.yaml")
    try root.link("Skills/finding-a-colour/up", to: "..")
    try root.makeFolder("seeds/folder.md")
    try root.write("seeds/hid\u{202E}den.md")
    try root.write("seeds/line\nend.md")
  }

  @Test func saysWhatItLeavesOut() throws {
    let root = try FaultRoot.make()
    try addOddities(to: root)
    let outcome = try HandbookProgram.run(["check", "--root", root.path])
    #expect(outcome.exitCode == 1)
    let left = outcome.output.split(separator: "\n").filter { !$0.contains("the example") }
    #expect(
      Set(left.dropLast().map(String.init)) == [
        "Tools/itself.yaml: error: too many levels of symbolic links",
        "Tools/pipe.yaml: error: not a regular file",
        "\(root.path)/seeds/device.md: warning: left out: the path leads outside the folder that is served",
        #"\#(root.path)/seeds/hid\u{202E}den.md: warning: left out: its name holds line ends or characters that cannot be seen"#,
        "\(root.path)/seeds/itself.md: warning: left out: too many levels of symbolic links",
        #"\#(root.path)/seeds/line\u{A}end.md: warning: left out: its name holds line ends or characters that cannot be seen"#,
        "\(root.path)/seeds/loop: warning: left out: the link leads to a folder that is read already",
        "\(root.path)/seeds/nowhere.md: warning: left out: no such file or directory",
        "\(root.path)/seeds/pipe.md: warning: left out: not a regular file",
        "Skills/finding-a-colour/pipe.md: error: not a regular file",
        "Skills/finding-a-colour/up: error: the path leads outside the folder that is served",
      ])
  }

  @Test func servesWhatIsThereBesideOddities() throws {
    let root = try FaultRoot.make()
    let plain = try ServerProcess(["--root", root.path])
    let names = try Conversation(plain.client, version: Self.version).names()
    let server = try ServerProcess(["--root", root.path])
    let client = Conversation(server.client, version: Self.version)
    try client.listen()
    try addOddities(to: root)
    try root.write("seeds/page.md", FaultRoot.page("red"))
    try client.wait(for: "resources/updated")
    #expect(try client.names() == names)
    #expect(try client.text() == FaultRoot.page("red"))
    // A folder becomes a file, a file a folder, and back.
    try root.remove("seeds/sub")
    try root.write("seeds/sub", "a file")
    try client.wait(for: "resources/list_changed")
    #expect(try client.text(ofPage: "sub/two.md") == nil)
    try root.remove("seeds/sub")
    try root.write("seeds/sub/two.md", "# Two again\n")
    try client.wait(for: "resources/list_changed")
    #expect(try client.text(ofPage: "sub/two.md") == "# Two again\n")
    try root.remove("seeds/page.md")
    try root.makeFolder("seeds/page.md")
    try client.wait(for: "resources/updated")
    #expect(try client.text() == nil)
    server.client.closeInput()
    _ = try server.client.readAll()
    #expect(server.waitForExit() == 0)
  }

  @Test(arguments: ["seeds", "Tools", "Skills"])
  func keepsWhatItServesWhileAFolderIsAway(folder: String) throws {
    let root = try FaultRoot.make()
    let errors = root.path + "/errors.txt"
    let server = try ServerProcess(["--root", root.path], setUp: "exec 2> '\(errors)'")
    let client = Conversation(server.client, version: Self.version)
    try client.listen()
    let names = try client.names()
    // Now everything has been looked at.
    try root.write("seeds/page.md", FaultRoot.page("green"))
    try client.wait(for: "resources/updated")
    let (here, away) = (root.path + "/" + folder, root.path + "/away")
    try FileManager.default.moveItem(atPath: here, toPath: away)
    if folder == "Skills" {
      // Nothing is said of skills: there need not be a folder of them. The page tells when it has been read.
      try root.write("seeds/page.md", FaultRoot.page("red"))
      try client.wait(for: "resources/updated")
    } else {
      try waitUntil("the folder is missed") {
        try String(contentsOfFile: errors, encoding: .utf8).contains("no such file or directory")
      }
    }
    #expect(try client.names() == names)
    #expect(try client.text(ofPage: "sub/two.md") != nil)
    try FileManager.default.moveItem(atPath: away, toPath: here)
    try root.write("seeds/page.md", FaultRoot.page("blue"))
    try waitUntil("the change is served") { try client.text() == FaultRoot.page("blue") }
    #expect(try client.names() == names)
  }

  /// The clock may have been set back since a file was written, and copies bring times of their own.
  @Test func seesChangesWhateverTheTimesOfFilesSay() throws {
    let root = try FaultRoot.make()
    let path = root.path + "/seeds/page.md"
    let times = [4_000_000_000.0, 4_000_000_000, 1_000_000_000, 1_000_000_000, -1]
    func write(_ number: Int) throws {
      // Always as long, and moved into place with its time.
      try root.write("draft", FaultRoot.page("\(100 + number)"))
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: times[number])],
        ofItemAtPath: root.path + "/draft")
      #expect(rename(root.path + "/draft", path) == 0)
    }
    try write(0)
    let server = try ServerProcess(["--root", root.path])
    let client = Conversation(server.client, version: Self.version)
    try client.listen()
    for number in 1..<times.count {
      try write(number)
      try client.wait(for: "resources/updated")
      #expect(try client.text() == FaultRoot.page("\(100 + number)"))
    }
  }
}
