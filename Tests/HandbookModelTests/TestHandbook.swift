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

/// The handbook that the repository ships.
let seedsFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("seeds").path
