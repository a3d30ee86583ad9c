package import Files

/// A compiled program, and what can be told of it by its bytes.
package struct ProgramFile: Sendable {
  /// The systems that bundles know.
  package enum Platform: String, Sendable {
    case linux
    case macOS = "darwin"
    case windows = "win32"
  }

  package let bytes: [UInt8]
  /// Which system it is for; `nil` for what is no program that is known here, such as a script.
  package let platform: Platform?
  /// The file names of the shared libraries that it needs; known for 64-bit programs of Linux alone.
  package let neededLibraries: [String]

  package init(bytes: [UInt8]) {
    self.bytes = bytes
    platform = Self.platform(of: bytes)
    neededLibraries = platform == .linux ? ELFFile(bytes)?.neededLibraries ?? [] : []
  }

  /// - Throws: `FileError` where it cannot be read.
  package init(readingFrom path: String) throws(FileError) {
    self.init(bytes: try FileContents.read(path, maximumBytes: Bundle.maximumByteCount))
  }

  /// Those of Swift's run-time library, which a machine without a Swift toolchain does not have.
  package var swiftLibraries: [String] {
    neededLibraries.filter { name in
      ["libswift", "libFoundation", "lib_Foundation", "libdispatch", "libBlocksRuntime"]
        .contains { name.hasPrefix($0) }
    }
  }

  /// Those that are neither Swift's nor part of every system's C library.
  package var otherLibraries: [String] {
    let cLibrary = [
      "libc.so", "libm.so", "libpthread.so", "libdl.so", "librt.so", "libutil.so", "ld-linux",
      "libgcc_s.so", "libstdc++.so",
    ]
    return neededLibraries.filter { name in
      !swiftLibraries.contains(name) && !cLibrary.contains { name.hasPrefix($0) }
    }
  }

  private static func platform(of bytes: [UInt8]) -> Platform? {
    switch Array(bytes.prefix(4)) {
    case [0x7F, 0x45, 0x4C, 0x46]: .linux
    case [0xCF, 0xFA, 0xED, 0xFE], [0xCA, 0xFE, 0xBA, 0xBE]: .macOS
    case let start where start.starts(with: [0x4D, 0x5A]): .windows
    default: nil
    }
  }
}
