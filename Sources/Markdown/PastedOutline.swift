/// Gives the sections of a pasted page their levels, which the paste has lost.
///
/// The rules, in order; what they cannot tell stays at level 2:
/// 1. The page's title has level 1.
/// 2. Successive sections with the same set of fields are children of the section before them.
/// 3. A heading directly followed by another is its parent; the sections after that are siblings of
///    the first child until one is something else. Something else are a parent by rule 2 or 3, a
///    question (`How …`, `When …`) where the first child is none, and a single word where all
///    children so far have several (`Contact`).
struct PastedOutline {
  private var sections: [MarkdownSection]
  private let first: Int

  /// Works out the levels of the sections behind the title.
  static func assignLevels(_ sections: inout [MarkdownSection]) {
    var outline = PastedOutline(sections)
    outline.assign()
    sections = outline.sections
  }

  private init(_ sections: [MarkdownSection]) {
    self.sections = sections
    first = sections.firstIndex { $0.level > 1 } ?? sections.count
  }

  private mutating func assign() {
    /// The level that a section gets unless a rule says otherwise, and where the children began.
    var level = 2
    var firstChild: Int?
    for index in first..<sections.count {
      if startsFieldRun(index + 1) {
        sections[index].level = isEmpty(index - 1) ? level : 2
        level = sections[index].level + 1
        firstChild = nil
      } else if isInFieldRun(index) {
        sections[index].level = level
        if !isInFieldRun(index + 1) { level = 2 }
      } else if isEmpty(index) {
        sections[index].level = isEmpty(index - 1) ? level : 2
        level = min(sections[index].level + 1, 6)
        firstChild = index + 1
      } else {
        if let child = firstChild, index > child, endsChildren(index, from: child) {
          level = 2
          firstChild = nil
        }
        sections[index].level = level
      }
    }
  }

  /// Whether a heading is directly followed by another.
  private func isEmpty(_ index: Int) -> Bool {
    index >= first && index + 1 < sections.count && sections[index].blocks.isEmpty
  }

  // MARK: - Fields

  private func labels(_ index: Int) -> Set<String> {
    guard index >= first, index < sections.count else { return [] }
    return Set(sections[index].blocks.flatMap { $0.fields.map(\.label) })
  }

  private func isInFieldRun(_ index: Int) -> Bool {
    let own = labels(index)
    return !own.isEmpty && (own == labels(index - 1) || own == labels(index + 1))
  }

  private func startsFieldRun(_ index: Int) -> Bool {
    isInFieldRun(index) && labels(index) != labels(index - 1) && !isInFieldRun(index - 1)
  }

  // MARK: - Children

  private func endsChildren(_ index: Int, from firstChild: Int) -> Bool {
    let heading = sections[index].heading
    if heading.beginsLikeQuestion, !sections[firstChild].heading.beginsLikeQuestion { return true }
    return !heading.hasSeveralWords
      && sections[firstChild..<index].allSatisfy(\.heading.hasSeveralWords)
  }
}

extension String {
  fileprivate var hasSeveralWords: Bool { utf8.contains(0x20) }

  fileprivate var beginsLikeQuestion: Bool {
    let word = utf8.prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
    switch String(decoding: word.map(\.lowercasedASCII), as: UTF8.self) {
    case "how", "what", "when", "where", "which", "who", "why": return true
    default: return false
    }
  }
}
