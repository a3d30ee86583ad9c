import JSON
import Markdown

/// What of a candidate becomes a field. In `taxonomy.yaml` a mapping under `take`, or a list of them, of
/// which the first that finds something counts. `from` says where the text comes from (`Source`); the
/// rest changes it, in this order whatever the order in the file:
///
///     after: TEXT or LIST     what follows the first of these that occurs; nothing where none does
///     before: TEXT or LIST    what precedes the earliest of these; all of it where none occurs
///     strip: TEXT or LIST     without these at its beginning and end
///     where: CONDITION        nothing unless the text meets the condition
///     split: TEXT or LIST     the pieces between these, wherever they stand outside of brackets and
///                             quotation marks; each is stripped again
///     drop: CONDITION         without the pieces that meet the condition
///     names_of: KIND          the facts of an earlier kind that are named in the text, in its order
///     except: FIELD           without the pieces that are values of this earlier field
///     default: TEXT           this where nothing was found; may stand without `from`
///
/// White space around a text always goes, and an empty text is nothing.
struct FieldRule: Sendable, Equatable {
  /// Where a text comes from.
  enum Source: String, Sendable, CaseIterable {
    /// The heading of the section.
    case heading
    case pageTitle = "page_title"
    /// All of the section, the item, or the block around a value.
    case text
    case firstParagraph = "first_paragraph"
    case firstSentence = "first_sentence"
    /// The last sentence before the list that an item is in.
    case lead
    /// The number of a numbered item.
    case number
    /// The value of the label that `label` names.
    case field
    /// What `fields`, `code_spans`, `links`, `words` and `values` find.
    case value
    /// The label of the value that `fields` found.
    case label
    /// Where the link, or the first one of a section or item, leads.
    case destination
    /// The outermost list items of a section, each a piece.
    case items
    /// The code spans, each a piece.
    case codeSpans = "code_spans"
    /// The field, named by `field`, of the fact that `values` took the value from.
    case fact
  }

  /// `nil` where there is only a default.
  var source: Source?
  /// The labels or, for `fact`, the fields that the source asks for.
  var labels: [String] = []
  var after: [String] = []
  var before: [String] = []
  var strip: [String] = []
  var condition: TextMatch?
  var split: [String] = []
  var drop: TextMatch?
  var namesOf: String?
  /// Index of an earlier field of the kind.
  var except: Int?
  var fallback: String?
}

extension FieldRule {
  /// The texts that the rule takes from the candidate; empty where there is nothing.
  /// - Parameter earlier: the values of the fields before this one.
  func texts(of candidate: Candidate, earlier: [JSONValue], facts: FactBase) -> [String] {
    let found = (source.map { texts(from: $0, of: candidate) } ?? []).flatMap {
      pieces(of: $0, earlier: earlier, facts: facts)
    }
    return found.isEmpty ? fallback.map { [$0] } ?? [] : found
  }

  private func pieces(of text: String, earlier: [JSONValue], facts: FactBase) -> [String] {
    guard let text = cut(text[...]) else { return [] }
    var pieces = [text]
    if !split.isEmpty {
      pieces = text.splitOutsideBrackets(at: split).map { $0.trimmed(strip) }
    }
    if let drop { pieces.removeAll(where: drop.matches) }
    if let namesOf {
      pieces = pieces.flatMap { facts.names(ofKind: namesOf, in: $0) }
    }
    if let except, except < earlier.count {
      let known = earlier[except].arrayValue ?? [earlier[except]]
      pieces.removeAll { known.contains(.string($0)) }
    }
    return pieces.filter { !$0.isEmpty }
  }

  private func cut(_ whole: Substring) -> String? {
    var text = whole
    if !after.isEmpty {
      guard let range = after.lazy.compactMap({ text.rangeIgnoringCase(of: $0) }).first else {
        return nil
      }
      text = text[range.upperBound...]
    }
    if let end = before.compactMap({ text.rangeIgnoringCase(of: $0)?.lowerBound }).min() {
      text = text[..<end]
    }
    let result = text.trimmed(strip)
    return result.isEmpty || condition?.matches(result) == false ? nil : result
  }

  private func texts(from source: Source, of candidate: Candidate) -> [String] {
    switch source {
    case .heading: [candidate.section.heading]
    case .pageTitle: [candidate.page.title]
    case .text: [candidate.text]
    case .firstParagraph: candidate.firstParagraph.map { [$0] } ?? []
    case .firstSentence: candidate.firstSentence.map { [$0] } ?? []
    case .lead: candidate.lead.map { [$0] } ?? []
    case .number: candidate.number.map { [String($0)] } ?? []
    case .value: candidate.value.map { [$0] } ?? []
    case .label: candidate.label.map { [$0] } ?? []
    case .destination: candidate.destination.map { [$0] } ?? []
    case .codeSpans: candidate.blocks.flatMap(\.codeSpans)
    case .items: candidate.blocks.filter(\.isOutermostItem).map(\.text)
    case .field:
      candidate.field { field in
        labels.contains { $0.equalsIgnoringCase(field.label) }
      }.map { [$0.value] } ?? []
    case .fact:
      labels.compactMap { candidate.origin[$0] }.flatMap(\.texts)
    }
  }
}

extension MarkdownBlock {
  fileprivate var isOutermostItem: Bool {
    if case .listItem(depth: 0, _, _) = kind { true } else { false }
  }
}

extension JSONValue {
  fileprivate var texts: [String] {
    switch self {
    case .string(let text): [text]
    case .number(let number): [number.text]
    case .array(let elements): elements.flatMap(\.texts)
    default: []
    }
  }
}
