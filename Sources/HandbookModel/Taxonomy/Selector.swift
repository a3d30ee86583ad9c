import JSON
import Markdown

/// Where facts are looked for. In `taxonomy.yaml` a mapping with one key, whose value holds the keys of
/// `Scope` and those named here:
///
///     sections      each section
///     items         each outermost list item
///     table_rows    each row of a table; its cells are fields labelled with the heads of the columns
///     fields        each labelled value            label: CONDITION
///     code_spans    each code span
///     links         each link
///     words         each word that begins so       start: TEXT
///     values        each value of a field of an earlier kind, page by page; no scope
///                                                  of: KIND, field: NAME
enum Selector: Sendable, Equatable {
  case sections(Scope)
  case items(Scope)
  case tableRows(Scope)
  case fields(Scope, label: TextMatch?)
  case codeSpans(Scope)
  case links(Scope)
  case words(Scope, start: String)
  case values(kind: String, field: String)

  /// The key in `taxonomy.yaml`.
  enum Name: String, CaseIterable {
    case sections, items
    case tableRows = "table_rows"
    case fields
    case codeSpans = "code_spans"
    case links, words, values
  }
}

extension Selector {
  /// Calls the body for the places on the page that the selector finds, in document order, until it returns `false`. They
  /// are made one by one, as a page may have very many.
  /// - Returns: `false` where the body did.
  func forEachCandidate(
    in page: Page, facts: FactBase, _ body: (Candidate) -> Bool
  ) -> Bool {
    switch self {
    case .sections(let scope):
      scope.sections(of: page).allSatisfy { body(Candidate($0, of: page)) }
    case .items(let scope):
      scope.sections(of: page).allSatisfy { Self.forEachItem(of: $0, page, body) }
    case .tableRows(let scope):
      scope.sections(of: page).allSatisfy { Self.forEachTableRow(of: $0, page, body) }
    case .fields(let scope, let label):
      Self.forEachValue(of: page, scope, body) { block in
        block.fields.filter { label?.matches($0.label) ?? true }
          .map { Finding(value: $0.value, label: $0.label) }
      }
    case .codeSpans(let scope):
      Self.forEachValue(of: page, scope, body) { $0.codeSpans.map { Finding(value: $0) } }
    case .links(let scope):
      Self.forEachValue(of: page, scope, body) { block in
        block.links.map { Finding(value: $0.text, destination: $0.destination) }
      }
    case .words(let scope, let start):
      Self.forEachValue(of: page, scope, body) { block in
        block.text.words(startingWith: start).map { Finding(value: $0) }
      }
    case .values(let kind, let field):
      Self.forEachValue(of: field, kind, page, facts, body)
    }
  }

  /// A value in a block.
  private struct Finding {
    var value: String
    var label: String?
    var destination: String?
  }

  private static func forEachValue(
    of page: Page, _ scope: Scope, _ body: (Candidate) -> Bool,
    find: (MarkdownBlock) -> [Finding]
  ) -> Bool {
    scope.sections(of: page).allSatisfy { section in
      section.blocks.allSatisfy { block in
        find(block).allSatisfy { finding in
          var candidate = Candidate([block], in: section, of: page)
          candidate.value = finding.value
          candidate.label = finding.label
          candidate.foundDestination = finding.destination
          return body(candidate)
        }
      }
    }
  }

  private static func forEachItem(
    of section: MarkdownSection, _ page: Page, _ body: (Candidate) -> Bool
  ) -> Bool {
    var lead: String?
    // Of a long text found once, and not for each item.
    var lastSentence: String?
    for (index, block) in section.blocks.enumerated() {
      guard case .listItem(let depth, let number, let list) = block.kind else {
        lead = block.kind == .paragraph ? block.text : nil
        lastSentence = nil
        continue
      }
      guard depth == 0 else { continue }
      let nested = section.blocks[(index + 1)...].prefix { $0.isNested(inList: list) }
      // The item itself is the text; only those below it keep their marks.
      var own = block
      own.kind = .paragraph
      var candidate = Candidate([own] + nested, in: section, of: page)
      candidate.number = number
      if lastSentence == nil { lastSentence = lead?.sentences.last }
      candidate.lead = lastSentence
      guard body(candidate) else { return false }
    }
    return true
  }

  private static func forEachTableRow(
    of section: MarkdownSection, _ page: Page, _ body: (Candidate) -> Bool
  ) -> Bool {
    var heads: [String] = []
    for block in section.blocks {
      guard case .tableRow(let cells, let isHeader, _) = block.kind else { continue }
      if isHeader {
        heads = cells
        continue
      }
      var candidate = Candidate([block], in: section, of: page)
      candidate.cells = zip(heads, cells).map { head, cell in
        MarkdownField(label: head, value: cell, line: block.lines.lowerBound)
      }
      guard body(candidate) else { return false }
    }
    return true
  }

  private static func forEachValue(
    of field: String, _ kind: String, _ page: Page, _ facts: FactBase,
    _ body: (Candidate) -> Bool
  ) -> Bool {
    facts.rows(of: kind, on: page.path).allSatisfy { row, values in
      guard let value = values[field],
        let section = page.document.section(atLine: row.lines.lowerBound)
      else { return true }
      let texts =
        value.arrayValue?.compactMap(\.stringValue) ?? value.stringValue.map { [$0] } ?? []
      return texts.allSatisfy { text in
        var candidate = Candidate(section, of: page)
        candidate.value = text
        candidate.lines = row.lines
        candidate.origin = values
        return body(candidate)
      }
    }
  }
}

extension MarkdownDocument {
  /// The section that has a line of the page; sections follow one another.
  fileprivate func section(atLine line: Int) -> MarkdownSection? {
    var (low, high) = (0, sections.count)
    while low < high {
      let middle = (low + high) / 2
      if sections[middle].lines.upperBound < line { low = middle + 1 } else { high = middle }
    }
    return low < sections.count && sections[low].lines.contains(line) ? sections[low] : nil
  }
}

extension MarkdownBlock {
  fileprivate func isNested(inList list: Int) -> Bool {
    if case .listItem(let depth, _, list) = kind { depth > 0 } else { false }
  }
}
