/// Reads a template's bytes as a tree, reporting every fault that it finds.
///
/// `+Marks` finds and reads the marks, `+Expressions` what stands in them, `+Tokens` the words.
struct TemplateParser {
  let bytes: [UInt8]
  /// Where the template begins; what stands before it is not looked at.
  let start: Int
  var index: Int
  var expressionDepth = 0
  private(set) var faults: [TemplateFault] = []
  var calls: [TemplateCall] = []
  private(set) var inclusions: [TemplateName] = []
  private var depth = 0
  /// Whether the rest of the template is left unread; what is open then is not called unclosed.
  private var isAbandoned = false

  init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    self.start = min(max(start, 0), bytes.count)
    index = self.start
  }

  /// The whole template.
  mutating func template() -> [TemplateNode] {
    var nodes: [TemplateNode] = []
    while let end = block(into: &nodes) {
      report(TemplateFault(.strayStatement(end.tag.word), at: end.utf8Offset))
    }
    return nodes
  }

  /// Notes a fault; with too many of them there is no use in going on.
  mutating func report(_ fault: TemplateFault) {
    guard !isAbandoned else { return }
    faults.append(fault)
    guard faults.count >= Template.maximumDiagnostics else { return }
    isAbandoned = true
    index = bytes.count
  }

  /// Notes a fault after which the rest cannot be understood.
  mutating func abandon(_ fault: TemplateFault) {
    report(fault)
    isAbandoned = true
    index = bytes.count
  }

  /// Reads up to a tag that ends or divides a block.
  /// - Returns: that tag, or `nil` at the end of the template.
  private mutating func block(into nodes: inout [TemplateNode]) -> TemplateMark? {
    while let mark = nextMark(appendingTextTo: &nodes) {
      switch mark.tag {
      case .output(let value):
        nodes.append(.output(value, indentation: indentation(before: mark.utf8Offset)))
      case .comment, .invalid:
        continue
      case .verbatim(let range):
        if !range.isEmpty { nodes.append(.text(range)) }
      case .assignment(let name, let value):
        nodes.append(.assignment(name: name, value))
      case .inclusion(let path):
        inclusions.append(TemplateName(text: path, utf8Offset: mark.utf8Offset))
        nodes.append(.inclusion(path: path, utf8Offset: mark.utf8Offset))
      case .condition, .loop:
        guard depth < Template.maximumDepth else {
          abandon(TemplateFault(.nestingTooDeep, at: mark.utf8Offset))
          return nil
        }
        depth += 1
        if let node = compound(mark) { nodes.append(node) }
        depth -= 1
      case .alternative, .otherwise, .endCondition, .endLoop, .endVerbatim:
        return mark
      }
    }
    return nil
  }

  private mutating func compound(_ mark: TemplateMark) -> TemplateNode? {
    switch mark.tag {
    case .condition(let condition):
      .choice(branches(startingWith: condition, openedAt: mark.utf8Offset))
    case .loop(let variable, let rows, let utf8Offset):
      .loop(
        TemplateLoop(
          variable: variable, rows: rows, utf8Offset: utf8Offset,
          body: loopBody(openedAt: mark.utf8Offset)))
    default: nil
    }
  }

  private mutating func loopBody(openedAt opening: Int) -> [TemplateNode] {
    var body: [TemplateNode] = []
    while let end = block(into: &body) {
      if case .endLoop = end.tag { return body }
      report(TemplateFault(.strayStatement(end.tag.word), at: end.utf8Offset))
    }
    report(TemplateFault(.unclosedBlock("for"), at: opening))
    return body
  }

  private mutating func branches(
    startingWith condition: TemplateExpression, openedAt opening: Int
  ) -> [TemplateBranch] {
    var branches: [TemplateBranch] = []
    var condition: TemplateExpression? = condition
    var body: [TemplateNode] = []
    while let end = block(into: &body) {
      switch end.tag {
      case .alternative, .otherwise:
        guard let current = condition else {
          report(TemplateFault(.elseTwice, at: end.utf8Offset))
          continue
        }
        branches.append(TemplateBranch(condition: current, body: body))
        body = []
        condition = if case .alternative(let next) = end.tag { next } else { nil }
      case .endCondition:
        branches.append(TemplateBranch(condition: condition, body: body))
        return branches
      default:
        report(TemplateFault(.strayStatement(end.tag.word), at: end.utf8Offset))
      }
    }
    report(TemplateFault(.unclosedBlock("if"), at: opening))
    return branches
  }
}
