internal import CSQLite

extension Connection {
  /// Replaces those of SQLite's functions that take time in the product of two lengths: on texts that
  /// the limits still allow they run for minutes, and nothing stops a function once it runs. These
  /// give the same results in time linear in the lengths.
  func replaceSlowFunctions() {
    replace("instr", argumentCount: 2) { context, _, values in
      withTexts(context, values, 2) { findText(context, $0) }
    }
    replace("replace", argumentCount: 3) { context, _, values in
      withTexts(context, values, 3) { replaceText(context, values, $0) }
    }
    replace("trim", argumentCount: 2) { context, _, values in
      withTexts(context, values, 2) { trim($0, atStart: true, atEnd: true, context) }
    }
    replace("ltrim", argumentCount: 2) { context, _, values in
      withTexts(context, values, 2) { trim($0, atStart: true, atEnd: false, context) }
    }
    replace("rtrim", argumentCount: 2) { context, _, values in
      withTexts(context, values, 2) { trim($0, atStart: false, atEnd: true, context) }
    }
  }

  private func replace(
    _ name: String, argumentCount: Int32,
    with call: @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void
  ) {
    let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
    let code = sqlite3_create_function_v2(
      handle, name, argumentCount, flags, nil, call, nil, nil, nil)
    assert(code == SQLITE_OK, "\(name) cannot be replaced")
  }
}

private typealias Bytes = UnsafeBufferPointer<UInt8>

/// An argument of a function; valid as long as the call.
private struct Argument {
  let utf8: Bytes
  let isBlob: Bool

  init(_ value: OpaquePointer?) {
    isBlob = sqlite3_value_type(value) == SQLITE_BLOB
    // The bytes first, since asking for them may move what is measured.
    let start =
      isBlob
      ? sqlite3_value_blob(value)?.assumingMemoryBound(to: UInt8.self) : sqlite3_value_text(value)
    utf8 = Bytes(start: start, count: start == nil ? 0 : Int(sqlite3_value_bytes(value)))
  }
}

/// Runs the body with the arguments; the result is NULL where one of them is.
private func withTexts(
  _ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?, _ count: Int,
  _ body: ([Argument]) -> Void
) {
  guard let values else { return }
  let arguments = UnsafeBufferPointer(start: values, count: count)
  if arguments.contains(where: { sqlite3_value_type($0) == SQLITE_NULL }) {
    return sqlite3_result_null(context)
  }
  body(arguments.map(Argument.init))
}

/// The offset of the first occurrence.
private func firstIndex(of needle: Bytes, in haystack: Bytes, from start: Int = 0) -> Int? {
  guard let base = haystack.baseAddress, let sought = needle.baseAddress, !needle.isEmpty,
    start + needle.count <= haystack.count,
    let found = handbook_find_bytes(
      base + start, UInt(haystack.count - start), sought, UInt(needle.count))
  else { return nil }
  return found - UnsafeRawPointer(base)
}

/// Where the needle first occurs, from 1, in characters, or in bytes where both are blobs; 0 where it
/// does not.
private func findText(_ context: OpaquePointer?, _ arguments: [Argument]) {
  let (haystack, needle) = (arguments[0], arguments[1])
  guard !needle.utf8.isEmpty else { return sqlite3_result_int(context, 1) }
  guard let index = firstIndex(of: needle.utf8, in: haystack.utf8) else {
    return sqlite3_result_int(context, 0)
  }
  let isInBytes = haystack.isBlob && needle.isBlob
  let before =
    isInBytes ? index : haystack.utf8[..<index].count { $0 & 0xC0 != 0x80 }
  sqlite3_result_int(context, Int32(clamping: before + 1))
}

/// The first text with every occurrence of the second replaced by the third.
private func replaceText(
  _ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?,
  _ arguments: [Argument]
) {
  let (text, old, new) = (arguments[0].utf8, arguments[1].utf8, arguments[2].utf8)
  guard !old.isEmpty else { return sqlite3_result_value(context, values?[0]) }
  let maximumByteCount = Int(
    sqlite3_limit(sqlite3_context_db_handle(context), SQLITE_LIMIT_LENGTH, -1))
  var result: [UInt8] = []
  var rest = 0
  while let index = firstIndex(of: old, in: text, from: rest) {
    guard result.count + (index - rest) + new.count <= maximumByteCount else {
      return sqlite3_result_error_toobig(context)
    }
    result += text[rest..<index]
    result += new
    rest = index + old.count
  }
  result += text[rest...]
  result.withUnsafeBufferPointer { setResult($0[...], context) }
}

/// The first text without characters of the second at its ends.
private func trim(
  _ arguments: [Argument], atStart: Bool, atEnd: Bool, _ context: OpaquePointer?
) {
  let text = arguments[0].utf8
  let characters = Set(Unicode.UTF8.scalars(of: arguments[1].utf8[...]))
  var (start, end) = (0, text.count)
  while atStart, start < end {
    let next = (start + 1..<end).first { text[$0] & 0xC0 != 0x80 } ?? end
    guard let scalar = Unicode.UTF8.scalars(of: text[start..<next]).first,
      characters.contains(scalar)
    else { break }
    start = next
  }
  while atEnd, start < end {
    let last = (start..<end).last { text[$0] & 0xC0 != 0x80 } ?? start
    guard let scalar = Unicode.UTF8.scalars(of: text[last..<end]).first,
      characters.contains(scalar)
    else { break }
    end = last
  }
  setResult(text[start..<end], context)
}

/// Answers a text; SQLite copies it, and refuses one beyond the limit of the connection.
private func setResult(_ utf8: Slice<Bytes>, _ context: OpaquePointer?) {
  Bytes(rebasing: utf8).withMemoryRebound(to: CChar.self) { text in
    guard let start = text.baseAddress, !text.isEmpty else {
      // A null pointer would be NULL instead of an empty text.
      return handbook_sqlite3_result_text(context, "", 0)
    }
    handbook_sqlite3_result_text(context, start, Int32(clamping: text.count))
  }
}

extension Unicode.UTF8 {
  /// The characters of a text.
  fileprivate static func scalars(of utf8: Slice<Bytes>) -> String.UnicodeScalarView {
    String(decoding: utf8, as: UTF8.self).unicodeScalars
  }
}
