import JSON

/// A piece of a template, as parsed.
enum TemplateNode: Sendable {
  /// Bytes of the source, as they stand.
  case text(Range<Int>)
  /// `{{ … }}`. The indentation is what stands before it where nothing else does: further lines of the
  /// value get it too, so that a table stays inside its list item.
  case output(TemplateExpression, indentation: Range<Int>)
  /// `{% if %}`: the first branch that applies.
  case choice([TemplateBranch])
  /// `{% for %}`.
  case loop(TemplateLoop)
  /// `{% set %}`.
  case assignment(name: String, TemplateExpression)
  /// `{% include %}`; the path is relative to the skill's folder.
  case inclusion(path: String, utf8Offset: Int)
}

/// A branch of an `{% if %}`.
struct TemplateBranch: Sendable {
  /// `nil` for `{% else %}`.
  var condition: TemplateExpression?
  var body: [TemplateNode]
}

/// A `{% for %}` with its body.
struct TemplateLoop: Sendable {
  var variable: String
  var rows: TemplateExpression
  var utf8Offset: Int
  var body: [TemplateNode]
}

/// What has a value in a template.
indirect enum TemplateExpression: Sendable {
  case literal(JSONValue)
  case name(TemplateName)
  case members(TemplateExpression, [TemplateName])
  case call(TemplateCall)
  case filtered(TemplateExpression, [TemplateFilter])
  case not(TemplateExpression)
  /// `and`.
  case all([TemplateExpression])
  /// `or`.
  case any([TemplateExpression])
  case comparison(TemplateExpression, TemplateExpression, isEqual: Bool)
}

/// A name with its place.
struct TemplateName: Sendable {
  var text: String
  var utf8Offset: Int
}

/// `tool("name", argument=value)`.
struct TemplateCall: Sendable {
  var tool: String
  var arguments: [(name: String, value: TemplateExpression)]
  var utf8Offset: Int
}

/// `| table(name, effort)`.
struct TemplateFilter: Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case table, list, json, count
  }

  var kind: Kind
  /// The fields in the parentheses.
  var fields: [TemplateName]
  var utf8Offset: Int
}
