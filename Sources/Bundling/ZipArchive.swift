/// A zip archive whose files are stored as they are (PKWARE APPNOTE 6.3, sections 4.3 and 4.4).
///
/// The same files give the same bytes: all have the same date, the first that the format knows, and of their modes only
/// whether they can be run is kept.
struct ZipArchive {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// The most files, and the most bytes, without the extensions of the format for more.
  static let maximumFileCount = 65_534
  static let maximumByteCount = 0xFFFF_FFFE

  private static let versionNeeded: UInt16 = 10
  /// Made on a system with modes as Unix has them, by version 3.0 of the format.
  private static let madeBy: UInt16 = 3 << 8 | 30
  /// Names are UTF-8.
  private static let flags: UInt16 = 1 << 11
  /// 1 January 1980, midnight.
  private static let date: UInt16 = 1 << 5 | 1

  /// Appends a file.
  /// - Parameter path: relative, with `/` between its parts.
  mutating func append(_ path: String, _ content: [UInt8], isExecutable: Bool = false) {
    precondition(count < Self.maximumFileCount, "the caller counts the files")
    precondition(
      bytes.count + content.count < Self.maximumByteCount, "the caller adds up the sizes")
    let offset = UInt32(bytes.count)
    var common: [UInt8] = []
    common.append(little: Self.versionNeeded)
    common.append(little: Self.flags)
    common.append(little: UInt16(0))  // stored
    common.append(little: UInt16(0))  // time
    common.append(little: Self.date)
    common.append(little: CRC32.checksum(of: content))
    common.append(little: UInt32(content.count))
    common.append(little: UInt32(content.count))
    common.append(little: UInt16(path.utf8.count))
    common.append(little: UInt16(0))  // no extra fields

    bytes.append(little: UInt32(0x0403_4B50))
    bytes += common
    bytes += path.utf8
    bytes += content

    directory.append(little: UInt32(0x0201_4B50))
    directory.append(little: Self.madeBy)
    directory += common
    directory.append(little: UInt16(0))  // no comment
    directory.append(little: UInt16(0))  // the first disk
    directory.append(little: UInt16(0))  // no text attributes
    let mode: UInt32 = isExecutable ? 0o100755 : 0o100644
    directory.append(little: mode << 16)
    directory.append(little: offset)
    directory += path.utf8
    count += 1
  }

  /// The whole archive.
  consuming func finish() -> [UInt8] {
    let start = UInt32(bytes.count)
    bytes += directory
    bytes.append(little: UInt32(0x0605_4B50))
    bytes.append(little: UInt16(0))  // this disk
    bytes.append(little: UInt16(0))  // the disk with the directory
    bytes.append(little: UInt16(count))
    bytes.append(little: UInt16(count))
    bytes.append(little: UInt32(directory.count))
    bytes.append(little: start)
    bytes.append(little: UInt16(0))  // no comment
    return bytes
  }
}

extension [UInt8] {
  fileprivate mutating func append<Number: FixedWidthInteger>(little number: Number) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}
