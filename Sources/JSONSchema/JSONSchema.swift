package import JSON

/// A JSON Schema (2020-12, or draft-07 and 2019-09 where `$schema` says so), compiled once to
/// validate many values.
///
/// ```swift
/// let schema = try JSONSchema(["type": "object", "properties": ["limit": ["minimum": 1]]])
/// schema.validate(["limit": 0]).map(\.message)  // ["limit: 0 is less than the minimum 1"]
/// ```
///
/// What the standard leaves open, or this implementation leaves out:
/// - References stay inside the document; nothing is ever fetched. A `$id` is found by its exact
///   text. `$dynamicRef` and `$recursiveRef` are refused where they differ from `$ref`: in a
///   document with an `$id` below its root.
/// - `format` and the `content…` keywords are annotations; unknown keywords are ignored.
/// - Numbers are compared by their exact values, strings by Unicode scalars.
/// - Of duplicate names every one is validated, so that none goes unseen.
/// - A validation that takes more than `maximumSteps` is given up, which is an error.
package struct JSONSchema: Sendable {
  let nodes: [SchemaNode]
  let root: Int

  /// How many applications of a schema to a part of a value one validation may take.
  package static let maximumSteps = 1_000_000
  /// How many failures of one validation are reported.
  package static let maximumFailures = 100
  /// How many steps the machine of one `pattern` may have. Matching takes at most so many for each character.
  package static let maximumPatternSteps = 10_000

  /// Compiles a schema.
  /// - Throws: `JSONSchemaError` with the place of the first fault.
  package init(_ schema: JSONValue) throws(JSONSchemaError) {
    try self.init(schema, at: "")
  }

  /// Compiles a part of a document, and whatever it refers to elsewhere in the document.
  /// - Parameter pointer: a JSON pointer to the part, for instance `/$defs/CallToolResult`.
  /// - Throws: `JSONSchemaError` with the place of the first fault.
  package init(_ document: JSONValue, at pointer: String) throws(JSONSchemaError) {
    var compiler = SchemaCompiler(document)
    root = try compiler.compile(at: pointer)
    nodes = compiler.nodes
  }

  /// Whether a value matches.
  package func isValid(_ instance: JSONValue) -> Bool {
    var evaluator = SchemaEvaluator(nodes, isCollecting: false)
    return evaluator.evaluate(root, instance)
  }

  /// Everything that keeps a value from matching, at most 100 errors; nothing where it matches.
  package func validate(_ instance: JSONValue) -> [ValidationError] {
    var verdict = SchemaEvaluator(nodes, isCollecting: false)
    if verdict.evaluate(root, instance) { return [] }
    // A second look would only be given up, too.
    if verdict.isExhausted { return verdict.errors }
    var evaluator = SchemaEvaluator(nodes, isCollecting: true)
    _ = evaluator.evaluate(root, instance)
    return evaluator.errors
  }
}
