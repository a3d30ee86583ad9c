import Clients
import Testing

struct UnifiedDiffTests {
  private func diff(_ before: String?, _ after: String?) -> String {
    UnifiedDiff(
      path: "/p/file", before: before.map { Array($0.utf8) }, after: after.map { Array($0.utf8) }
    ).text
  }

  @Test func changesStandBetweenThreeLinesOfContext() {
    let before = (1...20).map { "\($0)\n" }.joined()
    let after = before.replacing("4\n5\n", with: "4\nfive\n").replacing("18\n", with: "")
    #expect(
      diff(before, after) == """
        --- a/p/file
        +++ b/p/file
        @@ -2,7 +2,7 @@
         2
         3
         4
        -5
        +five
         6
         7
         8
        @@ -15,6 +15,5 @@
         15
         16
         17
        -18
         19
         20
        """)
  }

  @Test func missingFilesAndLineEndsAreShown() {
    #expect(
      diff(nil, "a\nb") == """
        --- /dev/null
        +++ b/p/file
        @@ -0,0 +1,2 @@
        +a
        +b
        \\ No newline at end of file
        """)
    #expect(
      diff("a\n", nil) == """
        --- a/p/file
        +++ /dev/null
        @@ -1 +0,0 @@
        -a
        """)
    #expect(
      diff("a", "a\n") == """
        --- a/p/file
        +++ b/p/file
        @@ -1 +1 @@
        -a
        \\ No newline at end of file
        +a
        """)
    #expect(diff("a\n", "a\n") == "")
    #expect(diff(nil, "") == "")
  }
}
