import Diagnostics
import HandbookModel
import SQLite

/// What is wrong with a query that SQLite does not take: its words, the place, and the nearest name
/// that there is.
struct SQLExplanation {
  let message: String
  /// In the query, in UTF-8 bytes; `nil` where no place can be told.
  let utf8Offset: Int?
  let notes: [String]

  /// - Parameter connection: one that sees the handbook, to look up its tables and columns.
  init(of error: DatabaseError, in sql: String, on connection: Connection) {
    let words = SQLWords(sql)
    message = error.message
    guard let subject = SQLErrorSubject(error) else {
      utf8Offset = error.utf8Offset
      notes = []
      return
    }
    utf8Offset =
      error.utf8Offset ?? (subject.isNamed ? words.utf8Offset(of: subject.lastPart) : nil)
    // A handbook that cannot be asked has no names to suggest; the error itself is still good.
    let tables = (try? TableDescription.allWithFields(on: connection)) ?? []
    notes = Advice(words: words, tables: tables).notes(on: subject, at: error.utf8Offset)
  }

  /// As a diagnostic with the line and a caret, the query being the source.
  func rendered(in sql: String) -> String {
    let source = SourceText(path: "sql", sql)
    let diagnostic =
      if let utf8Offset {
        Diagnostic(.error, message, in: source, at: utf8Offset, notes: notes)
      } else {
        Diagnostic(.error, message, path: source.path, notes: notes)
      }
    return diagnostic.rendered
  }
}

/// What to write instead.
private struct Advice {
  let words: SQLWords
  let tables: [TableDescription]

  func notes(on subject: SQLErrorSubject, at utf8Offset: Int?) -> [String] {
    switch subject.kind {
    case .table:
      let nearest = closestMatch(to: subject.lastPart, in: tables.map(\.table))
      return nearest.map { ["did you mean 'system.\($0)'?"] } ?? ["there are: " + tableList]
    case .refusedTable: return ["only tables of the handbook may be read: " + tableList]
    case .column: return columnNotes(subject)
    case .ambiguousColumn:
      let owners = namedTables.tables.filter { pair in
        tables.contains { $0.table == pair.value && $0.field(named: subject.lastPart) != nil }
      }
      let choices = owners.keys.sorted().map { "\($0).\(subject.lastPart)" }
      return choices.isEmpty ? [] : ["say which: " + choices.joined(separator: ", ")]
    case .function:
      let others = PermittedFunctions.names.subtracting([subject.name]).sorted()
      return suggestionNotes(for: subject.name, among: others)
    case .refusedFunction:
      let rule = "functions must only compute, and give the same result each time"
      return [Self.substitutes[subject.name] ?? rule]
    case .syntax: return syntaxNotes(subject.name, at: utf8Offset ?? 0)
    case .pattern:
      let maximum = SQLLimits.maximumPatternBytes
      return ["a pattern has at most \(maximum) bytes; instr() looks for longer texts"]
    }
  }

  private var tableList: String {
    tables.map { "system.\($0.table)" }.joined(separator: ", ")
  }

  private var namedTables: (tables: [String: String], aliases: [String]) {
    words.names(among: Set(tables.map(\.table)))
  }

  private func columnNotes(_ subject: SQLErrorSubject) -> [String] {
    let parts = subject.name.split(separator: ".").map { $0.lowercased() }
    let named = namedTables
    var asked = Set(named.tables.values)
    var candidates: [String] = []
    if parts.count > 1 {
      let owner = parts[parts.count - 2]
      guard let table = named.tables[owner] else {
        return suggestionNotes(for: owner, among: named.tables.keys.sorted() + named.aliases)
      }
      asked = [table]
    } else {
      candidates = named.aliases
    }
    let askedTables = tables.filter { asked.contains($0.table) }
    candidates += askedTables.flatMap { $0.fields.map(\.name) }
    candidates.removeAll { $0 == subject.lastPart }
    if let nearest = closestMatch(to: subject.lastPart, in: candidates) {
      return ["did you mean '\(nearest)'?"]
    }
    return askedTables.map { table in
      "columns of system.\(table.table): " + table.fields.map(\.name).joined(separator: ", ")
    }
  }

  /// SQLite stumbles over the word after a mistyped keyword, which it took for a name.
  private func syntaxNotes(_ word: String, at utf8Offset: Int) -> [String] {
    let before = words.words.filter { $0.utf8Offset < utf8Offset }.suffix(2).reversed()
    for candidate in [word] + before.map(\.text) where candidate.count > 2 {
      let isKeyword = SQLWords.keywords.contains(candidate.uppercased())
      guard !isKeyword, let nearest = closestMatch(to: candidate, in: SQLWords.keywords.sorted())
      else { continue }
      return ["'\(candidate)' may be meant to be \(nearest)"]
    }
    return []
  }

  /// What does the work of functions that are refused.
  private static let substitutes = [
    "printf": "join texts with || and round numbers with round(x, digits)",
    "format": "join texts with || and round numbers with round(x, digits)",
    "json_patch": "set members one by one with json_set()",
    "current_date": "write the day out", "current_time": "write the time out",
    "current_timestamp": "write the time out",
  ]
}
