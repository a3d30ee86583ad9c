import Files

/// The address of a page or of one of its sections: `handbook://pages/engineering/ai.md#contact`.
///
/// The path is relative to the handbook's folder, percent-encoded (RFC 3986 section 2.1) and
/// decoded exactly once. It is looked up among the pages that were read, never on disk; that it
/// cannot even say `..` is a second wall.
package struct HandbookURI: Sendable, Hashable {
  /// Why a text is no address of a page.
  package enum Problem: Error, Equatable, Sendable {
    case otherScheme
    case noPath
    case invalidPercentEncoding
    case notUTF8
    /// NUL, a control character, a backslash or an encoded `/`.
    case forbiddenCharacter
    /// `.`, `..` or nothing between two `/`.
    case forbiddenPathPart
    case hasQuery
  }

  /// What every address begins with.
  package static let prefix = "handbook://pages/"

  /// Decoded: `engineering/ai.md`.
  package let path: String
  /// The section's fragment without `#`, decoded; `nil` for the whole page.
  package let anchor: String?

  package init(path: String, anchor: String? = nil) {
    self.path = path
    self.anchor = anchor
  }

  /// Parses an address that came from outside.
  package init(parsing text: String) throws(Problem) {
    // Schemes and hosts are compared without regard to case (RFC 3986 section 6.2.2.1).
    let prefix = Self.prefix
    guard text.utf8.count >= prefix.utf8.count,
      text.prefix(prefix.count).lowercased() == prefix
    else { throw .otherScheme }
    let rest = text.dropFirst(prefix.count)
    let parts = rest.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard let encodedPath = parts.first, !encodedPath.isEmpty else { throw .noPath }
    guard !encodedPath.utf8.contains(UInt8(ascii: "?")) else { throw .hasQuery }
    var pathParts: [String] = []
    for part in encodedPath.split(separator: "/", omittingEmptySubsequences: false) {
      let decoded = try Self.decoded(part)
      guard !decoded.utf8.contains(UInt8(ascii: "/")) else { throw .forbiddenCharacter }
      guard !["", ".", ".."].contains(decoded) else { throw .forbiddenPathPart }
      pathParts.append(decoded)
    }
    path = pathParts.joined(separator: "/")
    anchor = parts.count > 1 && !parts[1].isEmpty ? try Self.decoded(parts[1]) : nil
  }

  /// The address as text.
  package var text: String {
    Self.prefix + PercentEncoding.encode(path)
      + (anchor.map { "#" + PercentEncoding.encode($0) } ?? "")
  }

  private static func decoded(_ part: Substring) throws(Problem) -> String {
    guard let bytes = PercentEncoding.decode(part) else { throw .invalidPercentEncoding }
    guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }) else {
      throw .forbiddenCharacter
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
    return text
  }
}

extension HandbookURI.Problem {
  /// What the caller is told.
  package var message: String {
    switch self {
    case .otherScheme: "an address begins with '\(HandbookURI.prefix)'"
    case .noPath: "the address names no page"
    case .invalidPercentEncoding: "the address has a '%' without two hexadecimal digits after it"
    case .notUTF8: "the address is not UTF-8 once it is decoded"
    case .forbiddenCharacter:
      "the address holds a control character, a backslash or an encoded '/'"
    case .forbiddenPathPart: "the address holds an empty path part, '.' or '..'"
    case .hasQuery: "the address has a query: write '?' as %3F where it belongs to a name"
    }
  }
}
