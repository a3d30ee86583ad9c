import Testing

@testable import Files

struct PercentEncodingTests {
  @Test(arguments: [
    ("a/b-c_d.e~1", "a/b-c_d.e~1"), ("a b", "a%20b"), ("é", "%C3%A9"), ("%41", "%2541"),
    ("?#&+", "%3F%23%26%2B"), ("", ""),
  ])
  func roundTrips(text: String, encoded: String) {
    #expect(PercentEncoding.encode(text) == encoded)
    #expect(PercentEncoding.decode(encoded[...]) == Array(text.utf8))
  }

  @Test(arguments: ["%", "%4", "%4g", "%+1", "%-1", "% 1", "a%"])
  func refusesBrokenEscapes(text: String) {
    #expect(PercentEncoding.decode(text[...]) == nil)
  }

  @Test func decodesOnce() {
    #expect(PercentEncoding.decode("%252e%252e"[...]) == Array("%2e%2e".utf8))
    #expect(PercentEncoding.decode("%FF"[...]) == [0xFF])
  }
}
