import JSON

/// Turns a schema document into nodes.
struct SchemaCompiler {
  let document: JSONValue
  let dialect: SchemaDialect
  private(set) var nodes: [SchemaNode] = []
  /// The node of each part that has one, by JSON pointer.
  private var indices: [String: Int] = [:]
  /// Parts that something refers to and that have a node without keywords yet.
  private var pending: [(index: Int, schema: JSONValue)] = []
  private var depth = 0
  /// Names in the document; looked for when the first reference needs them.
  lazy var names = SchemaNames(document)

  /// How deep schemas may stand in one another, and how many may follow one another without going
  /// into the instance.
  static let maximumDepth = 128

  init(_ document: JSONValue) {
    self.document = document
    dialect = SchemaDialect(of: document)
  }

  /// Compiles a part of the document with all that it refers to.
  /// - Returns: the index of its node.
  mutating func compile(at pointer: String) throws(JSONSchemaError) -> Int {
    guard let tokens = JSONPointer.tokens(of: pointer), let schema = document.part(at: tokens)
    else {
      throw JSONSchemaError(.noSuchPart, at: pointer)
    }
    let root = try compile(schema, at: pointer)
    // References wait in a list, since chains of them may be as long as the document.
    while let (index, schema) = pending.popLast() {
      nodes[index].keywords = try keywords(of: schema, at: nodes[index].pointer)
      nodes[index].tracksEvaluated = nodes[index].hasUnevaluatedKeyword
    }
    try checkProgress()
    return root
  }

  /// Compiles a schema that stands at a pointer.
  /// - Returns: the index of its node.
  mutating func compile(
    _ schema: JSONValue, at pointer: String
  ) throws(JSONSchemaError) -> Int {
    if let index = indices[pointer] { return index }
    guard depth < Self.maximumDepth else {
      throw JSONSchemaError(.nestingTooDeep(maximum: Self.maximumDepth), at: pointer)
    }
    depth += 1
    let index = addNode(at: pointer)
    nodes[index].keywords = try keywords(of: schema, at: pointer)
    nodes[index].tracksEvaluated = nodes[index].hasUnevaluatedKeyword
    depth -= 1
    return index
  }

  /// The node of a part that something refers to, compiled later unless it is already.
  mutating func node(at pointer: String, _ schema: JSONValue) -> Int {
    if let index = indices[pointer] { return index }
    let index = addNode(at: pointer)
    pending.append((index, schema))
    return index
  }

  private mutating func addNode(at pointer: String) -> Int {
    let index = nodes.count
    nodes.append(SchemaNode(pointer: pointer))
    indices[pointer] = index
    return index
  }
}

extension SchemaNode {
  fileprivate var hasUnevaluatedKeyword: Bool {
    keywords.contains { keyword in
      switch keyword {
      case .unevaluatedItems, .unevaluatedProperties: true
      default: false
      }
    }
  }
}
