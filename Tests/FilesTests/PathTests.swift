import Foundation
import TestSupport
import Testing

@testable import Files

struct PathTests {
  @Test(arguments: [
    ("a", "b", "a/b"), ("a/", "b", "a/b"), ("", "b", "b"), ("a", "/b", "/b"), ("/", "b", "/b"),
    ("a", "\u{301}b", "a/\u{301}b"),
  ])
  func joins(folder: String, path: String, expected: String) {
    #expect(Array(join(folder, path).utf8) == Array(expected.utf8))
  }

  @Test(arguments: [
    ("a/b/c", "a/b", "c"), ("c", ".", "c"), ("/c", "/", "c"), ("a/", "a", ""),
    ("a/\u{301}c", "a", "\u{301}c"),
  ])
  func splits(path: String, folder: String, name: String) {
    #expect(parentFolder(of: path) == folder)
    #expect(fileName(of: path) == name)
  }

  @Test(arguments: [
    ("/r", "/r", true), ("/r", "/r/a", true), ("/r", "/ra", false), ("/r", "/", false),
    ("/", "/a", true), ("/", "/", true), ("/r", "/r/\u{301}a", true),
    // One name to Swift's characters, two to the system.
    ("/\u{E9}", "/e\u{301}/a", false),
  ])
  func comparesRealPaths(folder: String, path: String, expected: Bool) {
    #expect(isInside(folder, path) == expected)
  }

  @Test func tellsKinds() throws {
    let folder = try TemporaryFolder()
    try folder.write("a")
    try folder.link("link", to: "a")
    try folder.link("dangling", to: "nowhere")
    #expect(FileKind(at: "\(folder.path)/a") == .file)
    #expect(FileKind(at: "\(folder.path)/link") == .file)
    #expect(FileKind(at: folder.path) == .folder)
    #expect(FileKind(at: "/dev/null") == .other)
    #expect(FileKind(at: "\(folder.path)/dangling") == nil)
  }
}

/// `resolve(_:inside:)`: paths that a client sent.
struct ResolveTests {
  private let folder: TemporaryFolder
  private var root: String { "\(folder.path)/root" }

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("root/a.md")
    try folder.write("root/docs/b.md")
    try folder.write("root/..c/...md")
    try folder.write("root/\u{301}d.md")
    try folder.write("root2/secret.md")
    try folder.write("secret.md")
    try folder.link("root/inner", to: "docs")
    try folder.link("root/outer", to: "..")
    try folder.link("root/outer.md", to: "../secret.md")
    try folder.link("root/sibling", to: "../root2")
    try folder.link("root/absolute", to: "/etc")
    try folder.link("root/hop", to: "outer")
    try folder.link("root/circle", to: "circle")
  }

  @Test(arguments: [
    ("a.md", "/a.md"), ("./a.md", "/a.md"), ("docs//b.md", "/docs/b.md"),
    ("docs/./b.md", "/docs/b.md"), ("inner/b.md", "/docs/b.md"), ("..c/...md", "/..c/...md"),
    ("\u{301}d.md", "/\u{301}d.md"), ("", ""), (".", ""), ("docs/", "/docs"),
  ])
  func findsWhatLiesInside(path: String, expected: String) throws {
    #expect(try resolve(path, inside: root) == root + expected)
  }

  @Test(arguments: [
    "..", "../secret.md", "docs/../../secret.md", "docs/..", "docs/../a.md", "./../secret.md",
    "/etc/passwd", "/", "//etc/passwd", "a.md\0", "a.md\0/../../secret.md", "outer/secret.md",
    "outer.md", "outer/root2/secret.md", "sibling/secret.md", "sibling", "absolute/passwd",
    "absolute", "hop/secret.md", "inner/../../secret.md", "..//secret.md", "docs/../..",
    "../\u{301}x",
  ])
  func refusesWhatLeadsOutside(path: String) {
    let error = #expect(throws: FileError.self) { try resolve(path, inside: self.root) }
    #expect(error == FileError(path: path, .outsideRoot))
  }

  @Test(arguments: [
    ("none.md", ENOENT), ("a.md/b", ENOTDIR), ("circle", ELOOP), ("..\\secret.md", ENOENT),
    ("%2e%2e/secret.md", ENOENT), ("...", ENOENT), (" ..", ENOENT),
    ("\u{FF0E}\u{FF0E}/secret.md", ENOENT), ("~/secret.md", ENOENT),
    (String(repeating: "x", count: 5_000), ENAMETOOLONG),
  ])
  func passesOnWhatTheSystemSays(path: String, number: Int32) {
    let error = #expect(throws: FileError.self) { try resolve(path, inside: self.root) }
    #expect(error == FileError(path: path, .system(number)))
  }

  @Test func followsARootThatIsALink() throws {
    try folder.link("alias", to: "root")
    #expect(try resolve("a.md", inside: "\(folder.path)/alias") == "\(root)/a.md")
  }

  @Test func throwsWhereTheRootIsMissing() {
    let error = #expect(throws: FileError.self) { try resolve("a.md", inside: "\(self.root)/none") }
    #expect(error == FileError(path: "\(root)/none", .system(ENOENT)))
  }
}
