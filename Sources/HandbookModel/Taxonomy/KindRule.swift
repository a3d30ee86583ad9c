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
  /// The fields in which the facts of one page differ; what agrees in them is one fact. Empty: each place
  /// that a selector finds is a fact.
  var uniqueFields: [Int]
}

extension KindRule {
  /// The facts on one page in document order. A candidate without a value for the first field, the
  /// one a fact is known by, is none.
  func rows(in page: Page, facts: FactBase) -> [KindRow] {
    var rows: [KindRow] = []
    /// Rows found so far by what makes them unique: the unique fields, or else place and values.
    var known: [String: Int] = [:]
    for selector in selectors {
      for candidate in selector.candidates(in: page, facts: facts) {
        let values = values(of: candidate, facts: facts)
        guard let first = values.first, !first.isNull else { continue }
        let key =
          uniqueFields.isEmpty
          ? "\(candidate.lines) \(JSONValue.array(values).text)"
          : JSONValue.array(uniqueFields.map { values[$0] }).text
        if let index = known[key] {
          if !uniqueFields.isEmpty { rows[index].unite(with: values) }
          continue
        }
        known[key] = rows.count
        rows.append(
          KindRow(
            kind: kind.name, values: values, page: page.path,
            section: candidate.section.headingPath, lines: candidate.lines))
      }
    }
    return rows.enumerated().sorted { left, right in
      (left.element.lines.lowerBound, left.offset) < (right.element.lines.lowerBound, right.offset)
    }.map(\.element)
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
}

extension KindRow {
  /// Takes in the values of a row that is the same fact: lists are united, Booleans hold where one does,
  /// of other fields the first value stays. So does the place.
  fileprivate mutating func unite(with other: [JSONValue]) {
    for (index, value) in other.enumerated() {
      values[index] = values[index].united(with: value)
    }
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
