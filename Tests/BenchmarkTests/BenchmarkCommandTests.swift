import Foundation
import JSON
import TestSupport
import Testing

/// `benchmark`, as developers run it. Figures are masked: they are the machine's.
@Suite(.timeLimit(.minutes(5)))
struct BenchmarkCommandTests {
  private func run(_ arguments: [String]) throws -> HandbookProgram.Outcome {
    try HandbookProgram.run(arguments, program: "benchmark")
  }

  private func masked(_ text: String) -> String {
    text.replacing(#/ *[0-9]+\.[0-9]+/#, with: " N")
  }

  private static let usage = """
    usage: benchmark [COMPONENT …] [--json] [--compare FILE]
    components: yaml-parse, tool-files, schema-compile, markdown-parse, indexing, kept-index, \
    changed-page, json-parse, schema-validate, search, large-search, sql-tool, template-render, \
    json-write, dispatch

    """

  @Test func printsAFigureForEachComponentThatIsNamed() throws {
    let outcome = try run(["schema-validate", "json-parse"])
    #expect(
      masked(outcome.output) == """
        component        us per     median   best to worst
        json-parse       KB N N to N
        schema-validate  call N N to N

        """)
    #expect(outcome.errors == "")
    #expect(outcome.exitCode == 0)
  }

  @Test func comparesWithAnEarlierReport() throws {
    let before = try run(["json-write", "--json"])
    #expect(
      masked(before.output)
        == #"{"json-write":{"per":"KB","median_us": N,"best_us": N,"worst_us": N}}"# + "\n")
    let folder = try TemporaryFolder(["before.json": before.output])
    let compare = ["json-write", "json-parse", "--compare", folder.path + "/before.json"]
    #expect(
      masked(try run(compare).output) == """
        component        us per     median   best to worst
        json-parse       KB N N to N
        json-write       KB N N to N N of N

        """)
    let after = try run(compare + ["--json"])
    #expect(
      masked(after.output)
        == #"{"json-parse":{"per":"KB","median_us": N,"best_us": N,"worst_us": N},"#
        + #""json-write":{"per":"KB","median_us": N,"best_us": N,"worst_us": N,"ratio": N}}"# + "\n"
    )
    func median(_ outcome: HandbookProgram.Outcome) throws -> Double {
      let report = try JSONParser.parse(outcome.output.trimmingCharacters(in: .newlines))
      return try #require(report["json-write"]?["median_us"]?.doubleValue)
    }
    let report = try JSONParser.parse(after.output.trimmingCharacters(in: .newlines))
    let ratio = try #require(report["json-write"]?["ratio"]?.doubleValue)
    #expect(abs(ratio - (try median(after) / median(before))) < 0.01)
  }

  @Test(arguments: [["--compare"], ["no-such-component"], ["--no-such-option"]])
  func explainsItsUsage(arguments: [String]) throws {
    #expect(
      try run(arguments)
        == HandbookProgram.Outcome(output: "", errors: Self.usage, exitCode: 64))
  }

  @Test(arguments: [
    (nil, ": no such file or directory"), ("[1]", ": no report of 'benchmark --json'"),
    ("component", ": unexpected 'c' at byte 0"),
  ])
  func refusesWhatIsNoReport(text: String?, problem: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/before.json"
    if let text { try folder.write("before.json", text) }
    #expect(
      try run(["json-write", "--compare", path])
        == HandbookProgram.Outcome(output: "", errors: path + problem + "\n", exitCode: 66))
  }

  @Test func saysWhereItMustBeRun() throws {
    let folder = try TemporaryFolder()
    #expect(
      try HandbookProgram.run([], program: "benchmark", workingFolder: folder.path)
        == HandbookProgram.Outcome(
          output: "", errors: "Tools: no such file or directory\n", exitCode: 66))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func saysWhenFiguresAreLost() throws {
    #expect(
      try HandbookProgram.run(script: #""$0" json-write > /dev/full"#, program: "benchmark")
        == HandbookProgram.Outcome(
          output: "", errors: "the figures could not be written: no space left on device\n",
          exitCode: 74))
  }
}
