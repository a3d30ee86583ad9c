/// Which names of members tell that their values are secrets.
enum SecretKeys {
  /// What a name contains, written without separators: `DB_PASSWORD`, `client-secret`, `x-api-key`.
  private static let parts = [
    "password", "passwd", "secret", "apikey", "authorization", "cookie", "privatekey", "credential",
  ]
  /// What a name ends with: `token`, `accessToken`, but neither `max_tokens` nor `tokenizer`.
  private static let ending = "token"
  /// Names with that ending whose values are no secrets and needed to follow a session.
  private static let exceptions = ["progresstoken"]

  /// Whether a member of that name is to be hidden. Case and separators do not matter.
  static func contains(_ key: String) -> Bool {
    let name = squeezed(key)
    if name.hasSuffix(ending) { return !exceptions.contains(name) }
    return parts.contains { name.contains($0) }
  }

  /// Whether a text that has no members mentions what could be one.
  static func areMentioned(in text: String) -> Bool {
    let text = squeezed(text)
    return text.contains(ending) || parts.contains { text.contains($0) }
  }

  /// The letters and digits alone, in lower case.
  private static func squeezed(_ text: String) -> String {
    let bytes = text.utf8.compactMap { byte -> UInt8? in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: " "): nil
      default: byte
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
