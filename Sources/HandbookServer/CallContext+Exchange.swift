import MCP
import Toolbox

extension CallContext {
  /// A call that is part of an answer to a client: it stops when the client cancels, and reports to it.
  /// Without an exchange nobody can stop it but the limits.
  init(_ host: HandbookHost, _ exchange: Exchange? = nil) {
    guard let exchange else {
      self.init(model: { try host.handbook() })
      return
    }
    self.init(
      model: { try host.handbook() }, checkpoint: { exchange.checkpoint() },
      progress: { progress in
        exchange.report(
          progress: Double(progress.done), total: progress.total.map(Double.init),
          message: progress.message)
      })
  }
}
