/// How long a server is waited for.
package struct Patience: Sendable {
  /// For an answer.
  package var answer: Duration
  /// For its end, once its input is closed; clients go on to signals after about that time.
  package var end: Duration
  /// For its first answer before people notice that they wait.
  package var start: Duration

  package init(
    answer: Duration = .seconds(30), end: Duration = .seconds(1), start: Duration = .seconds(1)
  ) {
    self.answer = answer
    self.end = end
    self.start = start
  }
}
