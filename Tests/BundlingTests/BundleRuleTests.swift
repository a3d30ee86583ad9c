import Bundling
import Testing

struct BundleRuleTests {
  @Test(
    arguments: [
      (
        .name, ["handbook", "a", "acme-2-handbook"],
        ["", "Acme", "a--b", "-a", "a-", "a b", "ä", String(repeating: "a", count: 65)]
      ),
      (
        .title, ["Handbook", "Ä & Co.", String(repeating: "ä", count: 100)],
        ["", " ", "a\nb", "a\u{7F}", String(repeating: "a", count: 101)]
      ),
      (
        .version, ["0.1.0", "10.20.30", "1.0.0-alpha.1", "1.0.0-0-x+build.007", "1.0.0+x"],
        [
          "", "1", "1.0", "1.0.0.0", "v1.0.0", "01.0.0", "1.0.x", "^1.0.0", "1.0.0-", "1.0.0-01",
          "1.0.0-a..b", "1.0.0+", "latest", ">=1.0.0", "1.0.0 ",
        ]
      ),
      (
        .registryName, ["io.github.you/handbook", "com.acme-inc/Hand.book_2"],
        [
          "", "handbook", "io/handbook", "io.github.you", "io.github.you/a/b", "io..you/a", "/a",
          "io.you/", "io.-you/a", "io.you/-a", "io.you/a b", "io.yoü/a",
        ]
      ),
      (
        .url, ["https://example.com/handbook.mcpb", "https://example.com/mcp/1.zip"],
        [
          "", "http://example.com/a.mcpb", "https://example.com/handbook.zip", "https:///a.mcpb",
          "https://example.com/a b.mcpb", "a.mcpb", "https://example.com/ä.mcpb",
        ]
      ),
    ] as [(BundleRule, [String], [String])])
  func textsAreAsTheyMustBe(rule: BundleRule, allowed: [String], refused: [String]) {
    #expect(allowed.filter { !rule.allows($0) } == [])
    #expect(refused.filter(rule.allows) == [])
  }
}
