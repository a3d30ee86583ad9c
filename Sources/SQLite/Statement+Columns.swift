internal import CSQLite

/// What kind of value a column holds in the current row.
package enum StorageClass: Sendable {
  case null, integer, real, text, blob
}

extension Statement {
  /// The number of columns; 0 where the statement gives no rows.
  package var columnCount: Int { Int(sqlite3_column_count(handle)) }

  /// The names of the columns.
  package var columnNames: [String] {
    (0..<columnCount).map { column in
      sqlite3_column_name(handle, Int32(column)).map { String(cString: $0) } ?? ""
    }
  }

  /// The type that the table declares for a column (`JSON`, `BOOLEAN`, `TEXT`); `nil` for an expression.
  package func declaredType(at column: Int) -> String? {
    sqlite3_column_decltype(handle, Int32(column)).map { String(cString: $0) }
  }

  /// The kind of the value in the current row.
  package func storageClass(at column: Int) -> StorageClass {
    switch sqlite3_column_type(handle, Int32(column)) {
    case SQLITE_INTEGER: .integer
    case SQLITE_FLOAT: .real
    case SQLITE_TEXT: .text
    case SQLITE_BLOB: .blob
    default: .null
    }
  }

  /// Whether the value is NULL.
  package func isNull(at column: Int) -> Bool {
    sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
  }

  /// The value as an integer, converted where it is none.
  package func int(at column: Int) -> Int {
    Int(sqlite3_column_int64(handle, Int32(column)))
  }

  /// The value as a real number, converted where it is none.
  package func double(at column: Int) -> Double {
    sqlite3_column_double(handle, Int32(column))
  }

  /// The value as a truth value: whether it is other than 0.
  package func bool(at column: Int) -> Bool {
    int(at: column) != 0
  }

  /// The value as a text; empty for NULL. Bytes that are not UTF-8 become replacement characters.
  package func text(at column: Int) -> String {
    withUTF8(at: column) { String(decoding: $0, as: UTF8.self) }
  }

  /// The value as a text; `nil` for NULL.
  package func textOrNil(at column: Int) -> String? {
    isNull(at: column) ? nil : text(at: column)
  }

  /// Lends the bytes of the value as a text, empty for NULL, without copying them. The bytes of a text
  /// that was stored as something else than UTF-8 are handed on as they are.
  package func withUTF8<Result, Failure: Error>(
    at column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // The pointer comes first: asking for it may convert the value and change the count.
    let start = sqlite3_column_text(handle, Int32(column))
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return try body(UnsafeBufferPointer(start: start, count: start == nil ? 0 : count))
  }

  /// The value as bytes; empty for NULL.
  package func blob(at column: Int) -> [UInt8] {
    guard let start = sqlite3_column_blob(handle, Int32(column)) else { return [] }
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return Array(UnsafeRawBufferPointer(start: start, count: count))
  }
}
