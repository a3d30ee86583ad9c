/// The tools of a server, as skills see them: which are there, which only read, which are switched off.
package struct ServedTools: Sendable {
  /// The tools that can be called, in the order given.
  package let names: [String]
  /// Tools that are defined but cannot be called, each with the reason.
  package let disabled: [String: String]
  private let known: Set<String>
  private let readOnly: Set<String>?
  /// The tables that the tools answer from; `nil` where they are not known.
  let tables: Set<String>?

  /// - Parameters:
  ///   - readOnly: those that change nothing, which templates may call; `nil` for all.
  ///   - tables: the tables that the tools answer from; `nil` where they are not known.
  package init(
    _ names: [String], readOnly: (some Sequence<String>)?, disabled: [String: String] = [:],
    tables: Set<String>? = nil
  ) {
    self.tables = tables
    self.names = names
    self.disabled = disabled
    known = Set(names)
    self.readOnly = readOnly.map { Set($0) }
  }

  /// Whether the tool can be called.
  package func contains(_ name: String) -> Bool {
    known.contains(name)
  }

  /// Whether the tool changes nothing.
  package func isReadOnly(_ name: String) -> Bool {
    known.contains(name) && readOnly?.contains(name) ?? true
  }
}

extension ServedTools: ExpressibleByArrayLiteral {
  /// Tools that are all read-only.
  package init(arrayLiteral names: String...) {
    self.init(names, readOnly: [String]?.none)
  }
}
