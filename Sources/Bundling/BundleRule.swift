/// What a text in a manifest or a registry entry must be like.
package enum BundleRule: Sendable, CaseIterable {
  case name
  case title
  case version
  case description
  case author
  case registryName
  case url

  /// What is allowed, for whoever wrote something else.
  package var explanation: String {
    switch self {
    case .name: "a-z, 0-9 and single '-' inside, at most 64 characters, such as acme-handbook"
    case .title, .description, .author: "one line of 1 to 100 characters"
    case .version: "an exact version such as 1.2.0 or 1.2.0-beta.1"
    case .registryName:
      "a name in reverse DNS that you own, one slash, and the server's name, such as io.github.you/handbook"
    case .url:
      "the https address that the bundle will be downloaded from; the registry wants 'mcp' in it, which '.mcpb' brings"
    }
  }

  /// Whether a text is as it must be.
  package func allows(_ text: String) -> Bool {
    switch self {
    case .name:
      return (1...64).contains(text.utf8.count)
        && Self.parts(text, "-").allSatisfy { Self.holds($0, Self.lowercase + Self.digits) }
    case .title, .description, .author:
      return (1...100).contains(text.unicodeScalars.count)
        && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        && text.contains { $0 != " " }
    case .version: return Self.isVersion(text)
    case .registryName:
      let sides = Self.parts(text, "/")
      return sides.count == 2 && text.utf8.count <= 200 && Self.parts(sides[0], ".").count >= 2
        && Self.parts(sides[0], ".").allSatisfy { label in
          Self.holds(label, Self.letters + Self.digits + "-") && !Self.hasEdge(label, "-")
        }
        && Self.holds(sides[1], Self.letters + Self.digits + "._-")
        && !Self.hasEdge(sides[1], "._-")
    case .url:
      let rest = text.dropFirst("https://".count)
      return text.hasPrefix("https://") && text.lowercased().contains("mcp")
        && !(rest.first ?? "/" == "/")
        && text.utf8.allSatisfy { (0x21..<0x7F).contains($0) }
    }
  }

  private static let lowercase = "abcdefghijklmnopqrstuvwxyz"
  private static let letters = lowercase + lowercase.uppercased()
  private static let digits = "0123456789"

  private static func parts(_ text: some StringProtocol, _ separator: Character) -> [Substring] {
    Substring(text).split(separator: separator, omittingEmptySubsequences: false)
  }

  private static func holds(_ text: Substring, _ allowed: String) -> Bool {
    !text.isEmpty && text.unicodeScalars.allSatisfy { allowed.unicodeScalars.contains($0) }
  }

  private static func hasEdge(_ text: Substring, _ characters: String) -> Bool {
    [text.first, text.last].contains { $0.map(characters.contains) ?? false }
  }

  /// Semantic Versioning 2.0.0, sections 2, 9 and 10.
  private static func isVersion(_ text: String) -> Bool {
    guard text.utf8.count <= 255 else { return false }
    let withBuild = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
    let withTag = withBuild[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let numbers = parts(withTag[0], ".")
    guard numbers.count == 3, numbers.allSatisfy(isNumber) else { return false }
    let identifier = letters + digits + "-"
    if withTag.count == 2 {
      let isRight = parts(withTag[1], ".").allSatisfy {
        holds($0, identifier) && (!holds($0, digits) || isNumber($0))
      }
      guard isRight else { return false }
    }
    return withBuild.count == 1 || parts(withBuild[1], ".").allSatisfy { holds($0, identifier) }
  }

  private static func isNumber(_ text: Substring) -> Bool {
    holds(text, digits) && (text == "0" || text.first != "0")
  }
}
