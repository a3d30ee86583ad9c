import JSON

extension TemplateRenderer {
  /// The value of an expression.
  mutating func value(of expression: TemplateExpression) throws(TemplateFault) -> JSONValue {
    switch expression {
    case .literal(let value): return value
    case .name(let name): return try value(of: name)
    case .members(let base, let names):
      var value = try value(of: base)
      for name in names {
        guard let member = value[name.text] else {
          throw TemplateFault(.missingMember(name.text, of: value), at: name.utf8Offset)
        }
        value = member
      }
      return value
    case .call(let call): return try answer(to: call)
    case .filtered(let base, let filters):
      var value = try value(of: base)
      for filter in filters { value = try apply(filter, to: value) }
      return value
    case .not, .all, .any: return .bool(try holds(expression))
    case .comparison(let left, let right, let isEqual):
      let isSame = try value(of: left).isSame(as: try value(of: right))
      return .bool(isSame == isEqual)
    }
  }

  /// Whether a condition holds. A member that is not there counts as false: answers leave out what has no
  /// value.
  mutating func holds(_ condition: TemplateExpression) throws(TemplateFault) -> Bool {
    switch condition {
    case .not(let inner): return try !holds(inner)
    case .all(let parts):
      for part in parts where try !holds(part) { return false }
      return true
    case .any(let parts):
      for part in parts where try holds(part) { return true }
      return false
    case .members(let base, let names):
      var value = try value(of: base)
      for name in names { value = value[name.text] ?? .null }
      return value.isTruthy
    default: return try value(of: condition).isTruthy
    }
  }

  /// The rows of a value.
  func rows(of value: JSONValue, at utf8Offset: Int) throws(TemplateFault) -> [JSONValue] {
    guard let rows = value.rows else { throw TemplateFault(.noRows(value), at: utf8Offset) }
    return rows
  }

  private mutating func answer(to call: TemplateCall) throws(TemplateFault) -> JSONValue {
    let offset = call.utf8Offset
    guard tools.contains(call.tool) else {
      throw TemplateFault(.unknownTool(call.tool, among: tools), at: offset)
    }
    guard tools.isReadOnly(call.tool) else {
      throw TemplateFault(.toolIsNotReadOnly(call.tool), at: offset)
    }
    try countCall(at: offset)
    var arguments = JSONObject()
    for argument in call.arguments {
      let value = try value(of: argument.value)
      // An argument of the skill that was not given is one that is not passed on.
      if !value.isNull { arguments.append(argument.name, value) }
    }
    do {
      return try self.call(call.tool, arguments)
    } catch {
      throw TemplateFault(.callFailed(call.tool, "\(error)"), at: offset)
    }
  }
}
