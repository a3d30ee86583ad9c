import Files
import Foundation
import JSON
import TestSupport
import Testing

@testable import Bundling

struct FolderContentsTests {
  @Test func takesRegularFilesAndSaysWhatIsLeftOut() throws {
    let folder = try TemporaryFolder([
      "b.md": "bb", "a/z.md": "z", "a/run.sh": "#!", "a-b.md": "", ".hidden": "x",
      ".git/config": "x",
      "node_modules/x/index.js": "x", "old.mcpb": "x", "back\\slash.md": "x",
    ])
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700], ofItemAtPath: folder.path + "/a/run.sh")
    try folder.link("link.md", to: "b.md")
    try folder.link("loop", to: ".")
    try folder.makeFolder("empty")
    #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
    let contents = try FolderContents(of: folder.path)
    #expect(
      contents.files == [
        .init(path: "a-b.md", byteCount: 0, isExecutable: false),
        .init(path: "a/run.sh", byteCount: 2, isExecutable: true),
        .init(path: "a/z.md", byteCount: 1, isExecutable: false),
        .init(path: "b.md", byteCount: 2, isExecutable: false),
      ])
    #expect(
      contents.skipped == [
        .init(path: ".git", reason: "hidden"), .init(path: ".hidden", reason: "hidden"),
        .init(path: "back\\slash.md", reason: "a backslash in its name"),
        .init(path: "link.md", reason: "a symbolic link"),
        .init(path: "loop", reason: "a symbolic link"),
        .init(path: "node_modules", reason: "made by a build"),
        .init(path: "old.mcpb", reason: "a bundle itself"),
        .init(path: "pipe", reason: "not a regular file"),
      ])
  }

  @Test func aFolderThatIsNotThereIsAnError() {
    let error = #expect(throws: FileError.self) { try FolderContents(of: "/no/such/folder") }
    #expect(error?.message == "no such file or directory")
  }

  @Test func aFileThatIsTooLargeIsRefusedUnread() throws {
    let folder = try TemporaryFolder(["Tools/a.yaml": "", "seeds/a.md": ""])
    // A file with a hole: five gigabytes that take no room.
    #expect(truncate(folder.path + "/seeds/a.md", 5 << 30) == 0)
    let parts = Bundle.Parts(
      program: ProgramFile(bytes: []), tools: folder.path + "/Tools", skills: nil,
      handbook: folder.path + "/seeds")
    let error = #expect(throws: Bundle.Problem.self) { try Bundle(parts, manifest: [:]) }
    #expect(error == .tooLarge(path: folder.path + "/seeds/a.md", byteCount: 5 << 30))
    #expect(
      error?.description
        == "with '\(folder.path)/seeds/a.md' (5368709120 bytes) the bundle would be larger than 1073741824 bytes"
    )
  }
}
