import HandbookModel
import MCP
import Toolbox

extension CallContext {
  /// A call that is part of an answer to a client: it stops when the client cancels, and reports to it.
  /// Without an exchange nobody can stop it but the limits.
  init(_ served: HandbookHost.Served, _ exchange: Exchange? = nil) {
    let (handbook, toolbox) = (served.handbook, served.equipment.toolbox)
    guard let exchange else {
      self.init(model: { handbook }, toolbox: toolbox)
      return
    }
    self.init(
      model: { handbook }, toolbox: toolbox, checkpoint: { exchange.checkpoint() },
      progress: { progress in
        exchange.report(
          progress: Double(progress.done), total: progress.total.map(Double.init),
          message: progress.message)
      })
  }
}
