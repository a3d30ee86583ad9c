/// The names of HTML elements, by what becomes of their tags.
enum HTMLNames {
  /// Elements that stand on lines of their own: their tags separate lines of text.
  static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "caption", "center", "col", "colgroup",
    "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
    "hr", "html", "iframe", "legend", "li", "link", "main", "menu", "menuitem", "nav", "noframes",
    "ol", "optgroup", "option", "p", "param", "search", "section", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
  ]

  /// Elements inside text.
  static let inlines: Set<String> = [
    "a", "abbr", "acronym", "area", "audio", "b", "base", "bdi", "bdo", "big", "br", "button",
    "canvas", "cite", "code", "data", "del", "dfn", "em", "embed", "font", "i", "img", "input",
    "ins", "kbd", "label", "map", "mark", "meta", "meter", "object", "output", "picture", "pre",
    "progress", "q", "rp", "rt", "ruby", "s", "samp", "script", "select", "small", "source", "span",
    "strike", "strong", "style", "sub", "sup", "svg", "path", "template", "textarea", "time", "tt",
    "u", "var", "video", "wbr",
  ]

  /// A name as the sets have it. A name too long for any of them comes back empty.
  static func lowercased(_ name: Bytes) -> String {
    guard name.count <= 15 else { return "" }
    return String(decoding: name.map(\.lowercasedASCII), as: UTF8.self)
  }
}
