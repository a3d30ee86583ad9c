import Foundation
import TestSupport
import Testing

@testable import SQLite

/// Databases that lie in an open file, and such as differ from them in some pages.
struct PageFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var path: String { folder.path + "/database" }

  private func emptyFile() throws -> Int32 {
    let descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
    try #require(descriptor >= 0)
    return descriptor
  }

  /// A database of so many rows, one a page or so, with bytes behind it.
  private func file(rows: Int, behind: [UInt8] = []) throws -> (PageFile, firstPage: Int) {
    let writer = PageFileWriter(descriptor: try emptyFile())
    try Self.write(to: .pages(writer), "CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)")
    try Self.write(
      to: .pages(writer),
      """
      INSERT INTO t SELECT value, hex(zeroblob(1500)) || value
      FROM json_each('[\((1...rows).map { "\($0)" }.joined(separator: ","))]')
      """)
    let first = try #require(behind.withUnsafeBytes { writer.append($0) })
    return (writer.finish(), first)
  }

  private static func write(to location: Connection.Location, _ sql: String) throws {
    let connection = try Connection(location)
    try connection.execute("PRAGMA journal_mode = OFF; PRAGMA temp_store = MEMORY; BEGIN")
    try connection.execute(sql)
    try connection.execute("COMMIT")
  }

  private static func ask(_ file: PageFile, _ sql: String) throws -> [String] {
    let connection = try Connection(.memory)
    try DatabaseImage(file).attach(to: connection, as: "system")
    let select = try connection.prepare(sql)
    var rows: [String] = []
    while try select.step() { rows.append(select.text(at: 0)) }
    return rows
  }

  private static let sum = "SELECT count(*) || ' ' || sum(length(text)) FROM system.t"

  @Test func holdsWhatWasWritten() throws {
    let (file, _) = try file(rows: 50)
    #expect(try Self.ask(file, Self.sum) == ["50 150091"])
    #expect(try Self.ask(file, "PRAGMA system.integrity_check") == ["ok"])
    // The file needs no name.
    try FileManager.default.removeItem(atPath: path)
    #expect(try Self.ask(file, Self.sum) == ["50 150091"])
  }

  @Test func changesAreSeenInTheNewOneOnly() throws {
    var (file, _) = try file(rows: 50, behind: [1, 2, 3])
    var old: [PageFile] = []
    var expected: [[String]] = []
    for step in 0..<6 {
      old.append(file)
      expected.append(try Self.ask(file, Self.sum))
      let change = PageFileChange(of: file)
      try Self.write(
        to: .change(change),
        """
        DELETE FROM t WHERE id % 7 = \(step);
        UPDATE t SET text = 'short' WHERE id % 11 = \(step);
        INSERT INTO t SELECT id + 1000 * \(step + 1), text || text FROM t WHERE id < 100;
        """)
      file = change.finish()
      #expect(try Self.ask(file, "PRAGMA system.integrity_check") == ["ok"])
    }
    #expect(Set(expected).count == 6)
    for (file, expected) in zip(old, expected) { #expect(try Self.ask(file, Self.sum) == expected) }
    #expect(file.byteCount > old[0].byteCount)
    #expect(old[0].changedByteCount == 0 && file.changedByteCount > 0)
  }

  @Test(arguments: [0..<0, 0..<1, 4095..<4097, 0..<10000, 9999..<10000, 5000..<8192])
  func lendsWhatIsBehindTheDatabase(range: Range<Int>) throws {
    let bytes = (0..<10000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    let (file, first) = try file(rows: 3, behind: bytes)
    #expect(file.withBytes(range, fromPage: first) { Array($0) } == Array(bytes[range]))
    // What follows is no part of the database.
    #expect(try Self.ask(file, "PRAGMA system.integrity_check") == ["ok"])
  }

  @Test func whatIsDamagedIsNotRead() throws {
    let (file, first) = try file(rows: 50, behind: [1, 2, 3])
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.seek(toOffset: UInt64(first * 4096))
    try handle.write(contentsOf: Data([9]))
    #expect(!file.isDamaged)
    #expect(try Self.ask(file, Self.sum) == ["50 150091"])
    #expect(file.withBytes(0..<3, fromPage: first) { Array($0) } == [])
    #expect(file.isDamaged)
  }

  @Test func aFullDiskIsSaid() throws {
    // Writing to it fails as writing to a full disk does.
    let descriptor = open("/dev/full", O_RDWR)
    guard descriptor >= 0 else { return }  // only Linux has it
    defer { close(descriptor) }
    let error = try #require(throws: DatabaseError.self) {
      try Self.write(
        to: .pages(PageFileWriter(descriptor: descriptor)), "CREATE TABLE t (text TEXT)")
    }
    #expect(error.message == "database or disk is full")
  }
}
