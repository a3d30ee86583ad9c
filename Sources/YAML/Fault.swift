import Diagnostics

/// A place where the source cannot be read, and why.
struct Fault: Error {
  var message: Message
  let position: SourcePosition

  init(_ message: Message, at position: SourcePosition) {
    self.message = message
    self.position = position
  }
}
