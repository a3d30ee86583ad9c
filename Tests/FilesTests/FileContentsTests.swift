import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Files

struct FileContentsTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test(arguments: [0, 1, 4_095, 4_096, 100_000])
  func readsWholeFiles(byteCount: Int) throws {
    let bytes = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try folder.write("a", bytes: bytes)
    #expect(try FileContents.read("\(folder.path)/a") == bytes)
  }

  @Test func refusesFilesBeyondTheLimit() throws {
    try folder.write("a", "12345")
    let path = "\(folder.path)/a"
    #expect(try FileContents.read(path, maximumBytes: 5) == Array("12345".utf8))
    let error = #expect(throws: FileError.self) { try FileContents.read(path, maximumBytes: 4) }
    #expect(error == FileError(path: path, .tooLarge(byteCount: 5, maximum: 4)))
    #expect(
      error?.description == "\(path): the file has 5 bytes, more than the limit of 4")
  }

  @Test func refusesWhatIsNoFile() throws {
    mkfifo("\(folder.path)/pipe", 0o600)
    for path in [folder.path, "\(folder.path)/pipe", "/dev/null"] {
      let error = #expect(throws: FileError.self) { try FileContents.read(path) }
      #expect(error == FileError(path: path, .notARegularFile))
    }
  }

  @Test func saysWhyAFileCannotBeRead() {
    let path = "\(folder.path)/none"
    let error = #expect(throws: FileError.self) { try FileContents.read(path) }
    #expect(error?.description == "\(path): no such file or directory")
  }

  // Only Linux has files whose size is said to be 0 and is not.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/status")))
  func readsFilesThatHideTheirSize() throws {
    #expect(try FileContents.read("/proc/self/status").count > 100)
  }

  @Test func neverReadsHalfOfAFileThatIsBeingWritten() throws {
    let folder = folder
    let path = "\(folder.path)/busy.md"
    func text(_ number: Int) -> String {
      "\(number)\n" + String(repeating: "\(number) ", count: 5000) + "\n\(number)\n"
    }
    try folder.write("busy.md", text(0))
    let isDone = Mutex(false)
    let writer = Thread {
      for number in 1...400 {
        try? folder.write(
          "busy.md",
          "\(number)\n" + String(repeating: "\(number) ", count: 5000) + "\n\(number)\n")
      }
      isDone.withLock { $0 = true }
    }
    writer.start()
    while !isDone.withLock({ $0 }) {
      do {
        let read = String(decoding: try FileContents.readSettled(path), as: UTF8.self)
        try #require(read == text(Int(read.prefix { $0 != "\n" }) ?? -1), "torn")
      } catch let error as FileError {
        // It never rests long enough; whoever asked has what it read before.
        #expect(error == FileError(path: path, .beingWritten))
      }
    }
    #expect(try FileContents.readSettled(path) == Array(text(400).utf8))
  }
}
