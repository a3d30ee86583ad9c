internal import Diagnostics
internal import Files
internal import JSON
internal import Markdown
internal import YAML

/// What a page says of itself: its title, and which revision of which page it is.
struct PageHeader: Sendable, Equatable {
  var title: String
  /// `nil` where the front matter does not say.
  var revision: Int?
  /// As written; `nil` where the page is known under its own path.
  var revisionOf: String?
  /// `YYYY-MM-DD`
  var date: String?

  /// Reads the header; what is wrong with it is reported and left out.
  init(
    _ document: MarkdownDocument, path: String, source: SourceText,
    diagnostics: inout [Diagnostic]
  ) {
    let frontMatter = document.frontMatter
    title = Self.bounded(
      frontMatter?["title"].flatMap(Self.text)
        ?? document.sections.first { $0.level > 0 && !$0.heading.isEmpty }?.heading
        ?? Self.name(of: path))
    if let node = frontMatter?["revision"], !node.isNull {
      revision = node.int.flatMap { $0 >= 1 ? $0 : nil }
      if revision == nil {
        diagnostics.append(
          Diagnostic(.warning, "revision is not a number from 1", in: source, at: node.position))
      }
    }
    if let node = frontMatter?["revision_of"], !node.isNull {
      revisionOf = node.string
      if revisionOf == nil {
        diagnostics.append(
          Diagnostic(.warning, "revision_of is not a path", in: source, at: node.position))
      }
    }
    if let node = frontMatter?["date"], !node.isNull {
      // A time after the day is common and does no harm.
      date = node.string.map { String($0.prefix(10)) }.flatMap { AsOf.isDate($0) ? $0 : nil }
      if date == nil {
        diagnostics.append(
          Diagnostic(.warning, "date is not of the form YYYY-MM-DD", in: source, at: node.position))
      }
    }
  }

  /// Longer titles are cut: a title is indexed with every section of its page.
  static let maximumTitleScalars = 200

  private static func bounded(_ title: String) -> String {
    let scalars = title.unicodeScalars
    let end = scalars.index(
      scalars.startIndex, offsetBy: maximumTitleScalars, limitedBy: scalars.endIndex)
    guard let end, end != scalars.endIndex else { return title }
    return String(scalars[..<end]) + "…"
  }

  private static func text(_ node: YAMLNode) -> String? {
    switch node.content {
    case .string(let text, _): text.isEmpty ? nil : text
    case .number(let number): number.text
    default: nil
    }
  }

  /// The file name without its extension.
  static func name(of path: String) -> String {
    let name = fileName(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}
