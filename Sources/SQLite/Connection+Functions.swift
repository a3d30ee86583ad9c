internal import CSQLite

extension Connection {
  /// Replaces those of SQLite's functions that take time in the product of two lengths: on texts that
  /// the limits still allow they run for minutes, and nothing stops a function once it runs. These
  /// give the same results in time linear in the lengths.
  func replaceSlowFunctions() {
    replace("instr", argumentCount: 2) { context, _, values in
      guard let (haystack, needle) = twoTexts(values, context) else { return }
      find(needle, in: haystack, context)
    }
    replace("replace", argumentCount: 3) { context, _, values in
      guard let (text, old) = twoTexts(values, context), let new = values?[2] else { return }
      guard sqlite3_value_type(new) != SQLITE_NULL else { return sqlite3_result_null(context) }
      if old.utf8.isEmpty { return sqlite3_result_value(context, values?[0]) }
      replaceAll(old.utf8, in: text.utf8, by: TextArgument(new).utf8, context)
    }
    replace("trim", argumentCount: 2) { context, _, values in
      trim(values, atStart: true, atEnd: true, context)
    }
    replace("ltrim", argumentCount: 2) { context, _, values in
      trim(values, atStart: true, atEnd: false, context)
    }
    replace("rtrim", argumentCount: 2) { context, _, values in
      trim(values, atStart: false, atEnd: true, context)
    }
  }

  private func replace(
    _ name: String, argumentCount: Int32,
    with call: @convention(c) (OpaquePointer?, Int32, Values?) -> Void
  ) {
    let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
    let code = sqlite3_create_function_v2(
      handle, name, argumentCount, flags, nil, call, nil, nil, nil)
    assert(code == SQLITE_OK, "\(name) cannot be replaced")
  }
}

private typealias Values = UnsafeMutablePointer<OpaquePointer?>
private typealias Bytes = UnsafeBufferPointer<UInt8>

/// An argument of a function; valid as long as the call.
private struct TextArgument {
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

/// The first two arguments; the result is NULL, and there are none, where one of them is.
private func twoTexts(
  _ values: Values?, _ context: OpaquePointer?
) -> (TextArgument, TextArgument)? {
  guard let values, sqlite3_value_type(values[0]) != SQLITE_NULL,
    sqlite3_value_type(values[1]) != SQLITE_NULL
  else {
    sqlite3_result_null(context)
    return nil
  }
  return (TextArgument(values[0]), TextArgument(values[1]))
}

/// The offset of the first occurrence of a needle that is not empty.
private func firstIndex(of needle: Bytes, in haystack: Bytes, from start: Int = 0) -> Int? {
  guard let base = haystack.baseAddress, let sought = needle.baseAddress,
    start + needle.count <= haystack.count,
    let found = handbook_find_bytes(
      base + start, UInt(haystack.count - start), sought, UInt(needle.count))
  else { return nil }
  return found - UnsafeRawPointer(base)
}

/// Answers where the needle first occurs, from 1, in characters, or in bytes where both are blobs; 0
/// where it does not.
private func find(
  _ needle: TextArgument, in haystack: TextArgument, _ context: OpaquePointer?
) {
  guard !needle.utf8.isEmpty else { return sqlite3_result_int(context, 1) }
  guard let index = firstIndex(of: needle.utf8, in: haystack.utf8) else {
    return sqlite3_result_int(context, 0)
  }
  let before =
    haystack.isBlob && needle.isBlob
    ? index : haystack.utf8[..<index].count { $0 & 0xC0 != 0x80 }
  sqlite3_result_int(context, Int32(clamping: before + 1))
}

/// Answers a text with every occurrence of another replaced.
private func replaceAll(
  _ old: Bytes, in text: Bytes, by new: Bytes, _ context: OpaquePointer?
) {
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

/// Answers a text without some characters at its ends.
private func trim(_ values: Values?, atStart: Bool, atEnd: Bool, _ context: OpaquePointer?) {
  guard let (argument, unwanted) = twoTexts(values, context) else { return }
  guard let characters = TrimmedCharacters(unwanted.utf8) else {
    let maximum = TrimmedCharacters.maximumByteCount
    let message = "the characters to trim may have at most \(maximum) bytes"
    return sqlite3_result_error(context, message, -1)
  }
  let text = argument.utf8
  var (start, end) = (0, text.count)
  while atStart, start < end {
    var next = start + 1
    while next < end, text[next] & 0xC0 == 0x80 { next += 1 }
    guard characters.contains(text[start..<next]) else { break }
    start = next
  }
  while atEnd, start < end {
    var last = end - 1
    while last > start, text[last] & 0xC0 == 0x80 { last -= 1 }
    guard characters.contains(text[last..<end]) else { break }
    end = last
  }
  setResult(text[start..<end], context)
}

/// The characters that are taken off, each packed into a number by its bytes.
private struct TrimmedCharacters {
  static let maximumByteCount = 1_000
  private var packed: Set<UInt32> = []

  /// `nil` where there are too many.
  init?(_ utf8: Bytes) {
    guard utf8.count <= Self.maximumByteCount else { return nil }
    var start = 0
    while start < utf8.count {
      var next = start + 1
      while next < utf8.count, utf8[next] & 0xC0 == 0x80 { next += 1 }
      packed.insert(Self.pack(utf8[start..<next]))
      start = next
    }
  }

  func contains(_ character: Slice<Bytes>) -> Bool {
    packed.contains(Self.pack(character))
  }

  private static func pack(_ character: Slice<Bytes>) -> UInt32 {
    character.reduce(0) { $0 << 8 | UInt32($1) }
  }
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
