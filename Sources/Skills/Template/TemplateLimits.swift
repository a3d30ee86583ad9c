/// How much rendering a template may take.
package struct TemplateLimits: Sendable {
  /// Of the text.
  package var maximumOutputBytes: Int
  /// Pieces of text, values, rows and rounds of loops.
  package var maximumSteps: Int
  /// Of tools.
  package var maximumCalls: Int

  package init(
    maximumOutputBytes: Int = 64 << 10, maximumSteps: Int = 100_000, maximumCalls: Int = 50
  ) {
    self.maximumOutputBytes = maximumOutputBytes
    self.maximumSteps = maximumSteps
    self.maximumCalls = maximumCalls
  }
}
