internal import Files

/// Finds the page that a link of another page means.
struct LinkResolver: Sendable {
  /// What a link leads to.
  enum Target: Equatable {
    /// Another site, a mail address: nothing that the handbook could hold.
    case external
    /// The page's place in the list of paths; the fragment without its `#`.
    case page(Int, anchor: String?)
    /// A file of the handbook that is no page: an image, a table.
    case file(String)
    /// Nothing.
    case dangling
  }

  private let paths: [String]
  private let indices: [String: Int]
  /// By the path without extension, a final `index` or `README` left out.
  private let indicesByKey: [String: Int]
  /// By the last part of that key, for links that are absolute in a site of which the handbook is a part.
  private let indicesByName: Lazy<[Substring: [Int]]>
  private let keys: [String]

  /// - Parameter paths: of every page, in order.
  init(paths: [String]) {
    self.paths = paths
    keys = paths.map(Self.key)
    indices = Dictionary(
      paths.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    indicesByKey = Dictionary(
      keys.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    indicesByName = Lazy { [keys] in
      Dictionary(grouping: keys.indices) { keys[$0].split(separator: "/").last ?? "" }
    }
  }

  private static func key(_ path: String) -> String {
    let key = PagePath.withoutExtension(path)
    for name in ["index", "README", "readme"] {
      if key == name { return "" }
      if key.hasSuffix("/" + name) { return String(key.dropLast(name.count + 1)) }
    }
    return key
  }

  /// Resolves a destination as it is written in the page at an index.
  /// - Parameter fileExists: says whether the handbook's folder holds a file that is no page.
  func resolve(
    _ destination: String, from page: Int, fileExists: (String) -> Bool
  ) -> Target {
    guard !destination.isEmpty else { return .dangling }
    guard !Self.isExternal(destination) else { return .external }
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let anchor = parts.count > 1 && !parts[1].isEmpty ? percentDecoded(parts[1]) : nil
    let path = percentDecoded(parts[0].prefix { $0 != "?" })
    guard !path.isEmpty else { return .page(page, anchor: anchor) }
    if path.hasPrefix("/") {
      return resolveAbsolute(path, anchor: anchor, fileExists)
    }
    guard let normalized = PagePath.normalized(join(parentFolder(of: paths[page]), path)) else {
      return .dangling
    }
    if let index = find(normalized) { return .page(index, anchor: anchor) }
    return fileExists(normalized) ? .file(normalized) : .dangling
  }

  private func find(_ path: String) -> Int? {
    indices[path] ?? indicesByKey[path] ?? indicesByKey[Self.key(path)]
  }

  /// The handbook's folder may be the site's root, lie below it, or hold it: the page whose path and the
  /// link agree in the most trailing parts is meant, where one of the two is wholly used up.
  private func resolveAbsolute(
    _ path: String, anchor: String?, _ fileExists: (String) -> Bool
  ) -> Target {
    guard let normalized = PagePath.normalized(path) else { return .dangling }
    if let index = find(normalized) { return .page(index, anchor: anchor) }
    let wanted = Self.key(normalized).split(separator: "/")
    guard let name = wanted.last else { return .dangling }
    var best: (index: Int, agreement: Int)?
    for index in indicesByName.value[name] ?? [] {
      let parts = keys[index].split(separator: "/")
      let agreement = zip(wanted.reversed(), parts.reversed()).prefix { $0 == $1 }.count
      guard agreement == min(wanted.count, parts.count) else { continue }
      if agreement > best?.agreement ?? 0 { best = (index, agreement) }
    }
    if let best { return .page(best.index, anchor: anchor) }
    return fileExists(normalized) ? .file(normalized) : .dangling
  }

  /// Whether the destination begins with a scheme (RFC 3986 section 3.1) or another host's name.
  private static func isExternal(_ destination: String) -> Bool {
    if destination.hasPrefix("//") { return true }
    var isFirst = true
    for byte in destination.utf8 {
      switch byte {
      case UInt8(ascii: ":"): return !isFirst
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): break
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."):
        if isFirst { return false }
      default: return false
      }
      isFirst = false
    }
    return false
  }

  private func percentDecoded(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    let bytes = Array(text.utf8)
    var decoded: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let value = UInt8(
          String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        decoded.append(value)
        index += 3
      } else {
        decoded.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }
}
