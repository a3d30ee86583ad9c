package import Diagnostics

extension Template {
  /// The names of the tools that rendering may call, included files' among them, each once, in the order
  /// in which they come up.
  package var toolNames: [String] {
    var seen: Set<String> = []
    return calls.map(\.call.tool).filter { seen.insert($0).inserted }
  }

  /// Every call with the file that it stands in.
  var calls: [(call: TemplateCall, file: TemplateFile)] {
    files.flatMap { file in file.calls.map { ($0, file) } }
  }

  /// The file itself, and those that it includes by path.
  private var files: [TemplateFile] {
    [root] + inclusions.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The names that expressions use, whichever branch they stand in, and an error for each that nothing
  /// defines.
  /// - Parameter arguments: the names that the template starts with.
  package func names(arguments: [String]) -> (used: Set<String>, undefined: [Diagnostic]) {
    var search = NameSearch(self, arguments)
    search.visit(root)
    return (search.used, search.diagnostics)
  }
}

/// Goes through a template as rendering would, but into every branch.
private struct NameSearch {
  private let template: Template
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var used: Set<String> = []
  private var known: [String]
  private var file: TemplateFile
  /// Files are looked at where they are included first.
  private var visited: Set<String> = []

  init(_ template: Template, _ arguments: [String]) {
    self.template = template
    known = arguments
    file = template.root
  }

  mutating func visit(_ next: TemplateFile) {
    let outer = file
    file = next
    visit(next.nodes)
    file = outer
  }

  private mutating func visit(_ nodes: [TemplateNode]) {
    for node in nodes { visit(node) }
  }

  private mutating func visit(_ node: TemplateNode) {
    switch node {
    case .text: break
    case .output(let expression, _): visit(expression)
    case .choice(let branches):
      for branch in branches {
        if let condition = branch.condition { visit(condition) }
        visit(branch.body)
      }
    case .loop(let loop):
      visit(loop.rows)
      let outer = known
      known.append(loop.variable)
      visit(loop.body)
      known = outer
    case .assignment(let name, let expression):
      visit(expression)
      known.append(name)
    case .inclusion(let path, _):
      guard visited.insert(path).inserted, let included = template.inclusions[path] else { return }
      visit(included)
    }
  }

  private mutating func visit(_ expression: TemplateExpression) {
    switch expression {
    case .literal: break
    case .name(let name):
      used.insert(name.text)
      guard !known.contains(name.text) else { return }
      let fault = TemplateFault(.undefinedName(name.text, known: known), at: name.utf8Offset)
      diagnostics.append(fault.diagnostic(in: file.source))
    case .members(let base, _), .filtered(let base, _), .not(let base): visit(base)
    case .call(let call):
      for argument in call.arguments { visit(argument.value) }
    case .all(let parts), .any(let parts):
      for part in parts { visit(part) }
    case .comparison(let left, let right, _):
      visit(left)
      visit(right)
    }
  }
}
