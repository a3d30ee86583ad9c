import Foundation
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
}
