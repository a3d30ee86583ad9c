import Diagnostics
import HandbookModel
import JSON

/// The page, and the part of it, that the arguments of `read_page` mean.
struct PagePlace {
  let page: PageInfo
  /// `nil` for the whole page or for lines.
  private(set) var section: SectionInfo?
  /// `nil` for the whole page.
  private(set) var lines: ClosedRange<Int>?

  /// - Throws: `ToolCallError.invalidArguments` that names what is nearest.
  init(_ arguments: JSONObject, in model: HandbookModel) throws {
    let (path, anchor) = try Self.address(arguments)
    page = try Self.page(path, arguments, in: model)
    let wanted = arguments["section"]?.stringValue
    if wanted != nil, arguments["lines"] != nil {
      throw Self.problem("lines: give either 'section' or 'lines'")
    }
    if let wanted = wanted ?? anchor.map({ "#" + $0 }) {
      let section = try Self.section(wanted, of: page, in: model)
      self.section = section
      lines = section.linesWithSubsections
    } else if let range = arguments["lines"] {
      lines = try Self.lines(range, of: page)
    }
  }

  private static func address(_ arguments: JSONObject) throws -> (path: String, anchor: String?) {
    switch (arguments["path"]?.stringValue, arguments["uri"]?.stringValue) {
    case (let path?, nil) where !path.hasPrefix(HandbookURI.prefix):
      return (path.withoutLeadingSlash, nil)
    case (nil, let text?), (let text?, nil):
      do throws(HandbookURI.Problem) {
        let uri = try HandbookURI(parsing: text)
        return (uri.path, uri.anchor)
      } catch {
        throw problem("uri: \(error.message)")
      }
    default:
      throw problem("path: give either 'path' or 'uri'")
    }
  }

  private static func page(
    _ path: String, _ arguments: JSONObject, in model: HandbookModel
  ) throws -> PageInfo {
    guard let known = model.page(at: path) else {
      // People remember a page's name better than its folder.
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let paths = model.pages.map(\.path)
      let nearest =
        paths.first { $0.hasSuffix("/" + name) || $0.hasSuffix("/" + name + ".md") }
      if let nearest {
        throw problem("path: there is no page '\(path)'; did you mean '\(nearest)'?")
      }
      throw problem(unknown("path", path, "page", among: paths))
    }
    guard let asOf = try asOf(arguments, tool: ReadPageHandler.name) else { return known }
    guard let page = model.page(at: path, asOf: asOf) else {
      let numbers = model.revisions(of: known).map { String($0.revision.number) }
      throw problem(
        "as_of: no revision of '\(path)' held then; there are: "
          + numbers.joined(separator: ", "))
    }
    return page
  }

  /// A section by its fragment (`#contact`), its heading, or headings from outside to inside
  /// (`FAQ > Can people change teams?`).
  private static func section(
    _ wanted: String, of page: PageInfo, in model: HandbookModel
  ) throws -> SectionInfo {
    if let section = try model.section(of: page, anchor: wanted) { return section }
    let path = wanted.split(separator: ">").map { String($0).withoutOuterWhitespace }
    let found = path.isEmpty ? [] : try model.sections(of: page, headingPath: path)
    if found.count == 1 { return found[0] }
    guard found.isEmpty else {
      let anchors = found.map { "#" + $0.anchor }.joined(separator: ", ")
      throw problem("section: '\(wanted)' is the heading of several sections: \(anchors)")
    }
    let headings = try model.sections(of: page).compactMap(\.headingPath.last)
    throw problem(unknown("section", wanted, "section", among: headings))
  }

  /// `[first, last]`, as search answers them.
  private static func lines(_ value: JSONValue, of page: PageInfo) throws -> ClosedRange<Int> {
    let numbers = value.arrayValue?.compactMap(\.intValue) ?? []
    guard numbers.count == 2, numbers[0] >= 1, numbers[0] <= numbers[1] else {
      throw problem("lines: give the first and the last line, for instance [10, 20]")
    }
    guard numbers[0] <= page.lineCount else {
      throw problem("lines: the page has \(page.lineCount) lines")
    }
    return numbers[0]...min(numbers[1], page.lineCount)
  }

  private static func problem(_ text: String) -> ToolCallError {
    .invalidArguments(tool: ReadPageHandler.name, problems: [text])
  }
}
