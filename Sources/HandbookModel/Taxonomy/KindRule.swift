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

/// What a rule finds on a page.
struct FoundFacts: Sendable {
  /// In document order.
  fileprivate(set) var rows: [KindRow] = []
  /// The line of the first place that was not looked at any more; `nil` where all were.
  fileprivate(set) var endLine: Int?
}

extension KindRule {
  /// How much a rule looks at on one page, in bytes: a page has a quarter of that at the most, but where many places
  /// lie in one long block, each of them has the block to look at.
  static let maximumExaminedBytes = 64 << 20

  /// The facts on one page. A candidate without a value for the first field, the one a fact is known by, is none.
  func find(in page: Page, facts: FactBase) -> FoundFacts {
    var found = FoundFacts()
    /// Rows found so far by what makes them unique: the unique fields, or else place and values.
    var known: [String: Int] = [:]
    var examinedBytes = 0
    for selector in selectors {
      let isWhole = selector.forEachCandidate(in: page, facts: facts) { candidate in
        guard examinedBytes <= Self.maximumExaminedBytes else {
          found.endLine = candidate.lines.lowerBound
          return false
        }
        let values = values(of: candidate, facts: facts, &examinedBytes)
        add(values, of: candidate, to: &found.rows, &known)
        return true
      }
      guard isWhole else { break }
    }
    found.rows = found.rows.enumerated().sorted { left, right in
      (left.element.lines.lowerBound, left.offset) < (right.element.lines.lowerBound, right.offset)
    }.map(\.element)
    return found
  }

  private func add(
    _ values: [JSONValue], of candidate: Candidate, to rows: inout [KindRow],
    _ known: inout [String: Int]
  ) {
    guard let first = values.first, !first.isNull else { return }
    let key =
      uniqueFields.isEmpty
      ? "\(candidate.lines) \(JSONValue.array(values).text)"
      : JSONValue.array(uniqueFields.map { values[$0] }).text
    if let index = known[key] {
      if !uniqueFields.isEmpty { rows[index].unite(with: values) }
      return
    }
    known[key] = rows.count
    rows.append(
      KindRow(
        kind: kind.name, values: values, page: candidate.page.path,
        section: candidate.section.headingPath, lines: candidate.lines))
  }

  private func values(
    of candidate: Candidate, facts: FactBase, _ examinedBytes: inout Int
  ) -> [JSONValue] {
    var values: [JSONValue] = []
    for (field, rules) in zip(kind.fields, fieldRules) {
      var texts: [String] = []
      for rule in rules where texts.isEmpty {
        examinedBytes += rule.source.map(candidate.byteCount) ?? 0
        texts = rule.texts(of: candidate, earlier: values, facts: facts)
      }
      values.append(field.type.value(of: texts))
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
