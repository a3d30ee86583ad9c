import Diagnostics
package import JSON

extension Template {
  /// The text with everything filled in.
  /// - Parameters:
  ///   - arguments: the values of the names that the template starts with, checked already.
  ///   - tools: the tools that are there; others, and those that are not read-only, are not called.
  ///   - call: runs a tool. What it throws is shown to the reader by its description.
  /// - Throws: `TemplateError` with the place of what could not be filled in.
  package func render(
    arguments: JSONObject = [:], tools: ServedTools = [], limits: TemplateLimits = TemplateLimits(),
    call: (String, JSONObject) throws -> JSONValue = { _, _ in .null }
  ) throws(TemplateError) -> String {
    let result: Result<String, TemplateError> = withoutActuallyEscaping(call) { call in
      var renderer = TemplateRenderer(
        template: self, tools: tools, limits: limits, call: call, arguments: arguments)
      do throws(TemplateFault) {
        try renderer.render(root.nodes)
        return .success(String(decoding: renderer.output, as: UTF8.self))
      } catch {
        return .failure(TemplateError([renderer.diagnostic(for: error)]))
      }
    }
    return try result.get()
  }
}

/// One rendering of a template.
///
/// `+Expressions` computes values, `+Filters` prints rows.
struct TemplateRenderer {
  private let template: Template
  let tools: ServedTools
  let limits: TemplateLimits
  let call: (String, JSONObject) throws -> JSONValue
  private(set) var output: [UInt8] = []
  private var steps = 0
  private var callCount = 0
  /// The names with their values; each loop adds a scope of its own.
  private var scopes: [JSONObject]
  /// The file that is being rendered.
  private var file: TemplateFile
  /// Where the files around it include it, innermost last.
  private var inclusions: [(file: TemplateFile, utf8Offset: Int)] = []

  init(
    template: Template, tools: ServedTools, limits: TemplateLimits,
    call: @escaping (String, JSONObject) throws -> JSONValue, arguments: JSONObject
  ) {
    self.template = template
    self.tools = tools
    self.limits = limits
    self.call = call
    file = template.root
    scopes = [arguments]
  }

  /// The fault in the file that was being rendered, and how it got there.
  func diagnostic(for fault: TemplateFault) -> Diagnostic {
    var diagnostic = fault.diagnostic(in: file.source)
    for inclusion in inclusions.reversed() {
      let place = inclusion.file.source.position(at: inclusion.utf8Offset)
      diagnostic.notes.append("included by \(inclusion.file.source.path):\(place.line)")
    }
    return diagnostic
  }

  mutating func render(_ nodes: [TemplateNode]) throws(TemplateFault) {
    for node in nodes { try render(node) }
  }

  private mutating func render(_ node: TemplateNode) throws(TemplateFault) {
    switch node {
    case .text(let range):
      try step(at: range.lowerBound)
      try append(file.source.bytes[range], at: range.lowerBound)
    case .output(let expression, let indentation):
      let text = try value(of: expression).plainText
      try step(at: indentation.upperBound, byteCount: text.utf8.count)
      let blanks = String(decoding: file.source.bytes[indentation], as: UTF8.self)
      try append(text.indentingFurtherLines(by: blanks).utf8, at: indentation.upperBound)
    case .choice(let branches):
      for branch in branches {
        guard try branch.condition.map({ (c) throws(TemplateFault) in try holds(c) }) ?? true
        else { continue }
        try render(branch.body)
        return
      }
    case .loop(let loop):
      try render(loop)
    case .assignment(let name, let expression):
      scopes[scopes.count - 1][name] = try value(of: expression)
    case .inclusion(let path, let utf8Offset):
      try step(at: utf8Offset)
      // Linking has found every file, or there would be no template.
      guard let included = template.inclusions[path] else { return }
      inclusions.append((file, utf8Offset))
      file = included
      try render(included.nodes)
      file = inclusions.removeLast().file
    }
  }

  private mutating func render(_ loop: TemplateLoop) throws(TemplateFault) {
    let rows = try rows(of: try value(of: loop.rows), at: loop.utf8Offset)
    scopes.append([:])
    for row in rows {
      try step(at: loop.utf8Offset)
      scopes[scopes.count - 1] = [loop.variable: row]
      try render(loop.body)
    }
    scopes.removeLast()
  }

  /// The value of a name; the innermost scope counts.
  func value(of name: TemplateName) throws(TemplateFault) -> JSONValue {
    for scope in scopes.reversed() {
      if let value = scope[name.text] { return value }
    }
    let known = scopes.flatMap(\.keys)
    throw TemplateFault(.undefinedName(name.text, known: known), at: name.utf8Offset)
  }

  /// Counts a step, of which there may be so many; work on a text counts by its length.
  mutating func step(at utf8Offset: Int, byteCount: Int = 0) throws(TemplateFault) {
    steps += 1 + byteCount / 256
    guard steps <= limits.maximumSteps else {
      throw TemplateFault(.tooManySteps(limits.maximumSteps), at: utf8Offset)
    }
  }

  /// Counts a call, of which there may be so many.
  mutating func countCall(at utf8Offset: Int) throws(TemplateFault) {
    callCount += 1
    guard callCount <= limits.maximumCalls else {
      throw TemplateFault(.tooManyCalls(limits.maximumCalls), at: utf8Offset)
    }
  }

  private mutating func append(
    _ text: some Collection<UInt8>, at utf8Offset: Int
  ) throws(TemplateFault) {
    guard output.count + text.count <= limits.maximumOutputBytes else {
      throw TemplateFault(.outputTooLarge(limits.maximumOutputBytes), at: utf8Offset)
    }
    output += text
  }
}
