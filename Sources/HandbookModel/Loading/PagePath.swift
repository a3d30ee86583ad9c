/// Paths inside the handbook.
enum PagePath {
  /// The endings that make a file a page.
  private static let extensions: [StaticString] = [".md", ".mdx", ".markdown", ".txt"]

  /// Whether a file of that name is a page.
  static func isPage(_ name: String) -> Bool {
    extensionByteCount(of: name).map { name.utf8.count > $0 } ?? false
  }

  /// The path without a page's extension.
  static func withoutExtension(_ path: String) -> String {
    guard let count = extensionByteCount(of: path) else { return path }
    return String(decoding: path.utf8.dropLast(count), as: UTF8.self)
  }

  /// How long the ending is, in small letters or large ones, that makes a file a page; `nil` where there is none. Bytes
  /// are compared, as a large handbook has many paths.
  private static func extensionByteCount(of path: String) -> Int? {
    var path = path
    return path.withUTF8 { bytes in
      guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")) else { return nil }
      let ending = UnsafeBufferPointer(rebasing: bytes[dot...])
      let isPage = extensions.contains { expected in
        expected.withUTF8Buffer { expected in
          ending.count == expected.count
            && ending.indices.allSatisfy { lowercased(ending[$0]) == expected[$0] }
        }
      }
      return isPage ? ending.count : nil
    }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
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
