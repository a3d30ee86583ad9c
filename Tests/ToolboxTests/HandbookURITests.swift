import Testing
import Toolbox

struct HandbookURITests {
  @Test(arguments: [
    ("ai-platform.md", nil, "handbook://pages/ai-platform.md"),
    ("a/b c.md", "how-it-works", "handbook://pages/a/b%20c.md#how-it-works"),
    ("häuser/100%.md", "größe", "handbook://pages/h%C3%A4user/100%25.md#gr%C3%B6%C3%9Fe"),
    ("a?b#c.md", nil, "handbook://pages/a%3Fb%23c.md"),
  ])
  func writesAndReadsBack(path: String, anchor: String?, text: String) throws {
    let uri = HandbookURI(path: path, anchor: anchor)
    #expect(uri.text == text)
    #expect(try HandbookURI(parsing: text) == uri)
  }

  @Test(
    arguments: [
      // Decoded exactly once: what is left is the name of a file that nobody has.
      ("handbook://pages/%252e%252e/secret.md", "%2e%2e/secret.md", nil),
      ("HANDBOOK://Pages/a.md", "a.md", nil),
      ("handbook://pages/a.md#", "a.md", nil),
      ("handbook://pages/a%2Emd", "a.md", nil),
      ("handbook://pages/...", "...", nil),
    ] as [(String, String, String?)])
  func reads(text: String, path: String, anchor: String?) throws {
    #expect(try HandbookURI(parsing: text) == HandbookURI(path: path, anchor: anchor))
  }

  @Test(arguments: [
    ("", HandbookURI.Problem.otherScheme),
    ("handbook://pages", .otherScheme),
    ("file:///etc/passwd", .otherScheme),
    ("handbook://skills/a", .otherScheme),
    ("handbook://pages/", .noPath),
    ("handbook://pages/#a", .noPath),
    ("handbook://pages/../a.md", .forbiddenPathPart),
    ("handbook://pages/a/%2e%2E/b.md", .forbiddenPathPart),
    ("handbook://pages//etc/passwd", .forbiddenPathPart),
    ("handbook://pages/a//b.md", .forbiddenPathPart),
    ("handbook://pages/./a.md", .forbiddenPathPart),
    ("handbook://pages/a/", .forbiddenPathPart),
    ("handbook://pages/..%2Fa.md", .forbiddenCharacter),
    ("handbook://pages/a.md%00.png", .forbiddenCharacter),
    ("handbook://pages/a\u{0}b.md", .forbiddenCharacter),
    ("handbook://pages/..%5Ca.md", .forbiddenCharacter),
    ("handbook://pages/a.md#%0A", .forbiddenCharacter),
    ("handbook://pages/a%2", .invalidPercentEncoding),
    ("handbook://pages/a%", .invalidPercentEncoding),
    ("handbook://pages/a%G0", .invalidPercentEncoding),
    ("handbook://pages/a%FF.md", .notUTF8),
    ("handbook://pages/%C0%AE%C0%AE/a.md", .notUTF8),
    ("handbook://pages/a.md?x=1", .hasQuery),
  ])
  func refuses(text: String, problem: HandbookURI.Problem) {
    #expect(throws: problem) { try HandbookURI(parsing: text) }
  }
}
