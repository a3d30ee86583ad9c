import Foundation
import Synchronization
import TestSupport
import Testing

/// Pages and folders that are exchanged for links which lead out, while the program reads them.
@Suite(.timeLimit(.minutes(5)))
struct LinkRaceTests {
  private let root: TemporaryFolder
  private let outside: TemporaryFolder

  init() throws {
    root = try FaultRoot.make()
    // What takes a while between the walk and the reading of what comes last.
    for number in 0..<300 { try root.write("seeds/many/\(number).md", "# Page \(number)\n") }
    try root.write("seeds/zone/two.md", "# Two\n\nThe shape is round.\n")
    try root.write("seeds/zz.md", FaultRoot.page("ochre"))
    outside = try TemporaryFolder([
      "zz.md": "# Secret\n\nThe colour is violet.\n", "two.md": "# Secret\n\nviolet\n",
    ])
    // Settled long ago: nobody waits for them.
    let old = timeval(tv_sec: 1_000_000_000, tv_usec: 0)
    for path in [root.path + "/seeds/zz.md", root.path + "/seeds/zone/two.md"]
      + ["zz.md", "two.md"].map({ outside.path + "/" + $0 })
    {
      utimes(path, [old, old])
    }
  }

  @Test func nothingFromOutsideIsFound() throws {
    try whileExchanging {
      for _ in 0..<25 {
        let outcome = try HandbookProgram.run([
          "call", "search", "--query", "secret violet", "--root", root.path,
        ])
        try #require(!outcome.output.contains("# Secret"), "\(outcome.output)")
        try #require(!outcome.output.contains("title: Secret"), "\(outcome.output)")
        try #require(!outcome.output.contains("is violet"), "\(outcome.output)")
      }
    }
  }

  private func whileExchanging(_ body: () throws -> Void) throws {
    let (seeds, outside) = (root.path + "/seeds", outside.path)
    let kept = root.path + "/kept"
    let isDone = Mutex(false)
    let hasEnded = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      while !isDone.withLock({ $0 }) {
        symlink(outside + "/zz.md", kept + ".link")
        link(seeds + "/zz.md", kept + ".md")
        rename(kept + ".link", seeds + "/zz.md")
        rename(kept + ".md", seeds + "/zz.md")
        rename(seeds + "/zone", kept)
        symlink(outside, seeds + "/zone")
        unlink(seeds + "/zone")
        rename(kept, seeds + "/zone")
      }
      hasEnded.signal()
    }
    defer {
      isDone.withLock { $0 = true }
      hasEnded.wait()
    }
    try body()
  }
}
