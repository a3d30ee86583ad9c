/// What the destination of a link in a skill means.
enum LinkTarget: Equatable {
  /// An address, or a place in the same file.
  case elsewhere
  /// A path relative to the skill's folder, `.` and `..` taken out.
  case file(String)
  /// A path that leaves the skill's folder.
  case outside

  /// - Parameter folder: that of the file with the link, relative to the skill's folder; empty for itself.
  init(_ destination: String, from folder: String) {
    let path = destination.prefix { $0 != "#" && $0 != "?" }
    if path.isEmpty || Self.hasScheme(path) || path.hasPrefix("//") {
      self = .elsewhere
      return
    }
    guard !path.hasPrefix("/") else {
      self = .outside
      return
    }
    var parts = folder.split(separator: "/").map(String.init)
    for part in Self.decoded(path).split(separator: "/") {
      switch part {
      case ".": continue
      case "..":
        guard parts.popLast() != nil else {
          self = .outside
          return
        }
      default: parts.append(String(part))
      }
    }
    self = .file(parts.isEmpty ? "." : parts.joined(separator: "/"))
  }

  /// The path, where it is one inside the folder.
  var path: String? {
    if case .file(let path) = self { path } else { nil }
  }

  /// Whether it begins with a word and a colon (RFC 3986, section 3.1).
  private static func hasScheme(_ path: Substring) -> Bool {
    guard let colon = path.utf8.firstIndex(of: UInt8(ascii: ":")),
      path.utf8.first.map({ $0.isNameStart && $0 != UInt8(ascii: "_") }) == true
    else { return false }
    return path.utf8[..<colon].allSatisfy {
      ($0.isNameByte && $0 != UInt8(ascii: "_")) || "+-.".utf8.contains($0)
    }
  }

  /// The path with `%20` and the like as the characters that they stand for.
  private static func decoded(_ path: Substring) -> String {
    guard path.utf8.contains(UInt8(ascii: "%")) else { return String(path) }
    var bytes: [UInt8] = []
    var rest = path.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
