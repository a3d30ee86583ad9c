import Diagnostics

/// The entries of a mapping that is being read, with a quick look-up of keys.
struct EntryList {
  private(set) var entries: [YAMLNode.Entry] = []
  /// Filled only once the entries are many: comparing a few short keys is quicker than hashing them.
  private var positions: [String: SourcePosition] = [:]
  private static let linearCount = 24

  init() {
    // Growing from one, a list would move its first entries again and again.
    entries.reserveCapacity(8)
  }

  /// Why a key cannot be added: it is there already. `nil` where it can.
  ///
  /// Keys that differ only in how Unicode composes their characters count as the same, as they do in
  /// `YAMLNode`'s subscript.
  func refusal(of key: DocumentParser.Key) -> Fault? {
    let first =
      positions.isEmpty
      // By places: a copy of an entry would be counted and released.
      ? entries.indices.first { entries[$0].key == key.text }.map { entries[$0].keyPosition }
      : positions[key.text]
    return first.map { Fault(.duplicateKey(key.text, first: $0), at: key.position) }
  }

  mutating func append(_ key: DocumentParser.Key, _ value: YAMLNode) {
    entries.append(YAMLNode.Entry(key: key.text, keyPosition: key.position, value: value))
    if !positions.isEmpty {
      positions[key.text] = key.position
    } else if entries.count > Self.linearCount {
      for entry in entries { positions[entry.key] = entry.keyPosition }
    }
  }
}
