import Foundation
import TestSupport
import Testing

@testable import Files

struct FileTreeTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func tree(_ root: String = "") throws -> FileTree {
    try FileTree(of: join(folder.path, root)) { $0.hasSuffix(".md") }
  }

  private func paths(_ tree: FileTree) -> [String] { tree.entries.map(\.path) }

  @Test func findsTheChosenFilesInOrderOfBytes() throws {
    for name in ["b.md", "a/z.md", "a.md", "a-1.md", "a/b/c.md", "É.md", "skip.txt"] {
      try folder.write(name)
    }
    let tree = try tree()
    #expect(paths(tree) == ["a-1.md", "a.md", "a/b/c.md", "a/z.md", "b.md", "É.md"])
    #expect(tree.problems == [])
  }

  @Test func leavesOutNamesThatBeginWithADot() throws {
    for name in [".git/x.md", ".hidden.md", ".\u{301}x.md", "seen.md"] { try folder.write(name) }
    #expect(paths(try tree()) == ["seen.md"])
  }

  @Test func saysSizeAndTimeOfFiles() throws {
    try folder.write("a.md", "twelve bytes")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)],
      ofItemAtPath: "\(folder.path)/a.md")
    let entry = try #require(try tree().entries.first)
    #expect(entry.byteCount == 12)
    #expect(entry.modificationTime == 1_700_000_000_000_000_000)
    // No program can set that one back.
    #expect(entry.changeTime > entry.modificationTime)
  }

  @Test func tellsAFileFromOneThatTookItsPlace() throws {
    try folder.write("a.md", "twelve bytes")
    let first = try #require(try tree().entries.first)
    try folder.write("b.md", "12 bytes new")
    rename("\(folder.path)/b.md", "\(folder.path)/a.md")
    let second = try #require(try tree().entries.first)
    #expect(second.path == first.path)
    #expect(second.fileNumber != first.fileNumber)
  }

  @Test func followsLinksToFilesInside() throws {
    try folder.write("docs/a.md", "four")
    try folder.link("b.md", to: "docs/a.md")
    let tree = try tree()
    #expect(paths(tree) == ["b.md", "docs/a.md"])
    #expect(tree.entries.map(\.byteCount) == [4, 4])
  }

  @Test func readsALinkedFolderOnceUnderItsOwnName() throws {
    try folder.write("v2/a.md")
    try folder.link("latest", to: "v2")
    try folder.link("z", to: "v2")
    let tree = try tree()
    #expect(paths(tree) == ["v2/a.md"])
    #expect(
      tree.problems == [
        FileError(path: "latest", .visitedAlready), FileError(path: "z", .visitedAlready),
      ])
  }

  @Test func entersAHiddenFolderThroughALink() throws {
    try folder.write(".store/a.md")
    try folder.write(".store/deep/b.md")
    try folder.link("shown", to: ".store")
    try folder.link("deep", to: ".store/deep")
    let tree = try tree()
    #expect(paths(tree) == ["deep/b.md", "shown/a.md"])
    #expect(tree.problems == [FileError(path: "shown/deep", .visitedAlready)])
  }

  @Test func endsOnLinksThatLeadInCircles() throws {
    try folder.write("a/b/c.md")
    try folder.link("a/b/up", to: "..")
    try folder.link("a/root", to: "..")
    try folder.link("self", to: "self")
    let tree = try tree()
    #expect(paths(tree) == ["a/b/c.md"])
    #expect(
      tree.problems == [
        FileError(path: "a/b/up", .visitedAlready), FileError(path: "a/root", .visitedAlready),
        FileError(path: "self", .system(ELOOP)),
      ])
  }

  @Test func staysInsideTheRoot() throws {
    try folder.write("root/in.md")
    try folder.write("secret.md")
    try folder.write("root2/secret.md")
    try folder.link("root/file.md", to: "../secret.md")
    try folder.link("root/folder", to: "../root2")
    try folder.link("root/absolute", to: "/")
    try folder.link("root/gone.md", to: "nowhere")
    let tree = try tree("root")
    #expect(paths(tree) == ["in.md"])
    #expect(
      tree.problems == [
        FileError(path: "absolute", .outsideRoot), FileError(path: "file.md", .outsideRoot),
        FileError(path: "folder", .outsideRoot), FileError(path: "gone.md", .system(ENOENT)),
      ])
  }

  @Test func readsARootThatIsALink() throws {
    try folder.write("real/a.md")
    try folder.link("root", to: "real")
    #expect(paths(try tree("root")) == ["a.md"])
  }

  @Test func leavesOutWhatNestsTooDeep() throws {
    let deep = Array(repeating: "d", count: 64).joined(separator: "/")
    try folder.write("\(deep)/last.md")
    try folder.write("\(deep)/d/beyond.md")
    let tree = try tree()
    #expect(paths(tree) == ["\(deep)/last.md"])
    #expect(tree.problems == [FileError(path: "\(deep)/d", .system(ENAMETOOLONG))])
  }

  // The system lets root read every folder.
  @Test(.enabled(if: geteuid() != 0)) func goesOnBehindAFolderThatItMayNotRead() throws {
    try folder.write("closed/a.md")
    try folder.write("open/a.md")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0], ofItemAtPath: "\(folder.path)/closed")
    let tree = try tree()
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700], ofItemAtPath: "\(folder.path)/closed")
    #expect(paths(tree) == ["open/a.md"])
    #expect(tree.problems == [FileError(path: "closed", .system(EACCES))])
  }

  @Test func throwsWhereTheRootCannotBeRead() throws {
    try folder.write("a.md")
    let missing = #expect(throws: FileError.self) { try self.tree("none") }
    #expect(missing == FileError(path: "\(folder.path)/none", .system(ENOENT)))
    let file = #expect(throws: FileError.self) { try self.tree("a.md") }
    #expect(file == FileError(path: "\(folder.path)/a.md", .system(ENOTDIR)))
  }

  @Test(arguments: [
    "a\nb.md", "a\u{202E}b.md", "a\u{1B}[31m.md", "a\u{E0041}.md", "a\u{200B}/b.md",
  ])
  func leavesOutNamesThatCannotBeShown(name: String) throws {
    try folder.write(name)
    try folder.write("seen.md")
    let tree = try tree()
    #expect(paths(tree) == ["seen.md"])
    let part = name.split(separator: "/").first.map(String.init) ?? ""
    #expect(tree.problems == [FileError(path: part, .hiddenCharacters)])
  }

  @Test(arguments: ["❤\u{FE0F}.md", "می\u{200C}خواهم.md", "e\u{301}.md", "👩\u{200D}💻.md", "a b.md"])
  func takesNamesThatNeedTheirMarks(name: String) throws {
    try folder.write(name)
    #expect(paths(try tree()) == [name])
  }

  @Test func saysThatAPipeIsNoFile() throws {
    #expect(mkfifo(folder.path + "/pipe.md", 0o600) == 0)
    #expect(mkfifo(folder.path + "/pipe.txt", 0o600) == 0)
    let tree = try tree()
    #expect(paths(tree) == [])
    #expect(tree.problems == [FileError(path: "pipe.md", .notARegularFile)])
  }

  @Test(.enabled(if: canHaveBothSpellings))
  func takesOneOfTwoNamesThatLookTheSame() throws {
    for name in ["caf\u{E9}.md", "cafe\u{301}.md", "cafe.md"] { try folder.write(name) }
    let tree = try tree()
    #expect(
      paths(tree).map { Array($0.utf8) } == ["cafe.md", "cafe\u{301}.md"].map { Array($0.utf8) })
    #expect(tree.problems.map { Array($0.path.utf8) } == [Array("caf\u{E9}.md".utf8)])
    #expect(tree.problems.map(\.reason) == [.sameName])
  }

  /// Some file systems take both spellings for one name.
  private static let canHaveBothSpellings: Bool = {
    guard let folder = try? TemporaryFolder(["caf\u{E9}": ""]),
      (try? folder.write("cafe\u{301}")) != nil
    else { return false }
    return (try? FileManager.default.contentsOfDirectory(atPath: folder.path).count) == 2
  }()

  /// So many that folders are walked on two threads.
  @Test func findsTheSameInManyFolders() throws {
    var expected: [String] = []
    for part in 0..<9 {
      for number in 0..<200 {
        let path = "part\(part)/\(number % 3 == 0 ? "deep/" : "")page\(number).md"
        try folder.write(path)
        expected.append(path)
      }
    }
    for name in ["0.md", "part3.md", "part9.md"] { try folder.write(name) }
    expected += ["0.md", "part3.md", "part9.md"]
    expected.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    try folder.write(".hidden/inside.md")
    try folder.link("part7/shown", to: "../.hidden")
    try folder.link("part8/again", to: "../part2")
    mkfifo("\(folder.path)/part6/pipe.md", 0o600)
    let tree = try tree()
    #expect(paths(tree).filter { $0 != "part7/shown/inside.md" } == expected)
    #expect(paths(tree).contains("part7/shown/inside.md"))
    #expect(
      tree.problems == [
        FileError(path: "part6/pipe.md", .notARegularFile),
        FileError(path: "part8/again", .visitedAlready),
      ])
  }
}
