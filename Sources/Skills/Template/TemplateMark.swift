/// A `{{ … }}`, `{% … %}` or `{# … #}` with its place.
struct TemplateMark {
  var tag: TemplateTag
  /// Where it begins.
  var utf8Offset: Int
}

/// What a mark says.
enum TemplateTag {
  case output(TemplateExpression)
  case condition(TemplateExpression)
  case alternative(TemplateExpression)
  case otherwise
  case endCondition
  case loop(variable: String, rows: TemplateExpression, utf8Offset: Int)
  case endLoop
  case assignment(name: String, TemplateExpression)
  case inclusion(path: String)
  /// The bytes between `{% raw %}` and `{% endraw %}`.
  case verbatim(Range<Int>)
  case endVerbatim
  case comment
  /// Something that has been reported.
  case invalid

  /// The word that a reader finds in the mark, where it is one that can stand wrong.
  var word: String {
    switch self {
    case .alternative: "elif"
    case .otherwise: "else"
    case .endCondition: "endif"
    case .endLoop: "endfor"
    case .endVerbatim: "endraw"
    default: ""
    }
  }
}

/// The words of the template language.
enum TemplateKeyword {
  static let statements = [
    "if", "elif", "else", "endif", "for", "endfor", "set", "include", "raw", "endraw",
  ]

  /// Words that cannot be the name of anything.
  static let reserved: Set<String> = [
    "and", "elif", "else", "endfor", "endif", "endraw", "false", "for", "if", "in", "include",
    "not", "null", "or", "raw", "set", "tool", "true",
  ]

  /// Whether a name can be used in `{{ … }}`.
  static func isUsableName(_ name: String) -> Bool {
    guard let first = name.utf8.first, first.isNameStart, !reserved.contains(name) else {
      return false
    }
    return name.utf8.allSatisfy(\.isNameByte)
  }
}

extension UInt8 {
  /// A letter or an underscore.
  var isNameStart: Bool {
    (self | 0x20) &- UInt8(ascii: "a") < 26 || self == UInt8(ascii: "_")
  }

  /// A letter, an underscore or a digit.
  var isNameByte: Bool { isNameStart || isDigit }

  var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

  /// A space or a tab.
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }

  /// A blank or a part of a line end.
  var isWhitespace: Bool { isBlank || self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
}
