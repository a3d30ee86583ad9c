import MCP

/// How a server was used: figures by method and by tool or prompt.
package struct UsageSummary: Sendable, Equatable {
  package struct Group: Sendable, Equatable {
    /// A method, or the name of a tool or prompt; `nil` for what was no request.
    package var name: String?
    package var figures: Figures
    /// The tools or prompts of a method.
    package var parts: [Group] = []
  }

  /// Something and in how many calls it occurs.
  package struct Share: Sendable, Equatable {
    package var name: String
    package var calls: Int
  }

  package let usage: Usage
  package let total: Figures
  /// Most calls first; where there are as many, by name.
  package let methods: [Group]
  /// Most calls first, as the methods are.
  package let clients: [Share]
  package let protocols: [Share]

  package init(_ usage: Usage) {
    self.usage = usage
    total = Figures(usage.calls)
    methods = Self.groups(usage.calls, by: \.method).map { group, calls in
      var group = group
      let named = calls.filter { $0.part != nil }
      group.parts = Self.groups(named, by: \.part).map(\.0)
      return group
    }
    clients = Self.shares(usage.calls.filter { $0.method != nil }, by: \.clientName)
    protocols = Self.shares(usage.calls.filter { $0.method != nil }, by: \.protocolName)
  }

  private static func groups(_ calls: [Call], by name: (Call) -> String?) -> [(Group, [Call])] {
    Dictionary(grouping: calls, by: name).map { name, calls in
      (Group(name: name, figures: Figures(calls)), calls)
    }.sorted { left, right in
      precedes((left.0.name, left.1.count), (right.0.name, right.1.count))
    }
  }

  private static func shares(_ calls: [Call], by name: (Call) -> String) -> [Share] {
    Dictionary(grouping: calls, by: name).map { Share(name: $0, calls: $1.count) }
      .sorted { precedes(($0.name, $0.calls), ($1.name, $1.calls)) }
  }

  private static func precedes(
    _ left: (name: String?, calls: Int), _ right: (name: String?, calls: Int)
  ) -> Bool {
    guard left.calls == right.calls else { return left.calls > right.calls }
    return (left.name ?? "").utf8.lexicographicallyPrecedes((right.name ?? "").utf8)
  }
}

extension Call {
  /// The tool or prompt; resources are too many to be listed.
  fileprivate var part: String? {
    switch subject {
    case .tool(let name), .prompt(let name): name
    case .resource, nil: nil
    }
  }

  fileprivate var clientName: String {
    guard let client else { return "unnamed" }
    return ([client.name] + [client.version].compactMap { $0 }).joined(separator: " ")
  }

  fileprivate var protocolName: String {
    [era?.rawValue, version?.rawValue].compactMap { $0 }.joined(separator: " ")
  }
}
