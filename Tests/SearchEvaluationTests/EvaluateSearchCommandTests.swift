import Foundation
import TestSupport
import Testing

/// `evaluate-search`, as developers run it.
@Suite(.timeLimit(.minutes(5)))
struct EvaluateSearchCommandTests {
  /// Four pages, of which one links to two by words of their texts.
  private func handbook() throws -> TemporaryFolder {
    try TemporaryFolder([
      "start.md": "# Start\n\nRead [paid holidays](leave.md) and [travel costs](money.md).\n",
      "leave.md": "# Leave\n\nEverybody has thirty paid holidays a year.\n",
      "money.md": "# Money\n\nThe company pays travel costs of meetings.\n",
      "other.md": "# Other\n\nHolidays of schools, and travel by train.\n",
    ])
  }

  private func run(_ arguments: [String], in folder: TemporaryFolder) throws
    -> HandbookProgram.Outcome
  {
    try HandbookProgram.run(arguments, program: "evaluate-search", workingFolder: folder.path)
  }

  @Test func printsWhatIsFound() throws {
    let outcome = try run(["."], in: try handbook())
    #expect(
      outcome.output == """
        .: 4 pages, 2 links between them, 2 different queries
        2 queries, 0 of them name a section
                                 MRR@10                recall@10
        handbook, pages          1.000 (1.000 to 1.000)  1.000 (1.000 to 1.000)
        plain BM25, pages        1.000 (1.000 to 1.000)  1.000 (1.000 to 1.000)
        gain over plain BM25     0.000 (0.000 to 0.000)

        """)
    #expect(outcome.errors == "")
    #expect(outcome.exitCode == 0)
  }

  @Test func printsJSONForEachFolder() throws {
    let outcome = try run([".", "--json", "--sample", "1", "."], in: try handbook())
    let all = #"{"mean":1.0000,"interval":[1.0000,1.0000]}"#
    let none = #"{"mean":0.0000,"interval":[0.0000,0.0000]}"#
    let found = #"{"queries":1,"mrr_at_10":\#(all),"recall_at_10":\#(all)}"#
    let line =
      #"{"folder":".","pages":4,"links":2,"distinct_queries":2,"measures":{"queries":1,"#
      + #""handbook":\#(found),"plain_bm25":\#(found),"gain":\#(none),"#
      + #""sections":{"queries":0,"mrr_at_10":\#(none),"recall_at_10":\#(none)}}}"# + "\n"
    #expect(outcome == HandbookProgram.Outcome(output: line + line, errors: "", exitCode: 0))
  }

  @Test func listsWhatPlainSearchFindsBetter() throws {
    // One page has the words in its heading only, the one that is meant has them all over its text.
    let folder = try handbook()
    try folder.write(
      "money.md",
      "# Money\n\nThe company pays travel costs of meetings. Travel costs are paid soon. Travel costs of "
        + "trains too, and costs of travel by car.\n")
    try folder.write(
      "other.md",
      "# Travel costs\n\nSee elsewhere, and read about all the other things that we have here in the "
        + "book, such as holidays, schools, teams, rooms, food, and so on, and many more words that say "
        + "nothing at all.\n")
    let outcome = try run([".", "--misses"], in: folder)
    #expect(
      outcome.output == """
        .: 4 pages, 2 links between them, 2 different queries
        2 queries, 0 of them name a section
                                 MRR@10                recall@10
        handbook, pages          0.750 (0.500 to 1.000)  1.000 (1.000 to 1.000)
        plain BM25, pages        1.000 (1.000 to 1.000)  1.000 (1.000 to 1.000)
        gain over plain BM25     -0.250 (-0.500 to 0.000)
        2\t1\ttravel costs\tmoney.md

        """)
  }

  @Test(arguments: [
    [], ["--sample"], ["--sample", "0", "."], ["--sample", "x", "."], ["--help"], ["-x", "."],
  ])
  func explainsItsUsage(arguments: [String]) throws {
    #expect(
      try run(arguments, in: try handbook())
        == HandbookProgram.Outcome(
          output: "",
          errors: "usage: evaluate-search FOLDER … [--json] [--misses] [--sample COUNT]\n",
          exitCode: 64))
  }

  @Test(arguments: [
    ("none", "none: no such file or directory\n"),
    ("empty", "empty: no link between pages says what it leads to\n"),
  ])
  func refusesFoldersThatSayNothing(name: String, problem: String) throws {
    let folder = try handbook()
    try folder.write("empty/page.md", "# Page\n")
    #expect(
      try run([name], in: folder)
        == HandbookProgram.Outcome(output: "", errors: problem, exitCode: 66))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func saysWhenFiguresAreLost() throws {
    let folder = try handbook()
    #expect(
      try HandbookProgram.run(
        script: #""$0" . > /dev/full"#, program: "evaluate-search", workingFolder: folder.path)
        == HandbookProgram.Outcome(
          output: "", errors: "the figures could not be written: no space left on device\n",
          exitCode: 74))
  }
}
