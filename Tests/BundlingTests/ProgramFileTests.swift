import Measurement
import TestSupport
import Testing

@testable import Bundling

struct ProgramFileTests {
  /// A file of Linux with one loaded segment, in which lie a dynamic section and its strings.
  private static func elf(needing libraries: [String]) -> [UInt8] {
    func little(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(value >> (8 * $0) & 0xFF) }
    }
    let address = 0x40_0000
    var strings: [UInt8] = [0]
    var dynamic: [UInt8] = []
    for library in libraries {
      dynamic += little(1, 8) + little(strings.count, 8)
      strings += Array(library.utf8) + [0]
    }
    let headerBytes = 64 + 2 * 56
    let dynamicBytes = dynamic.count + 32
    dynamic += little(5, 8) + little(address + headerBytes + dynamicBytes, 8) + little(0, 16)
    let size = headerBytes + dynamicBytes + strings.count
    func segment(_ kind: Int, _ offset: Int, _ count: Int) -> [UInt8] {
      little(kind, 4) + little(4, 4) + little(offset, 8) + little(address + offset, 8)
        + little(address + offset, 8) + little(count, 8) + little(count, 8) + little(8, 8)
    }
    var bytes: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + little(0, 9)
    bytes += little(3, 2) + little(62, 2) + little(1, 4) + little(0, 8) + little(64, 8)
    bytes += little(0, 8) + little(0, 4) + little(64, 2) + little(56, 2) + little(2, 2)
    bytes += little(64, 2) + little(0, 2) + little(0, 2)
    return bytes + segment(1, 0, size) + segment(2, headerBytes, dynamicBytes) + dynamic + strings
  }

  @Test func librariesAreSorted() {
    let libraries = [
      "libsqlite3.so.0", "libswiftCore.so", "libFoundation.so", "libc.so.6", "libm.so.6",
      "libstdc++.so.6", "ld-linux-x86-64.so.2", "libcurl.so.4",
    ]
    let program = ProgramFile(bytes: Self.elf(needing: libraries))
    #expect(program.platform == .linux)
    #expect(program.neededLibraries == libraries)
    #expect(program.swiftLibraries == ["libswiftCore.so", "libFoundation.so"])
    #expect(program.otherLibraries == ["libsqlite3.so.0", "libcurl.so.4"])
    #expect(ProgramFile(bytes: Self.elf(needing: [])).neededLibraries == [])
  }

  @Test func damagedFilesNeedNothingAndTrapNowhere() {
    let whole = Self.elf(needing: ["libswiftCore.so", "libc.so.6"])
    for count in 0..<whole.count {
      let program = ProgramFile(bytes: Array(whole.prefix(count)))
      #expect(program.neededLibraries.count <= 2, "the first \(count) bytes")
    }
    var generator = SeededRandom(seed: 64)
    for _ in 0..<20_000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 6..<bytes.count, using: &generator)
        bytes[place] = [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &generator)!
      }
      _ = ProgramFile(bytes: bytes).otherLibraries
    }
  }

  @Test(
    arguments: [
      ([0xCF, 0xFA, 0xED, 0xFE, 0], .macOS), ([0xCA, 0xFE, 0xBA, 0xBE, 0], .macOS),
      ([0x4D, 0x5A, 0x90, 0], .windows), ([0x23, 0x21, 0x2F, 0x62], nil), ([], nil),
    ] as [([UInt8], ProgramFile.Platform?)])
  func systemsAreToldByTheFirstBytes(bytes: [UInt8], platform: ProgramFile.Platform?) {
    #expect(ProgramFile(bytes: bytes).platform == platform)
  }

  #if os(Linux)
    @Test(.disabled(if: Sanitizer.current != nil, "a sanitizer needs other libraries"))
    func theProgramItselfIsUnderstood() throws {
      let program = try ProgramFile(readingFrom: HandbookProgram.path)
      #expect(program.platform == .linux)
      #expect(program.swiftLibraries.contains("libswiftCore.so"), "tests run debug builds")
      #expect(program.otherLibraries == ["libsqlite3.so.0"])
    }
  #endif
}
