import Testing

@testable import Toolbox

struct Base64URLTests {
  // The vectors of RFC 4648 section 10 without their padding, and the two characters of the
  // alphabet.
  @Test(arguments: [
    ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"),
    ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"), ("~~~???", "fn5-Pz8_"),
  ])
  func encodesAndDecodes(text: String, encoded: String) {
    #expect(Base64URL.encode(Array(text.utf8)) == encoded)
    #expect(Base64URL.decode(encoded) == Array(text.utf8))
  }

  @Test(arguments: ["A", "Zg==", "Z g", "Zh", "Zm9=", "Zm+v", "é"])
  func refuses(text: String) {
    #expect(Base64URL.decode(text) == nil)
  }

  @Test func roundTripsEveryByte() {
    let bytes = [UInt8](0...255)
    for count in bytes.indices {
      #expect(Base64URL.decode(Base64URL.encode(Array(bytes[..<count]))) == Array(bytes[..<count]))
    }
  }
}
