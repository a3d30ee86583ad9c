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
    var (index, expected) = (text.utf8.endIndex, ending.utf8.endIndex)
    while expected > ending.utf8.startIndex {
      guard index > text.utf8.startIndex else { return false }
      index = text.utf8.index(before: index)
      expected = ending.utf8.index(before: expected)
      let byte = text.utf8[index]
      let isLetter = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      guard (isLetter ? byte | 0x20 : byte) == ending.utf8[expected] else { return false }
    }
    return true
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
