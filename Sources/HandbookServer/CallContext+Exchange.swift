import HandbookModel
import MCP
import Toolbox

extension CallContext {
  /// A call that is part of an answer to a client: it stops when the client cancels, and reports to it.
  /// Without an exchange nobody can stop it but the limits.
  init(_ handbook: HandbookModel, _ exchange: Exchange? = nil) {
    guard let exchange else {
      self.init(model: { handbook })
      return
    }
    self.init(
      model: { handbook }, checkpoint: { exchange.checkpoint() },
      progress: { progress in
        exchange.report(
          progress: Double(progress.done), total: progress.total.map(Double.init),
          message: progress.message)
      })
  }
}
