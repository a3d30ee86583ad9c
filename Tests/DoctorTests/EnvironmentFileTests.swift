import Testing

@testable import Doctor

struct EnvironmentFileTests {
  @Test func readsNamesAndValues() {
    let text = """
      # a comment
      A=1
        export B = two words # and a comment
      C="a # b"  # quoted
      D='it''s'
      E=
      =nothing
      no variable
      F=a=b#c\r
      """
    #expect(
      EnvironmentFile(Array(text.utf8)).variables == [
        "A": "1", "B": "two words", "C": "a # b", "D": "it", "E": "", "F": "a=b#c",
      ])
  }

  @Test func takesNothingFromNothing() {
    #expect(EnvironmentFile([]).variables == [:])
    #expect(EnvironmentFile([0xFF, 0xFE, 0x3D]).variables == ["\u{FFFD}\u{FFFD}": ""])
  }
}
