import JSON

extension TemplateParser {
  /// A whole expression.
  mutating func expression() throws(TemplateFault) -> TemplateExpression {
    var parts = [try conjunction()]
    while advance(overWord: "or") { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func conjunction() throws(TemplateFault) -> TemplateExpression {
    var parts = [try negation()]
    while advance(overWord: "and") { parts.append(try negation()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func negation() throws(TemplateFault) -> TemplateExpression {
    guard advance(overWord: "not") else { return try comparison() }
    return .not(try nested { (parser) throws(TemplateFault) in try parser.negation() })
  }

  private mutating func comparison() throws(TemplateFault) -> TemplateExpression {
    let left = try operand()
    if advance(over: "==") { return .comparison(left, try operand(), isEqual: true) }
    if advance(over: "!=") { return .comparison(left, try operand(), isEqual: false) }
    return left
  }

  /// A value with members and filters behind it, which bind closer than comparisons.
  private mutating func operand() throws(TemplateFault) -> TemplateExpression {
    var value = try primary()
    var members: [TemplateName] = []
    while advance(over: ".") {
      guard let member = name() else { throw fault(.expected("a member's name")) }
      members.append(member)
    }
    if !members.isEmpty { value = .members(value, members) }
    var filters: [TemplateFilter] = []
    while advance(over: "|") { filters.append(try filter()) }
    return filters.isEmpty ? value : .filtered(value, filters)
  }

  private mutating func primary() throws(TemplateFault) -> TemplateExpression {
    skipWhitespace()
    if advance(over: "(") {
      let inner = try nested { (parser) throws(TemplateFault) in try parser.expression() }
      guard advance(over: ")") else { throw fault(.expected("')'")) }
      return inner
    }
    if let string = try string() { return .literal(.string(string)) }
    if let number = try number() { return .literal(number) }
    guard let name = name() else { throw fault(.expected("a value")) }
    switch name.text {
    case "true": return .literal(true)
    case "false": return .literal(false)
    case "null": return .literal(.null)
    case "tool": return .call(try call(at: name.utf8Offset))
    default: break
    }
    guard !TemplateKeyword.reserved.contains(name.text) else {
      throw TemplateFault(.expected("a value"), at: name.utf8Offset)
    }
    let end = index
    if advance(over: "(") { throw TemplateFault(.unknownFunction(name.text), at: name.utf8Offset) }
    index = end
    return .name(name)
  }

  /// Reads something one level deeper.
  private mutating func nested(
    _ read: (inout TemplateParser) throws(TemplateFault) -> TemplateExpression
  ) throws(TemplateFault) -> TemplateExpression {
    guard expressionDepth < Template.maximumDepth else { throw fault(.nestingTooDeep) }
    expressionDepth += 1
    defer { expressionDepth -= 1 }
    return try read(&self)
  }

  /// What follows the word `tool`.
  private mutating func call(at utf8Offset: Int) throws(TemplateFault) -> TemplateCall {
    guard advance(over: "(") else { throw TemplateFault(.toolWithoutCall, at: utf8Offset) }
    skipWhitespace()
    guard let tool = try string() else { throw fault(.toolNameNotWritten) }
    var arguments: [(name: String, value: TemplateExpression)] = []
    while advance(over: ",") {
      guard let argument = name() else { throw fault(.expected("an argument's name")) }
      if arguments.contains(where: { $0.name == argument.text }) {
        throw TemplateFault(.duplicateArgument(argument.text), at: argument.utf8Offset)
      }
      guard advance(over: "=") else { throw fault(.expected("'=' and a value")) }
      let value = try nested { (parser) throws(TemplateFault) in try parser.expression() }
      arguments.append((argument.text, value))
    }
    guard advance(over: ")") else { throw fault(.expected("',' or ')'")) }
    let call = TemplateCall(tool: tool, arguments: arguments, utf8Offset: utf8Offset)
    calls.append(call)
    return call
  }

  private mutating func filter() throws(TemplateFault) -> TemplateFilter {
    guard let name = name() else { throw fault(.expected("a filter's name")) }
    guard let kind = TemplateFilter.Kind(rawValue: name.text) else {
      throw TemplateFault(.unknownFilter(name.text), at: name.utf8Offset)
    }
    var fields: [TemplateName] = []
    if advance(over: "("), !advance(over: ")") {
      repeat { fields.append(try field()) } while advance(over: ",")
      guard advance(over: ")") else { throw fault(.expected("',' or ')'")) }
    }
    let maximum =
      switch kind {
      case .table: Int.max
      case .list: 1
      case .json, .count: 0
      }
    guard fields.count <= maximum else {
      throw TemplateFault(
        .tooManyFields(name.text, maximum: maximum), at: fields[maximum].utf8Offset)
    }
    return TemplateFilter(kind: kind, fields: fields, utf8Offset: name.utf8Offset)
  }

  /// A field's name, in quotes where it is no word.
  private mutating func field() throws(TemplateFault) -> TemplateName {
    skipWhitespace()
    let fieldStart = index
    if let text = try string() { return TemplateName(text: text, utf8Offset: fieldStart) }
    guard let name = name() else { throw fault(.expected("a field's name")) }
    return name
  }
}
