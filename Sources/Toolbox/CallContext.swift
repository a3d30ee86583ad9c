package import HandbookModel

/// What a call needs from whoever makes it.
package struct CallContext: Sendable {
  /// How far a long call has come.
  package struct Progress: Sendable, Equatable {
    package var done: Int
    /// `nil` where it is not known.
    package var total: Int?
    package var message: String

    package init(done: Int, total: Int?, message: String) {
      self.done = done
      self.total = total
      self.message = message
    }
  }

  /// The handbook as it is now; may wait until it is read for the first time.
  package var model: @Sendable () throws -> HandbookModel
  /// Called again and again while work goes on, several thousand times a second; whether to stop,
  /// because the caller no longer waits for the answer.
  package var checkpoint: @Sendable () -> Bool
  /// Takes reports of progress; `nil` where nobody wants any.
  package var progress: (@Sendable (Progress) -> Void)?
  /// How long one query may run.
  package var queryTimeout: Duration
  /// Takes the name of a mode that was turned on; `nil` where nobody lists tools again.
  package var enableMode: (@Sendable (_ name: String) -> Void)?
  /// The tools that may be called on the way, by skills and by tools that call others; a tool that is called finds
  /// its own toolbox here.
  package var toolbox: Toolbox?

  package init(
    model: @escaping @Sendable () throws -> HandbookModel,
    toolbox: Toolbox? = nil, checkpoint: @escaping @Sendable () -> Bool = { false },
    progress: (@Sendable (Progress) -> Void)? = nil,
    queryTimeout: Duration = SQLLimits.defaultTimeout
  ) {
    self.model = model
    self.toolbox = toolbox
    self.checkpoint = checkpoint
    self.progress = progress
    self.queryTimeout = queryTimeout
  }
}
