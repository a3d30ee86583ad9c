import Measurement
import SQLite
import TestSupport
import Testing

@testable import HandbookModel

struct PorterStemmerTests {
  private static let words = """
    caresses ponies ties caress cats feed agreed plastered bled motoring sing conflated troubled sized
    hopping tanned falling hissing fizzed failing filing happy sky relational conditional rational valenci
    hesitanci digitizer conformabli radicalli differentli vileli analogousli vietnamization predication
    operator feudalism decisiveness hopefulness callousness formaliti sensitiviti sensibiliti triplicate
    formative formalize electriciti electrical hopeful goodness revival allowance inference airliner
    gyroscopic adjustable defensible irritant replacement adjustment dependent adoption homologou communism
    activate angulariti homologous effective bowdlerize probate rate cease controll roll a be see the dying
    skis news yyyy syzygy toy toys enjoy enjoying employees capabilities infrastructure responsible
    organization organisations generalization databases geology analyses y eed ing ed ion ment
    """.split(whereSeparator: \.isWhitespace).map(String.init)

  private func stem(_ word: String) -> String {
    var bytes = Array(word.utf8)
    PorterStemmer.stem(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The stems as the index itself makes them.
  private func indexedStem(_ word: String, _ connection: Connection) throws -> String? {
    try connection.execute("INSERT INTO f (f) VALUES ('delete-all')")
    try connection.execute("INSERT INTO f (rowid, t) VALUES (1, '\(word)')")
    let select = try connection.prepare("SELECT term FROM v")
    defer { select.reset() }
    return try select.step() ? select.text(at: 0) : nil
  }

  @Test func agreesWithTheIndex() throws {
    let connection = try Connection(.memory)
    try connection.execute(
      """
      CREATE VIRTUAL TABLE f USING fts5 (t, content = '', tokenize = 'porter unicode61');
      CREATE VIRTUAL TABLE v USING fts5vocab (f, 'row');
      """)
    for word in Self.words { #expect(stem(word) == (try indexedStem(word, connection)), "\(word)") }
    // Random words of few letters meet the rules' corners.
    let syllables = [
      "a", "e", "y", "s", "ing", "ed", "at", "ion", "al", "iz", "er", "l", "t", "ness", "b",
    ]
    var generator = SeededRandom(seed: 7)
    for _ in 0..<2000 {
      let count = Int.random(in: 1...5, using: &generator)
      let word = (0..<count).map { _ in syllables.randomElement(using: &generator) ?? "" }.joined()
      #expect(stem(word) == (try indexedStem(word, connection)), "\(word)")
    }
  }
}
