internal import CSQLite

extension Statement {
  /// The number of parameters; they are numbered from 1.
  package var parameterCount: Int { Int(sqlite3_bind_parameter_count(handle)) }

  /// The names with their mark (`:effort`) in the order of their numbers; `nil` for a bare `?`.
  package var parameterNames: [String?] {
    (0..<parameterCount).map { index in
      sqlite3_bind_parameter_name(handle, Int32(index + 1)).map { String(cString: $0) }
    }
  }

  /// The number of the parameter with that name, its mark included; `nil` where there is none.
  package func parameterIndex(of name: String) -> Int? {
    let index = Int(sqlite3_bind_parameter_index(handle, name))
    return index > 0 ? index : nil
  }

  /// Binds NULL.
  /// - Throws: `DatabaseError` with the code `range` where there is no such parameter.
  package func bindNull(to index: Int) throws(DatabaseError) {
    try check(sqlite3_bind_null(handle, Int32(clamping: index)))
  }

  /// Binds an integer.
  package func bind(_ value: Int, to index: Int) throws(DatabaseError) {
    try check(sqlite3_bind_int64(handle, Int32(clamping: index), Int64(value)))
  }

  /// Binds a real number.
  package func bind(_ value: Double, to index: Int) throws(DatabaseError) {
    try check(sqlite3_bind_double(handle, Int32(clamping: index), value))
  }

  /// Binds 1 or 0.
  package func bind(_ value: Bool, to index: Int) throws(DatabaseError) {
    try bind(value ? 1 : 0, to: index)
  }

  /// Binds a text.
  package func bind(_ text: String, to index: Int) throws(DatabaseError) {
    var text = text
    let code = text.withUTF8 { bindText($0, to: index) }
    try check(code)
  }

  /// Binds a text, or NULL for `nil`.
  package func bind(_ text: String?, to index: Int) throws(DatabaseError) {
    if let text { try bind(text, to: index) } else { try bindNull(to: index) }
  }

  /// Binds bytes, which are UTF-8, as a text.
  package func bind(utf8 bytes: [UInt8], to index: Int) throws(DatabaseError) {
    try check(bytes.withUnsafeBufferPointer { bindText($0, to: index) })
  }

  /// Binds a part of a buffer, which is UTF-8, as a text. The bytes are copied.
  package func bind(utf8 bytes: UnsafeBufferPointer<UInt8>, to index: Int) throws(DatabaseError) {
    try check(bindText(bytes, to: index))
  }

  /// Binds bytes as a blob.
  package func bind(blob bytes: [UInt8], to index: Int) throws(DatabaseError) {
    let code = bytes.withUnsafeBytes { buffer in
      // A null pointer would bind NULL instead of an empty blob.
      withUnsafeBytes(of: 0 as UInt8) { empty in
        handbook_sqlite3_bind_blob(
          handle, Int32(clamping: index), buffer.baseAddress ?? empty.baseAddress,
          Int32(clamping: buffer.count))
      }
    }
    try check(code)
  }

  private func bindText(_ utf8: UnsafeBufferPointer<UInt8>, to index: Int) -> Int32 {
    utf8.withMemoryRebound(to: CChar.self) { text in
      guard let start = text.baseAddress else {
        // A null pointer would bind NULL instead of an empty text.
        return handbook_sqlite3_bind_text(handle, Int32(clamping: index), "", 0)
      }
      return handbook_sqlite3_bind_text(
        handle, Int32(clamping: index), start, Int32(clamping: text.count))
    }
  }
}
