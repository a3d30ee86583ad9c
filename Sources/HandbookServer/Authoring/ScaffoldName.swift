/// The rules for names of tools and of skills.
package struct ScaffoldName: Sendable {
  /// What is named: "tool" or "skill".
  package let noun: String
  package let rule: String
  private let separator: UInt8
  private let alsoAllowed: Set<UInt8>
  private let maximumBytes: Int

  /// What every known client takes, its own prefix included.
  package static let tool = ScaffoldName(
    noun: "tool", rule: "a-z, 0-9 and '_', at most 52 characters, such as list_vectors",
    separator: UInt8(ascii: "_"), alsoAllowed: [UInt8(ascii: "-")], maximumBytes: 52)

  /// The Agent Skills standard.
  package static let skill = ScaffoldName(
    noun: "skill",
    rule: "a-z, 0-9 and single '-' inside, at most 64 characters, such as finding-the-owner",
    separator: UInt8(ascii: "-"), alsoAllowed: [], maximumBytes: 64)

  /// Whether a name may be used as it is.
  package func allows(_ name: String) -> Bool {
    nearest(to: name) == name
  }

  /// The valid name that comes closest; `nil` where nothing is left of it.
  package func nearest(to name: String) -> String? {
    var bytes: [UInt8] = []
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        bytes.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        bytes.append(byte | 0x20)
      case _ where alsoAllowed.contains(byte):
        bytes.append(byte)
      default:
        // Whatever else separates words, once.
        if let last = bytes.last, last != separator { bytes.append(separator) }
      }
    }
    bytes = Array(bytes.prefix(maximumBytes))
    while let last = bytes.last, last == separator { bytes.removeLast() }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }
}
