import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Files

/// Reading below a root while somebody exchanges files for links.
@Suite(.timeLimit(.minutes(5)))
struct ConfinedReadingTests {
  private let folder: TemporaryFolder
  private var root: String { "\(folder.path)/root" }

  init() throws {
    folder = try TemporaryFolder([
      "root/page.md": "inside", "root/docs/page.md": "inside", "outside/page.md": "outside",
      "outside/name-of-outside.md": "outside",
    ])
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try FileContents.read(path, inside: root), as: UTF8.self)
  }

  @Test func followsLinksInside() throws {
    try folder.link("root/a.md", to: "docs/page.md")
    try folder.link("root/inner", to: "docs")
    try folder.link("root/b.md", to: "\(root)/inner/page.md")
    try folder.link("alias", to: "root")
    for path in ["page.md", "a.md", "b.md", "inner/page.md", "./docs//page.md"] {
      #expect(try text(path) == "inside", "\(path)")
    }
    #expect(try FileContents.read("a.md", inside: "\(folder.path)/alias") == Array("inside".utf8))
  }

  @Test(arguments: [
    ("../outside/page.md", FileError.Reason.outsideRoot), ("/etc/passwd", .outsideRoot),
    ("page.md\0", .outsideRoot), ("outer/page.md", .outsideRoot), ("outer.md", .outsideRoot),
    ("docs/../page.md", .outsideRoot), ("none.md", .system(ENOENT)), ("circle", .system(ELOOP)),
    ("page.md/x", .system(ENOTDIR)), ("page.md/", .system(ENOTDIR)), ("docs", .notARegularFile),
    ("", .notARegularFile),
  ])
  func refuses(path: String, reason: FileError.Reason) throws {
    try folder.link("root/outer", to: "../outside")
    try folder.link("root/outer.md", to: "../outside/page.md")
    try folder.link("root/circle", to: "circle")
    let error = #expect(throws: FileError.self) { try text(path) }
    #expect(error == FileError(path: path, reason))
  }

  @Test func neverReadsWhatALinkOfAMomentLeadsTo() throws {
    try whileExchanging {
      for path in ["page.md", "docs/page.md"] {
        let bytes = try? FileContents.read(path, inside: root)
        try #require(bytes == nil || bytes == Array("inside".utf8), "\(path)")
        let settled = try? FileContents.readSettled(path, inside: root)
        try #require(settled == nil || settled == Array("inside".utf8), "\(path)")
      }
    }
  }

  @Test func neverWalksWhereALinkOfAMomentLeadsTo() throws {
    try whileExchanging {
      let paths = try FileTree(of: root) { $0.hasSuffix(".md") }.entries.map(\.path)
      try #require(!paths.contains("docs/name-of-outside.md"))
    }
  }

  /// Runs the body many times while a file and a folder are exchanged for links that lead out, and back.
  private func whileExchanging(_ body: () throws -> Void) throws {
    let (path, root) = (folder.path, root)
    let isDone = Mutex(false)
    let exchanger = Thread {
      // Settled long ago.
      let old = timeval(tv_sec: 1_000_000_000, tv_usec: 0)
      for name in ["root/page.md", "root/docs/page.md", "outside/page.md"] {
        utimes("\(path)/\(name)", [old, old])
      }
      while !isDone.withLock({ $0 }) {
        symlink("\(path)/outside/page.md", "\(path)/link")
        link("\(root)/page.md", "\(path)/kept.md")
        rename("\(path)/link", "\(root)/page.md")
        rename("\(path)/kept.md", "\(root)/page.md")
        rename("\(root)/docs", "\(path)/kept")
        symlink("\(path)/outside", "\(root)/docs")
        unlink("\(root)/docs")
        rename("\(path)/kept", "\(root)/docs")
      }
      isDone.withLock { $0 = false }
    }
    exchanger.start()
    defer {
      isDone.withLock { $0 = true }
      while isDone.withLock({ $0 }) { usleep(1_000) }
    }
    for _ in 0..<3_000 { try body() }
  }
}
