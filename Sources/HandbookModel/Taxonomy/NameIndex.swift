/// Names by what they begin with, so that a text is searched for any number of them at once.
struct NameIndex: Sendable {
  /// By the word at the beginning, or by the first byte of a name that begins with something else; in the order given.
  private var names: [ArraySlice<UInt8>: [String]] = [:]

  /// - Parameter names: of those that begin at the same place in a text the one that comes first counts.
  init(_ names: some Sequence<String>) {
    for name in names where !name.isEmpty {
      let bytes = Array(name.utf8)[...]
      self.names[Self.beginning(of: bytes), default: []].append(name)
    }
  }

  /// The names that occur in the text as whole words, in its order, each once.
  func mentions(in text: String) -> [String] {
    guard !names.isEmpty else { return [] }
    let bytes = Array(text.utf8)
    var rest = bytes[...]
    var found: [String] = []
    var known: Set<String> = []
    while !rest.isEmpty {
      let beginning = Self.beginning(of: rest)
      let isInsideWord = rest.startIndex > 0 && bytes[rest.startIndex - 1].isWordByte
      let candidates = isInsideWord ? nil : names[beginning]
      let name = candidates?.first { name in
        rest.starts(with: name.utf8) && rest.dropFirst(name.utf8.count).first?.isWordByte != true
      }
      guard let name else {
        rest = rest[beginning.endIndex...]
        continue
      }
      if known.insert(name).inserted { found.append(name) }
      rest = rest.dropFirst(name.utf8.count)
    }
    return found
  }

  private static func beginning(of bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let word = bytes.prefix(while: \.isWordByte)
    return word.isEmpty ? bytes.prefix(1) : word
  }
}

extension UInt8 {
  fileprivate var isWordByte: Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || self >= 0x80
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}
