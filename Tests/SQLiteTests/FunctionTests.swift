import Measurement
import TestSupport
import Testing

@testable import SQLite

/// The functions that replace SQLite's own give the same results, quickly.
struct FunctionTests {
  private func value(_ expression: String) throws -> String {
    let statement = try Connection(.memory).prepare("SELECT quote(\(expression))")
    defer { statement.reset() }
    #expect(try statement.step())
    return statement.text(at: 0)
  }

  @Test(arguments: [
    ("instr('handbook', 'book')", "5"), ("instr('äöü', 'ü')", "3"), ("instr('a', 'b')", "0"),
    ("instr('a', '')", "1"), ("instr('', '')", "1"), ("instr('', 'a')", "0"),
    ("instr(NULL, 'a')", "NULL"), ("instr('a', NULL)", "NULL"), ("instr(12345, 34)", "3"),
    ("instr(x'C3A4C3B6', x'C3B6')", "3"), ("instr('äö', x'C3B6')", "2"),
    ("instr('aaab', 'ab')", "3"),
    ("replace('a-b-c', '-', '+')", "'a+b+c'"), ("replace('aaa', 'aa', 'b')", "'ba'"),
    ("replace('abc', '', 'x')", "'abc'"), ("replace(7, '', 'x')", "7"),
    ("replace(1213, 1, '')", "'23'"), ("replace('abc', NULL, 'x')", "NULL"),
    ("replace('abc', 'b', NULL)", "NULL"), ("replace('', 'a', 'b')", "''"),
    ("replace('ab', 'ab', '')", "''"), ("replace('äa', 'a', 'ä')", "'ää'"),
    ("trim('xxaxbxx', 'x')", "'axb'"), ("ltrim('xyax', 'yx')", "'ax'"),
    ("rtrim('xyaxy', 'yx')", "'xya'"), ("trim('aaa', 'a')", "''"), ("trim('äbä', 'ä')", "'b'"),
    ("trim('abc', '')", "'abc'"), ("trim('', 'a')", "''"), ("trim(NULL, 'a')", "NULL"),
    ("trim('a', NULL)", "NULL"), ("trim(1001, 1)", "'00'"), ("trim('  a ')", "'a'"),
    // One mark of two characters: a letter and a combining accent are two.
    ("trim('e' || char(769) || 'x', 'e')", "'\u{301}x'"),
  ])
  func givesWhatSQLiteGives(expression: String, result: String) throws {
    #expect(try value(expression) == result)
  }

  @Test func agreesWithSlowButPlainCodeOnAnyText() throws {
    var random = SeededRandom(seed: 11)
    func text(_ lengths: ClosedRange<Int>) -> String {
      String(
        (0..<Int.random(in: lengths, using: &random)).map { _ in
          "abäé𝄞".randomElement(using: &random)!
        })
    }
    let statement = try Connection(.memory).prepare(
      "SELECT instr(?1, ?2), replace(?1, ?2, ?3), trim(?1, ?2)")
    for _ in 0..<500 {
      let (long, short, new) = (text(0...12), text(1...2), text(0...3))
      for (index, value) in [long, short, new].enumerated() {
        try statement.bind(value, to: index + 1)
      }
      #expect(try statement.step())
      let found = long.firstRange(of: short)?.lowerBound
      let position = found.map { long.distance(from: long.startIndex, to: $0) + 1 } ?? 0
      var trimmed = Substring(long)
      while let first = trimmed.first, short.contains(first) { trimmed.removeFirst() }
      while let last = trimmed.last, short.contains(last) { trimmed.removeLast() }
      let input = "\(long), \(short), \(new)"
      #expect(statement.int(at: 0) == position, "\(input)")
      #expect(statement.text(at: 1) == long.replacing(short, with: new), "\(input)")
      #expect(statement.text(at: 2) == String(trimmed), "\(input)")
      statement.reset()
    }
  }

  /// The library's own take minutes.
  @Test(
    .timeLimit(.minutes(5)),
    arguments: ["instr(a, b || 'x')", "length(replace(a, b || 'x', 'y')) - 4000000"])
  func takesLinearTime(expression: String) throws {
    let connection = try Connection(.memory)
    let long = String(repeating: "a", count: 4_000_000)
    let statement = try connection.prepare("SELECT \(expression) FROM (SELECT ?1 AS a, ?2 AS b)")
    try statement.bind(long, to: 1)
    try statement.bind(String(long.prefix(2_000_000)), to: 2)
    #expect(try statement.step())
    #expect(statement.int(at: 0) == 0)
  }

  @Test func trimsFewCharactersOnly() throws {
    let connection = try Connection(.memory)
    func trim(by byteCount: Int) throws {
      let statement = try connection.prepare("SELECT trim('a', ?1)")
      try statement.bind(String(repeating: "a", count: byteCount), to: 1)
      try statement.run()
    }
    try trim(by: 1_000)
    let error = #expect(throws: DatabaseError.self) { try trim(by: 1_001) }
    #expect(error?.message == "the characters to trim may have at most 1000 bytes")
  }

  @Test func keepsToTheLimitOfValues() throws {
    let connection = try Connection(.memory)
    let error = #expect(throws: DatabaseError.self) {
      try connection.withLimits([.valueBytes: 1_000]) { () throws(DatabaseError) in
        try connection.prepare("SELECT replace('aaaaaaaaaa', 'a', ?1)").bindingAndRunning(
          String(repeating: "b", count: 101))
      }
    }
    #expect(error?.code == .tooBig)
  }
}

extension Statement {
  fileprivate func bindingAndRunning(_ text: String) throws(DatabaseError) {
    try bind(text, to: 1)
    try run()
  }
}
