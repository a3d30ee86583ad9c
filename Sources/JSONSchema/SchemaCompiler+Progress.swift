extension SchemaCompiler {
  /// Makes sure that every chain of schemas that apply to the same value ends.
  func checkProgress() throws(JSONSchemaError) {
    var states = [Visit](repeating: .notVisited, count: nodes.count)
    for index in nodes.indices { _ = try height(of: index, &states, depth: 0) }
  }

  private enum Visit {
    case notVisited, isVisited
    /// The number of schemas in the longest chain from here.
    case done(height: Int)
  }

  private func height(
    of index: Int, _ states: inout [Visit], depth: Int
  ) throws(JSONSchemaError) -> Int {
    switch states[index] {
    case .done(let height): return height
    case .isVisited: throw JSONSchemaError(.cyclicReference, at: nodes[index].pointer)
    case .notVisited: break
    }
    var height = 0
    if depth < Self.maximumDepth {
      states[index] = .isVisited
      for next in nodes[index].inPlaceSchemas {
        height = max(height, 1 + (try self.height(of: next, &states, depth: depth + 1)))
      }
      states[index] = .done(height: height)
    }
    guard depth < Self.maximumDepth, height < Self.maximumDepth else {
      throw JSONSchemaError(
        .nestingTooDeep(maximum: Self.maximumDepth), at: nodes[index].pointer)
    }
    return height
  }
}

extension SchemaNode {
  /// The schemas that apply to the same value as this one.
  fileprivate var inPlaceSchemas: [Int] {
    keywords.flatMap { keyword -> [Int] in
      switch keyword {
      case .reference(let schema), .not(let schema): [schema]
      case .allOf(let schemas), .anyOf(let schemas), .oneOf(let schemas): schemas
      case .conditional(let condition, let then, let otherwise):
        [condition] + [then, otherwise].compactMap(\.self)
      case .dependentSchemas(let dependencies): dependencies.map(\.schema)
      default: []
      }
    }
  }
}
