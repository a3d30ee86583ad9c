import Measurement
import SQLite
import TestSupport
import Testing

@testable import HandbookModel

/// The index against SQLite's FTS5, with the same tokens and weights, as the judge.
struct SearchIndexTests {
  private struct Document {
    var title: String
    var heading: String
    var text: String
  }

  private static let words = [
    "team", "teams", "Teaming", "handbook", "hand", "handle", "running", "runs", "Café", "cafe",
    "RÉSUMÉ", "naïve", "tiếng", "Việt", "read_data", "v2.1", "e-mail", "don't", "ÜBER", "straße",
    "signal", "signals", "policy", "policies", "a", "of", "the", "Ångström", "relational",
  ]

  private static func documents(seed: UInt64) -> [Document] {
    var random = SeededRandom(seed: seed)
    func text(_ maximum: Int) -> String {
      (0..<Int.random(in: 0...maximum, using: &random)).map { _ in
        words[Int.random(in: 0..<words.count, using: &random)]
          + [" ", " ", ", ", "\n", "; "].randomElement(using: &random)!
      }.joined()
    }
    return (0..<Int.random(in: 1...60, using: &random)).map { _ in
      Document(title: text(4), heading: text(6), text: text(40))
    }
  }

  private static let terms: [QueryTerm] =
    words.compactMap { QueryTerm($0) } + words.compactMap { QueryTerm($0, isQuoted: true) }
    + ["te", "han", "r", "a", "polic", "tiê"].compactMap { QueryTerm($0, isPrefix: true) }
    + ["the team", "team the", "a a", "of the signal", "read data team"]
    .compactMap { QueryTerm($0, isQuoted: true) }
    + ["the te", "team han"].compactMap { QueryTerm($0, isPrefix: true) }

  /// Documents that FTS5 finds with their scores, by ascending id.
  private static func judge(_ documents: [Int: Document]) throws -> (QueryTerm) throws -> [String] {
    let connection = try Connection(.memory)
    try connection.execute(
      """
      CREATE VIRTUAL TABLE f USING fts5 (
        title, heading, text, content = '', tokenize = 'porter unicode61 remove_diacritics 2')
      """)
    let insert = try connection.prepare(
      "INSERT INTO f (rowid, title, heading, text) VALUES (?, ?, ?, ?)")
    for (id, document) in documents.sorted(by: { $0.key < $1.key }) {
      try insert.bind(id, to: 1)
      try insert.bind(document.title, to: 2)
      try insert.bind(document.heading, to: 3)
      try insert.bind(document.text, to: 4)
      try insert.run()
    }
    let select = try connection.prepare(
      "SELECT rowid, bm25(f, 8.0, 5.0, 1.0) FROM f WHERE f MATCH ? ORDER BY rowid")
    return { term in
      // The statement alone would not keep the table of the connection alive.
      defer { withExtendedLifetime(connection) {} }
      try select.bind(term.match, to: 1)
      var found: [String] = []
      while try select.step() {
        found.append("\(select.int(at: 0)) \(Float(-select.double(at: 1)))")
      }
      return found
    }
  }

  private static func segment(_ documents: [(id: Int, document: Document)]) -> IndexSegment {
    let builder = IndexSegmentBuilder()
    for (_, document) in documents {
      builder.add(
        title: document.title, heading: document.heading, text: Array(document.text.utf8))
    }
    var parts = builder.finish()
    parts.documents = documents.map { Int32($0.id) }
    return IndexSegment(parts)
  }

  private static func found(_ term: QueryTerm, in index: SearchIndex) -> [String] {
    let postings = index.postings(of: term)
    return zip(postings.documents, postings.scores).sorted { $0.0 < $1.0 }.map { "\($0) \($1)" }
  }

  @Test(arguments: UInt64(1)...20)
  func findsAndScoresAsFTS5Does(seed: UInt64) throws {
    let documents = Self.documents(seed: seed).enumerated().map { (id: $0 + 1, document: $1) }
    var random = SeededRandom(seed: seed)
    // Spread over three segments, some of them perhaps empty, and a part of the documents gone.
    var shares = Array(repeating: [(id: Int, document: Document)](), count: 3)
    var isLive = Array(repeating: true, count: documents.count + 1)
    for document in documents {
      shares[Int.random(in: 0..<3, using: &random)].append(document)
      isLive[document.id] = Int.random(in: 0..<4, using: &random) > 0
    }
    let segments = shares.map { Self.segment($0) }
    let all = SearchIndex(segments)
    let rest = SearchIndex(
      segments.map { segment in
        var segment = segment
        for (id, isLive) in isLive.enumerated() where !isLive { segment.remove(id..<id + 1) }
        return segment
      })
    let byID = Dictionary(uniqueKeysWithValues: documents.map { ($0.id, $0.document) })
    let judgeOfAll = try Self.judge(byID)
    let judgeOfRest = try Self.judge(byID.filter { isLive[$0.key] })
    for term in Self.terms {
      #expect(try Self.found(term, in: all) == judgeOfAll(term), "seed \(seed), \(term.match)")
      #expect(try Self.found(term, in: rest) == judgeOfRest(term), "seed \(seed), \(term.match)")
    }
  }

  /// Every letter of some scripts between two others. Combining marks are left out: here they belong to the word
  /// in all scripts, there in Latin only; letters whose small form has more than one scalar; and letters with a
  /// stroke or dot, which here are found without it (`Łódź` by `lodz`); and letters that are younger than FTS5.
  @Test func cutsAndFoldsLettersAsFTS5Does() throws {
    let letters = [0x21...0x24F, 0x370...0x52F, 0x1E00...0x1EFF, 0x3041...0x30FF].joined()
      .compactMap(Unicode.Scalar.init)
      .filter {
        let category = $0.properties.generalCategory
        return category != .unassigned && category != .nonspacingMark
          && $0.properties.lowercaseMapping.unicodeScalars.count == 1
          && !"ØøĐđĦħıĿŀŁłŦŧ".unicodeScalars.contains($0)
          && !"ͿϳԨԩԪԫԬԭԮԯ".unicodeScalars.contains($0)
      }
    let texts = letters.map { "x\(Character($0))y" }
    let documents = texts.enumerated().map {
      (id: $0 + 1, document: Document(title: "", heading: "", text: $1))
    }
    let index = SearchIndex([Self.segment(documents)])
    let judge = try Self.judge(
      Dictionary(uniqueKeysWithValues: documents.map { ($0.id, $0.document) }))
    for term in (["x", "y", "xy"] + texts).compactMap({ QueryTerm($0) }) {
      #expect(Self.found(term, in: index) == (try judge(term)), "\(term.match)")
    }
  }

  @Test func isTheSameHoweverOftenItIsWritten() {
    let documents = Self.documents(seed: 7).enumerated().map { (id: $0 + 1, document: $1) }
    #expect(Self.segment(documents).parts == Self.segment(documents).parts)
  }
}
