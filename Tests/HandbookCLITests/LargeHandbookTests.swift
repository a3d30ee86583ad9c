import Foundation
import Measurement
import TestSupport
import Testing

/// The index of a large handbook, as the program keeps it.
@Suite(.timeLimit(.minutes(5)))
struct LargeHandbookTests {
  /// A handbook of somewhat more than a megabyte.
  private func handbook() throws -> TemporaryFolder {
    var random = SeededRandom(seed: 3)
    let words = ["team", "policy", "release", "customer", "signal", "review", "plan", "goal"]
    let folder = try TemporaryFolder()
    for page in 0..<60 {
      var text = "# Page \(page)\n"
      for section in 0..<20 {
        text += "\n## Section \(section)\n\n"
        for _ in 0..<150 { text += words.randomElement(using: &random)! + " " }
        text += "[next](page-\(page + 1).md)\n"
      }
      try folder.write("handbook/page-\(page).md", text)
    }
    return folder
  }

  private func search(
    _ folder: TemporaryFolder, cache: String
  ) throws -> HandbookProgram.Outcome {
    try HandbookProgram.run(
      ["call", "search", "--query", "release customers", "--handbook", folder.path + "/handbook"],
      environment: ["HANDBOOK_CACHE": cache])
  }

  private func files(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  @Test func isKeptInTheUsersCacheFolderAndUsed() throws {
    let folder = try handbook()
    let arguments = [
      "call", "search", "--query", "release customers", "--handbook", folder.path + "/handbook",
    ]
    let expected = try search(folder, cache: "off")
    #expect(expected.exitCode == 0 && expected.errors == "")
    #expect(files(folder.path) == ["handbook"])
    for _ in 0..<2 {
      let outcome = try HandbookProgram.run(
        arguments, environment: ["HANDBOOK_CACHE": "", "XDG_CACHE_HOME": folder.path + "/caches"])
      #expect(outcome == expected)
      let names = files(folder.path + "/caches/handbook")
      #expect(names.count == 1 && names.allSatisfy { $0.hasSuffix(".index") })
    }
    // A changed page is served as changed.
    try folder.write("handbook/page-7.md", "# Release of customers\n\nCustomers release.\n")
    let changed = try HandbookProgram.run(
      arguments, environment: ["HANDBOOK_CACHE": folder.path + "/caches/handbook"])
    #expect(changed.output.contains("page-7.md"))
    #expect(changed == (try search(folder, cache: "off")))
  }

  @Test func aFolderThatCannotBeWrittenCostsOneLine() throws {
    let folder = try handbook()
    try folder.write("file")
    let cache = folder.path + "/file/cache"
    let outcome = try search(folder, cache: cache)
    let expected = try search(folder, cache: "off")
    #expect(outcome.output == expected.output && outcome.exitCode == 0)
    #expect(
      outcome.errors
        == "handbook: the index is not kept in '\(cache)': the folder cannot be made\n")
  }

  /// As a full disk does, the limit of a file's size ends the writing anywhere. (The shell counts in 512 or 1024 bytes.)
  @Test(
    .disabled(if: Sanitizer.current == .thread, "it cannot start where files are limited"),
    arguments: [0, 1, 64, 512, 1_024, 2_048])
  func anIndexThatCannotBeWrittenToTheEndCostsOneLine(blocks: Int) throws {
    let folder = try handbook()
    let cache = folder.path + "/cache"
    let outcome = try HandbookProgram.run(
      script: """
        ulimit -f \(blocks)
        "$0" call search --query 'release customers' --handbook '\(folder.path)/handbook'
        """, environment: ["HANDBOOK_CACHE": cache])
    let expected = try search(folder, cache: "off")
    #expect(outcome.output == expected.output)
    #expect(outcome.exitCode == 0)
    #expect(outcome.errors.hasPrefix("handbook: the index is not kept in '\(cache)': "))
    #expect(outcome.errors.count { $0 == "\n" } == 1)
    #expect(files(cache) == [])
    #expect(try search(folder, cache: cache) == expected)
    #expect(files(cache).count == 1)
  }

  #if os(Linux)
    /// Less room than the C library would like to set aside for the threads that read pages.
    @Test(
      .disabled(if: Sanitizer.current != nil, "a sanitizer takes terabytes of addresses"),
      arguments: [120_000, 200_000, 400_000])
    func isReadWithLittleRoomForAddresses(kilobytes: Int) throws {
      let folder = try handbook()
      let outcome = try HandbookProgram.run(
        script: """
          ulimit -v \(kilobytes)
          "$0" call search --query 'release customers' --handbook '\(folder.path)/handbook'
          """)
      #expect(outcome == (try search(folder, cache: "off")))
    }
  #endif

  @Test func aProcessThatIsKilledLeavesNothingThatIsUsed() throws {
    let folder = try handbook()
    let expected = try search(folder, cache: "off")
    let cache = folder.path + "/cache"
    var random = SeededRandom(seed: 5)
    for _ in 0..<12 {
      // Wherever it is then: before, while and after the index is written.
      let process = Process()
      process.executableURL = URL(fileURLWithPath: HandbookProgram.path)
      process.arguments = [
        "call", "search", "--query", "x", "--handbook", folder.path + "/handbook",
      ]
      process.currentDirectoryURL = URL(fileURLWithPath: Repository.path)
      process.environment = ["HANDBOOK_CACHE": cache]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(UInt32.random(in: 1_000...400_000, using: &random))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if Bool.random(using: &random) { #expect(try search(folder, cache: cache) == expected) }
      try folder.write("handbook/page-60.md", "# Page \(random.next())\n")
      try folder.remove("handbook/page-60.md")
    }
    #expect(try search(folder, cache: cache) == expected)
    #expect(files(cache).filter { $0.hasSuffix(".index") }.count == 1)
    try folder.write("handbook/page-60.md", "# Page\n")
    _ = try search(folder, cache: cache)
    #expect(files(cache).count == 1, "leftovers")
  }
}
