import Testing

@testable import HandbookModel

struct LinkResolverTests {
  private static let paths = [
    "engineering/ai/ai-platform.md", "engineering/ai/index.md", "engineering/index.mdx",
    "index.md", "people/hiring process.md", "people/teams.md",
  ]

  @Test(arguments: [
    ("teams.md", "people/teams.md"),
    ("teams", "people/teams.md"),
    ("./teams.md#size", "people/teams.md#size"),
    ("#here", "people/teams.md#here"),
    ("?query", "people/teams.md"),
    ("hiring%20process.md", "people/hiring process.md"),
    ("../index.md", "index.md"),
    ("..", "index.md"),
    ("../engineering", "engineering/index.mdx"),
    ("../engineering/ai/", "engineering/ai/index.md"),
    ("/engineering/ai/ai-platform", "engineering/ai/ai-platform.md"),
    ("/handbook/engineering/ai/ai-platform#who", "engineering/ai/ai-platform.md#who"),
    ("/ai/ai-platform.md", "engineering/ai/ai-platform.md"),
    ("/handbook/people/teams/", "people/teams.md"),
    ("/other/people/x/teams", "dangling"),
    ("/", "index.md"),
    ("missing.md", "dangling"),
    ("../../outside.md", "dangling"),
    ("/nowhere", "dangling"),
    ("", "dangling"),
    ("logo.png", "file people/logo.png"),
    ("https://example.com/teams.md", "external"),
    ("mailto:a@example.com", "external"),
    ("//example.com/x", "external"),
    ("%ZZ%4", "dangling"),
  ])
  func findsWhatALinkMeans(destination: String, expected: String) {
    let resolver = LinkResolver(paths: Self.paths)
    let result =
      switch resolver.resolve(destination, from: 5, fileExists: { $0 == "people/logo.png" }) {
      case .external: "external"
      case .dangling: "dangling"
      case .file(let path): "file \(path)"
      case .page(let index, let anchor): Self.paths[index] + (anchor.map { "#\($0)" } ?? "")
      }
    #expect(result == expected)
  }
}
