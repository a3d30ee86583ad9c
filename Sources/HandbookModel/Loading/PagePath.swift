/// Paths inside the handbook.
enum PagePath {
  /// The endings that make a file a page.
  static let extensions = [".md", ".mdx", ".markdown", ".txt"]

  /// Whether a file of that name is a page.
  static func isPage(_ name: String) -> Bool {
    extensions.contains { hasEnding($0, name) && name.utf8.count > $0.utf8.count }
  }

  /// The path without a page's extension.
  static func withoutExtension(_ path: String) -> String {
    guard let found = extensions.first(where: { hasEnding($0, path) }) else { return path }
    return String(decoding: path.utf8.dropLast(found.utf8.count), as: UTF8.self)
  }

  /// Whether a text ends in an ending, which is in lower case; bytes are compared, as a large handbook has many.
  private static func hasEnding(_ ending: String, _ text: String) -> Bool {
    guard text.utf8.count >= ending.utf8.count else { return false }
    return zip(text.utf8.reversed(), ending.utf8.reversed()).allSatisfy { byte, expected in
      byte == expected
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) && byte | 0x20 == expected
    }
  }

  /// The path with `.`, `..` and empty parts resolved; `nil` where it leads out of the folder.
  static func normalized(_ path: String) -> String? {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}
