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
  /// The places on the page that the selector finds, in document order.
  func candidates(in page: Page, facts: FactBase) -> [Candidate] {
    switch self {
    case .sections(let scope):
      scope.sections(of: page).map { Candidate($0, of: page) }
    case .items(let scope):
      scope.sections(of: page).flatMap { Self.items(of: $0, page) }
    case .tableRows(let scope):
      scope.sections(of: page).flatMap { Self.tableRows(of: $0, page) }
    case .fields(let scope, let label):
      Self.values(of: page, scope) { block in
        block.fields.filter { label?.matches($0.label) ?? true }
          .map { Finding(value: $0.value, label: $0.label) }
      }
    case .codeSpans(let scope):
      Self.values(of: page, scope) { $0.codeSpans.map { Finding(value: $0) } }
    case .links(let scope):
      Self.values(of: page, scope) { block in
        block.links.map { Finding(value: $0.text, destination: $0.destination) }
      }
    case .words(let scope, let start):
      Self.values(of: page, scope) { block in
        block.text.words(startingWith: start).map { Finding(value: $0) }
      }
    case .values(let kind, let field):
      Self.values(of: field, kind, page, facts)
    }
  }

  /// A value in a block.
  private struct Finding {
    var value: String
    var label: String?
    var destination: String?
  }

  private static func values(
    of page: Page, _ scope: Scope, _ find: (MarkdownBlock) -> [Finding]
  ) -> [Candidate] {
    scope.sections(of: page).flatMap { section in
      section.blocks.flatMap { block in
        find(block).map { finding in
          var candidate = Candidate([block], in: section, of: page)
          candidate.value = finding.value
          candidate.label = finding.label
          if let destination = finding.destination { candidate.destination = destination }
          return candidate
        }
      }
    }
  }

  private static func items(of section: MarkdownSection, _ page: Page) -> [Candidate] {
    var candidates: [Candidate] = []
    var lead: String?
    for (index, block) in section.blocks.enumerated() {
      guard case .listItem(let depth, let number, let list) = block.kind else {
        lead = block.kind == .paragraph ? block.text : nil
        continue
      }
      guard depth == 0 else { continue }
      let nested = section.blocks[(index + 1)...].prefix { $0.isNested(inList: list) }
      // The item itself is the text; only those below it keep their marks.
      var own = block
      own.kind = .paragraph
      var candidate = Candidate([own] + nested, in: section, of: page)
      candidate.number = number
      candidate.lead = lead?.sentences.last
      candidates.append(candidate)
    }
    return candidates
  }

  private static func tableRows(of section: MarkdownSection, _ page: Page) -> [Candidate] {
    var heads: [String] = []
    var candidates: [Candidate] = []
    for block in section.blocks {
      guard case .tableRow(let cells, let isHeader, _) = block.kind else { continue }
      if isHeader {
        heads = cells
        continue
      }
      var candidate = Candidate([block], in: section, of: page)
      candidate.fields = zip(heads, cells).map { head, cell in
        MarkdownField(label: head, value: cell, line: block.lines.lowerBound)
      }
      candidates.append(candidate)
    }
    return candidates
  }

  private static func values(
    of field: String, _ kind: String, _ page: Page, _ facts: FactBase
  ) -> [Candidate] {
    facts.rows(of: kind, on: page.path).flatMap { row, values -> [Candidate] in
      guard let value = values[field],
        let section = page.document.sections.first(where: {
          $0.lines.contains(row.lines.lowerBound)
        })
      else { return [] }
      let texts =
        value.arrayValue?.compactMap(\.stringValue) ?? value.stringValue.map { [$0] } ?? []
      return texts.map { text in
        var candidate = Candidate(section, of: page)
        candidate.value = text
        candidate.lines = row.lines
        candidate.origin = values
        return candidate
      }
    }
  }
}

extension MarkdownBlock {
  fileprivate func isNested(inList list: Int) -> Bool {
    if case .listItem(let depth, _, list) = kind { depth > 0 } else { false }
  }
}
