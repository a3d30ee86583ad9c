#if os(Linux)
  import Foundation
  import JSON
  import TestSupport
  import Testing

  /// The server while somebody sets the clock.
  @Suite(.timeLimit(.minutes(5)))
  struct ClockTests {
    private static let compiler = ["clang", "cc", "gcc"].lazy.flatMap { name in
      (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/\(name)" }
    }.first { FileManager.default.isExecutableFile(atPath: $0) }

    /// Stands before the C library: the time of day is as many seconds off as a file says.
    private static let skewedClock = """
      #define _GNU_SOURCE
      #include <fcntl.h>
      #include <stdlib.h>
      #include <sys/syscall.h>
      #include <time.h>
      #include <unistd.h>

      int clock_gettime(clockid_t clock, struct timespec *time) {
        int status = syscall(SYS_clock_gettime, clock, time);
        if (status != 0 || clock != CLOCK_REALTIME) return status;
        int file = open(getenv("CLOCK_SKEW"), O_RDONLY | O_CLOEXEC);
        if (file < 0) return status;
        char text[32] = {0};
        if (read(file, text, sizeof text - 1) > 0) time->tv_sec += atoll(text);
        close(file);
        return status;
      }
      """

    private func compile(in folder: TemporaryFolder) throws -> String {
      try folder.write("clock.c", Self.skewedClock)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: try #require(Self.compiler))
      process.arguments = ["-shared", "-fPIC", "-o", "clock.so", "clock.c"]
      process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
      try process.run()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0)
      return folder.path + "/clock.so"
    }

    private static let day = 86_400
    private static let jumps = [
      0, 3, -3, 7_200, -7_200, 400 * day, -3_000 * day, 30_000 * day, -20_000 * day, 0,
    ]

    @Test(.enabled(if: compiler != nil)) func servesAndReadsAnewWhileTheClockIsSet() throws {
      let root = try FaultRoot.make()
      let skew = root.path + "/skew"
      try root.write("skew", "0")
      let server = try ServerProcess(
        ["--root", root.path, "--log", "json"],
        environment: ["LD_PRELOAD": try compile(in: root), "CLOCK_SKEW": skew])
      let client = Conversation(server.client, version: "2026-07-28")
      try client.listen()
      var days: Set<Substring> = []
      for (number, jump) in Self.jumps.enumerated() {
        try "\(jump)".write(toFile: skew, atomically: true, encoding: .utf8)
        // A day may end meanwhile.
        for now in [0, 60] {
          days.insert(Date(timeIntervalSinceNow: Double(jump + now)).ISO8601Format().prefix(10))
        }
        try root.write("seeds/page.md", FaultRoot.page("number \(number)"))
        try client.wait(for: "resources/updated")
        #expect(try client.text() == FaultRoot.page("number \(number)"))
        let found = try client.callTool("search", ["query": .string("colour number \(number)")])
        #expect(found["results"]?.arrayValue?.first?["uri"] == "handbook://pages/page.md#a-page")
      }
      server.client.closeInput()
      _ = try server.client.readAll()
      #expect(server.waitForExit() == 0)
      let log = try server.readErrors().split(separator: "\n").map {
        try JSONParser.parse(String($0))
      }
      #expect(log.count { $0["method"] == "tools/call" } == Self.jumps.count)
      for line in log {
        let time = try #require(line["time"]?.stringValue)
        #expect(days.contains(time.prefix(10)), "\(time)")
        // However far the clock went, no call took that long. The one that stays open took all the time.
        guard let duration = line["duration_us"]?.intValue else { continue }
        #expect((0..<120_000_000).contains(duration), "\(line)")
        #expect(line["outcome"] == "ok", "\(line)")
      }
    }
  }
#endif
