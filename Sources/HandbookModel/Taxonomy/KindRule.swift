import Diagnostics
import JSON
import Markdown

/// A kind with the rules that find its facts.
struct KindRule: Sendable {
  var kind: Kind
  /// Where the kind is declared.
  var position: SourcePosition
  /// Where facts are looked for; each adds to the others.
  var selectors: [Selector]
  /// For each field of the kind the rules to take it, the first that finds something counting.
  var fieldRules: [[FieldRule]]
  /// The fields in which rows must differ on one page; rows that agree become one. Empty: all stay.
  var uniqueFields: [Int]
}

extension KindRule {
  /// The facts on one page in document order. A candidate without a value for the first field, the
  /// one a fact is known by, is none.
  func rows(in page: Page, facts: FactBase) -> [KindRow] {
    var rows: [KindRow] = []
    for selector in selectors {
      for candidate in selector.candidates(in: page, facts: facts) {
        let values = values(of: candidate, facts: facts)
        guard let first = values.first, !first.isNull else { continue }
        let row = KindRow(
          kind: kind.name, values: values, page: page.path,
          section: candidate.section.headingPath, lines: candidate.lines)
        // Two selectors may lead to one and the same fact.
        if !rows.contains(row) { rows.append(row) }
      }
    }
    rows = rows.enumerated().sorted { left, right in
      (left.element.lines.lowerBound, left.offset) < (right.element.lines.lowerBound, right.offset)
    }.map(\.element)
    return uniqueFields.isEmpty ? rows : merged(rows)
  }

  private func values(of candidate: Candidate, facts: FactBase) -> [JSONValue] {
    var values: [JSONValue] = []
    for (field, rules) in zip(kind.fields, fieldRules) {
      let texts = rules.lazy
        .map { $0.texts(of: candidate, earlier: values, facts: facts) }
        .first { !$0.isEmpty }
      values.append(field.type.value(of: texts ?? []))
    }
    return values
  }

  /// Makes one of the rows that agree in the unique fields: lists are united, Booleans hold where one
  /// does, of other fields the first value stays; so does the first place.
  private func merged(_ rows: [KindRow]) -> [KindRow] {
    var result: [KindRow] = []
    for row in rows {
      let twin = result.firstIndex { known in
        uniqueFields.allSatisfy { known.values[$0] == row.values[$0] }
      }
      guard let twin else {
        result.append(row)
        continue
      }
      for (index, value) in row.values.enumerated() {
        result[twin].values[index] = result[twin].values[index].united(with: value)
      }
    }
    return result
  }
}

extension JSONValue {
  fileprivate func united(with other: JSONValue) -> JSONValue {
    switch (self, other) {
    case (.null, _): other
    case (.array(let known), .array(let new)): .array(known + new.filter { !known.contains($0) })
    case (.bool(let known), .bool(let new)): .bool(known || new)
    default: self
    }
  }
}

extension Kind.Field.ValueType {
  /// Text takes the first of the texts that were found, an integer the first number in it, a list all.
  /// A Boolean says whether something was found other than `no` or `false`.
  fileprivate func value(of texts: [String]) -> JSONValue {
    switch self {
    case .text: texts.first.map { .string($0) } ?? .null
    case .integer: texts.first?.firstInteger.map { .integer($0) } ?? .null
    case .list: texts.isEmpty ? .null : .array(texts.map { .string($0) })
    case .boolean:
      .bool(texts.contains { !$0.equalsIgnoringCase("no") && !$0.equalsIgnoringCase("false") })
    }
  }
}
