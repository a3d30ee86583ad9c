import Foundation
import JSON
import Measurement
import TestSupport
import Testing

/// The server under signals, and without the threads and descriptors that it wants.
@Suite(.timeLimit(.minutes(5)))
struct ProcessFaultTests {
  private static let version = "2026-07-28"

  /// How often the server is killed; more where the environment says so.
  private static let killCount =
    ProcessInfo.processInfo.environment["KILL_COUNT"].flatMap { Int($0) } ?? 20

  @Test func startsRightAfterItWasKilledAtAnyMoment() throws {
    let root = try FaultRoot.make()
    var random = SeededRandom(seed: 5)
    let recording = root.path + "/session.jsonl"
    for round in 0..<Self.killCount {
      let server = try ServerProcess(["--root", root.path, "--record", recording])
      let client = Conversation(server.client, version: Self.version)
      // Every fourth time while changes are read.
      let isReloading = round % 4 == 0
      if isReloading {
        try client.listen()
        try root.write("seeds/page.md", FaultRoot.page("round \(round)"))
        try root.write("seeds/new-\(round).md", "# New\n")
        try client.wait(for: "resources/updated")
      }
      let count = Int.random(in: 0...40, using: &random)
      for id in 0..<count {
        server.client.request(
          .integer(1000 + id), "tools/call",
          .object(
            client.complete(["name": "search", "arguments": ["query": .string("colour \(id)")]])))
      }
      for _ in 0..<Int.random(in: 0...count, using: &random) { _ = try server.client.read() }
      server.send(SIGKILL)
      #expect(server.waitForExit() == -SIGKILL)
    }
    let server = try ServerProcess(["--root", root.path, "--record", recording])
    let client = Conversation(server.client, version: Self.version)
    let last = (Self.killCount - 1) / 4 * 4
    #expect(try client.text() == FaultRoot.page("round \(last)"))
    #expect(try client.text(ofPage: "new-\(last).md") == "# New\n")
    server.client.closeInput()
    _ = try server.client.readAll()
    #expect(server.waitForExit() == 0)
    #expect(try server.readErrors() == "")
    let stats = try HandbookProgram.run(["stats", recording])
    #expect(stats.exitCode == 0, "\(stats)")
    #expect(stats.output.hasPrefix("sessions:"), "\(stats.output)")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/stat")))
  func goesOnAfterItWasStopped() throws {
    let root = try FaultRoot.make()
    let server = try ServerProcess(["--root", root.path])
    let client = Conversation(server.client, version: Self.version)
    try client.listen()
    // In the middle of calls.
    for id in 0..<50 {
      server.client.request(
        .integer(1000 + id), "tools/call",
        .object(client.complete(["name": "search", "arguments": ["query": "colour"]])))
    }
    server.send(SIGSTOP)
    try waitUntil("the server is stopped") { server.state == "T" }
    // A change that it sleeps through, and one more.
    try root.write("seeds/page.md", FaultRoot.page("red"))
    try root.write("seeds/page.md", FaultRoot.page("blue"))
    server.send(SIGCONT)
    var answers: Set<Int> = []
    while answers.count < 50 {
      let message = try server.client.read()
      if let id = message["id"]?.intValue {
        let isNew = answers.insert(id).inserted
        #expect(isNew)
      }
    }
    try waitUntil("the change is served") { try client.text() == FaultRoot.page("blue") }
    server.client.closeInput()
    _ = try server.client.readAll()
    #expect(server.waitForExit() == 0)
  }

  @Test func aToolsFolderThatIsGoneBeforeTheFirstLookIsReported() throws {
    let root = try FaultRoot.make()
    let errors = root.path + "/errors.txt"
    let server = try ServerProcess(["--root", root.path], setUp: "exec 2> '\(errors)'")
    let client = Conversation(server.client, version: Self.version)
    let names = try client.names()
    try FileManager.default.moveItem(atPath: root.path + "/Tools", toPath: root.path + "/Gone")
    try waitUntil("it is reported") {
      try String(contentsOfFile: errors, encoding: .utf8).contains("Tools")
    }
    // What was there goes on to be served.
    #expect(try client.names() == names)
    server.client.closeInput()
    _ = try server.client.readAll()
    #expect(server.waitForExit() == 0)
  }

  /// A sanitizer needs some itself, and waits for them for ever.
  private static let fewDescriptors = Sanitizer.current == nil ? [4, 5, 6, 8, 16, 32] : [16, 32]

  @Test(arguments: fewDescriptors)
  func answersWithFewDescriptors(count: Int) throws {
    let root = try FaultRoot.make()
    let server = try ServerProcess(["--root", root.path], setUp: "ulimit -n \(count)")
    let client = Conversation(server.client, version: Self.version)
    let answer = try client.call(
      "tools/call", ["name": "read_page", "arguments": ["path": "page.md"]])
    // With fewer it says what is missing.
    let text = answer["result"]?["content"]?.arrayValue?.first?["text"]?.stringValue ?? ""
    #expect(
      text.contains("The colour is ochre.") || text.contains("too many open files")
        || answer["error"]?["message"]?.stringValue?.hasPrefix("there is no tool") == true,
      "\(answer)")
    if count >= 8 { #expect(text.contains("The colour is ochre.")) }
    server.client.closeInput()
    _ = try server.client.readAll()
    #expect(server.waitForExit() == 0)
  }

  #if os(Linux)
    private static let canLimit = FileManager.default.isExecutableFile(atPath: "/usr/bin/prlimit")

    @Test(.enabled(if: canLimit))
    func keepsWhatItServesWhileThereAreNoDescriptorsAndRecovers() throws {
      let root = try FaultRoot.make()
      let errors = root.path + "/errors.txt"
      let server = try ServerProcess(["--root", root.path], setUp: "exec 2> '\(errors)'")
      let client = Conversation(server.client, version: Self.version)
      try client.listen()
      let names = try client.names()
      // With five a folder can be opened, and none in it.
      try limitDescriptors(of: server, to: 5)
      try root.write("seeds/page.md", FaultRoot.page("red"))
      try waitUntil("the shortage is reported") {
        try String(contentsOfFile: errors, encoding: .utf8).contains("too many open files")
      }
      #expect(try client.names() == names)
      #expect(try client.text(ofPage: "sub/two.md") != nil)
      try limitDescriptors(of: server, to: 200)
      try waitUntil("the change is served") { try client.text() == FaultRoot.page("red") }
      #expect(try client.names() == names)
    }

    private func limitDescriptors(of server: ServerProcess, to count: Int) throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/prlimit")
      process.arguments = ["--pid", "\(server.processIdentifier)", "--nofile=\(count):"]
      try process.run()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0)
    }

    private static let canBeSomebodyElse =
      getuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv") && canLimit

    /// Only the threads of users who are not root are counted.
    @Test(
      .enabled(if: canBeSomebodyElse),
      .disabled(if: Sanitizer.current != nil, "a sanitizer starts threads itself"), arguments: 1...8
    )
    func servesOrSaysWhyNotWithFewThreads(count: Int) throws {
      let root = try FaultRoot.make()
      // The built program may lie where nobody else may look.
      let program = root.path + "/handbook"
      try FileManager.default.copyItem(atPath: HandbookProgram.path, toPath: program)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: root.path)
      // Each of these tests as a user of its own, or they would count one another's.
      let user = 64_300 + count
      let server = try ServerProcess(
        ["--root", root.path],
        setUp: """
          exec /usr/bin/setpriv --reuid=\(user) --regid=\(user) --clear-groups \
            /usr/bin/prlimit --nproc=\(count) '\(program)' serve --root '\(root.path)'
          """)
      let client = Conversation(server.client, version: Self.version)
      server.client.request(
        1, "tools/call",
        .object(client.complete(["name": "read_page", "arguments": ["path": "page.md"]])))
      if let line = try server.client.readLine() {
        #expect(line.contains("The colour is ochre."), "\(line)")
        server.client.closeInput()
        #expect(server.waitForExit() == 0)
      } else {
        #expect(server.waitForExit() == 70)
        let errors = try server.readErrors()
        #expect(
          errors.hasSuffix("handbook: there is no thread left to serve with\n"), "\(errors)")
        #expect(count < 6)
      }
    }
  #endif
}
