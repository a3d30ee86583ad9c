import Foundation
import Measurement
import TestSupport
import Testing

@testable import Bundling

struct ZipArchiveTests {
  @Test(
    arguments: [
      ("", 0), ("a", 0xE8B7_BE43), ("123456789", 0xCBF4_3926),
      ("The quick brown fox jumps over the lazy dog", 0x414F_A339),
    ] as [(String, UInt32)])
  func checksumsAreThoseOfTheStandard(text: String, checksum: UInt32) {
    #expect(CRC32.checksum(of: Array(text.utf8)) == checksum)
  }

  @Test func checksumsOfAllLengthsAreThoseOfTheSlowWay() {
    var generator = SeededRandom(seed: 32)
    for count in 0..<200 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      #expect(Int(CRC32.checksum(of: bytes)) == ZipReader.checksum(bytes), "\(bytes)")
    }
  }

  private static let files: [(String, [UInt8], Bool)] = [
    ("empty", [], false), ("folder/ä — 文.md", Array("# Page\n".utf8), false),
    ("run", Array("#!/bin/sh\n".utf8), true), ("bytes", Array(0...255), false),
  ]

  private static func archive() -> [UInt8] {
    var archive = ZipArchive()
    for (path, content, isExecutable) in files {
      archive.append(path, content, isExecutable: isExecutable)
    }
    return archive.finish()
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let entries = try ZipReader(Self.archive()).entries
    #expect(
      entries
        == Self.files.map { path, content, isExecutable in
          .init(
            path: path, content: content, mode: isExecutable ? 0o100755 : 0o100644, time: 0,
            date: 0x21)
        })
    #expect(try ZipReader(ZipArchive().finish()).entries == [])
  }

  @Test func theSameFilesGiveTheSameBytes() {
    #expect(Self.archive() == Self.archive())
  }

  @Test(.enabled(if: Python.path != nil)) func anotherProgramReadsItToo() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.zip", bytes: Self.archive())
    let output = try Python.run(
      """
      import sys, zipfile
      archive = zipfile.ZipFile(sys.argv[1])
      print(archive.testzip())
      for entry in archive.infolist():
          print(entry.filename, oct(entry.external_attr >> 16), entry.date_time, archive.read(entry).hex())
      """, [folder.path + "/a.zip"])
    let date = "(1980, 1, 1, 0, 0, 0)"
    let bytes = (0...255).map { String(format: "%02x", $0) }.joined()
    #expect(
      output == """
        None
        empty 0o100644 \(date) 
        folder/ä — 文.md 0o100644 \(date) 2320506167650a
        run 0o100755 \(date) 23212f62696e2f73680a
        bytes 0o100644 \(date) \(bytes)

        """)
  }
}

/// An independent program that knows the format.
enum Python {
  static let path = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  static func run(_ script: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(path))
    process.arguments = ["-c", script] + arguments
    process.environment = ["PYTHONIOENCODING": "utf-8"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}
