/// A regular expression of ECMA-262 that matches in linear time: all alternatives are followed at
/// once, so that no pattern and no text can make it run away.
///
/// Patterns are read in Unicode mode over Unicode scalars. Left out is what needs backtracking
/// (back references, look-around) and script properties; both are errors. As in browsers, braces
/// and brackets that open or close nothing stand for themselves. Laziness is read and has no
/// effect, since only whether there is a match is asked for.
///
/// ```swift
/// let pattern = try Pattern("^[a-z]+(-[a-z]+)*$")
/// pattern.matches("read-page")  // true
/// ```
package struct Pattern: Sendable {
  /// The pattern as written.
  package let source: String
  let program: PatternProgram

  /// Reads a pattern.
  /// - Throws: `PatternError` with the place of the fault.
  package init(_ source: String) throws(PatternError) {
    self.source = source
    var parser = PatternParser(source)
    program = try PatternProgram(try parser.parse())
  }

  /// Whether the pattern matches somewhere in the text.
  /// - Complexity: length of the text times size of the pattern.
  package func matches(_ text: String) -> Bool {
    program.matches(text)
  }
}
