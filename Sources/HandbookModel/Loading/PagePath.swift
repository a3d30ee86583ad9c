/// Paths inside the handbook.
enum PagePath {
  /// The endings that make a file a page.
  static let extensions = [".md", ".mdx", ".markdown", ".txt"]

  /// Whether a file of that name is a page.
  static func isPage(_ name: String) -> Bool {
    let name = name.lowercased()
    return extensions.contains { name.hasSuffix($0) && name.utf8.count > $0.utf8.count }
  }

  /// The path without a page's extension.
  static func withoutExtension(_ path: String) -> String {
    let lowercased = path.lowercased()
    guard let found = extensions.first(where: { lowercased.hasSuffix($0) }) else { return path }
    return String(decoding: path.utf8.dropLast(found.utf8.count), as: UTF8.self)
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
