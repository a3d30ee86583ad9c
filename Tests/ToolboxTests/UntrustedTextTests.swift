import JSON
import Testing
import Toolbox

struct UntrustedTextTests {
  @Test(arguments: [
    "plain text\twith\r\nlines", "– “quoted” • bullet … §£€", "größer, naïve, 日本語, हिन्दी",
    "👩‍💻 works, ❤️ too, and 👨‍👩‍👧", "می‌خواهم", "1\u{FE0F}\u{20E3}", "क्\u{200D}ष", "",
  ])
  func leavesVisibleTextAlone(text: String) {
    #expect(UntrustedText.escaped(text) == text)
  }

  @Test(arguments: [
    ("a\u{202E}b", #"a\u{202E}b"#),
    ("a\u{200B}b", #"a\u{200B}b"#),
    ("a\u{200D}b", #"a\u{200D}b"#),
    ("a\u{0}b\u{1B}[0m", #"a\u{0}b\u{1B}[0m"#),
    ("\u{FEFF}a\u{AD}b", #"\u{FEFF}a\u{AD}b"#),
    ("x\u{E0041}\u{E007F}", #"x\u{E0041}\u{E007F}"#),
    ("❤\u{FE0F}\u{FE0F}", "❤\u{FE0F}" + #"\u{FE0F}"#),
    // A row of marks and joiners that no writing needs could spell something.
    ("a\u{FE0F}b\u{FE0E}", #"a\u{FE0F}b\u{FE0E}"#),
    ("日\u{200C}本\u{200D}語", #"日\u{200C}本\u{200D}語"#),
    ("1\u{FE0F}2", #"1\u{FE0F}2"#),
    ("😀\u{E0101}", #"😀\u{E0101}"#),
    ("\u{2066}a\u{2069}", #"\u{2066}a\u{2069}"#),
    ("a\u{85}b\u{2028}c", #"a\u{85}b\u{2028}c"#),
    ("\u{3164}\u{115F}\u{180E}\u{34F}\u{61C}", #"\u{3164}\u{115F}\u{180E}\u{34F}\u{61C}"#),
  ])
  func showsWhatCannotBeSeen(text: String, shown: String) {
    #expect(UntrustedText.escaped(text) == shown)
  }

  @Test func reachesEveryStringOfAValue() {
    let value: JSONValue = ["a\u{200B}": ["\u{202E}", ["x": "\u{7}"]], "n": 1]
    #expect(
      UntrustedText.escaped(value) == [#"a\u{200B}"#: [#"\u{202E}"#, ["x": #"\u{7}"#]], "n": 1])
  }

  @Test func replacesBytesThatAreNotUTF8() {
    let shown = ([0x61, 0xFF, 0xE2, 0x80] as [UInt8]).withUnsafeBufferPointer {
      UntrustedText.escaped($0)
    }
    #expect(shown == "a\u{FFFD}\u{FFFD}")
  }
}
