import Foundation
import JSON
import TestSupport
import Testing

/// Recorded sessions of the shipped tools, run again by the built program.
///
/// Where tools or seed pages change on purpose, record them anew and review the difference like code:
///
///     RECORD_SNAPSHOTS=1 swift test --filter SessionTests
@Suite(.timeLimit(.minutes(5)))
struct SessionTests {
  private static let folder =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Sessions"

  @Test(arguments: SessionScript.all)
  func theShippedToolsAnswerAsTheyDid(script: SessionScript) throws {
    let path = "\(Self.folder)/\(script.name).jsonl"
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      try script.record(to: path)
    }
    #expect(try sentLines(in: path) == script.sentLines)
    let outcome = try HandbookProgram.run(["replay", path])
    #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.hasSuffix("messages compared, all the same\n"))
    #expect(!outcome.output.hasPrefix("note:"))
  }

  private func sentLines(in path: String) throws -> [String] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap { line in
      let entry = try JSONParser.parse(String(line))
      guard entry["dir"] == "in" else { return nil }
      return entry["message"]?.text ?? entry["raw"]?.stringValue
    }
  }
}
