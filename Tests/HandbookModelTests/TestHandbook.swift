import Diagnostics
import Foundation
import SQLite

@testable import HandbookModel

/// A model of pages given as path and text, in the order of their paths.
func handbook(
  _ pages: KeyValuePairs<String, String>, taxonomy: String? = nil, documents: [SearchDocument] = []
) throws -> HandbookModel {
  try HandbookModel.make(
    pages: pages.map { SourceText(path: $0.key, $0.value) },
    taxonomy: taxonomy.map { SourceText(path: "taxonomy.yaml", $0) }, documents: documents)
}

extension HandbookModel {
  /// The rows of a query, values joined by ` | `, NULL as `-`.
  func rows(_ sql: String) throws -> [String] {
    try read { connection in
      let statement = try connection.prepare(sql)
      var rows: [String] = []
      while try statement.step() {
        rows.append(
          (0..<statement.columnCount).map { statement.textOrNil(at: $0) ?? "-" }
            .joined(separator: " | "))
      }
      return rows
    }
  }
}

/// A folder that is gone when the test is done with it.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("handbook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ path: String, _ text: String) throws {
    try write(path, Array(text.utf8))
  }

  func write(_ path: String, _ bytes: [UInt8]) throws {
    let url = URL(fileURLWithPath: self.path).appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: self.path + "/" + path, withDestinationPath: target)
  }
}

/// The handbook that the repository ships.
let seedsFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("seeds").path

/// Numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
