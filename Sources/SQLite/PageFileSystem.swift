internal import CSQLite

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What SQLite calls to read and write a `PagedFile`: a file system in its sense (https://sqlite.org/vfs.html), whose
/// files are called by their numbers. It has no other files: there are no journals, and whatever is temporary must be
/// kept in memory.
enum PageFileSystem {
  static let name = "handbook"

  /// Makes it known to the library; once.
  static func register() -> Bool {
    guard let standard = sqlite3_vfs_find(nil) else { return false }
    // Never freed: the library keeps them.
    let system = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    var methods = sqlite3_vfs()
    methods.iVersion = 1
    methods.szOsFile = Int32(MemoryLayout<handbook_file>.size)
    methods.mxPathname = 64
    methods.zName = UnsafePointer(permanentCopy(of: name))
    methods.xOpen = { _, name, file, flags, openedFlags in
      PageFileSystem.open(name, file, flags, openedFlags)
    }
    methods.xDelete = { _, _, _ in SQLITE_READONLY }
    // There are no journals.
    methods.xAccess = { _, _, _, result in
      result?.pointee = 0
      return SQLITE_OK
    }
    methods.xFullPathname = { _, name, byteCount, path in
      guard let name, let path else { return SQLITE_CANTOPEN }
      for index in 0..<Int(byteCount) {
        path[index] = name[index]
        if name[index] == 0 { return SQLITE_OK }
      }
      return SQLITE_CANTOPEN
    }
    methods.xRandomness = standard.pointee.xRandomness
    methods.xSleep = standard.pointee.xSleep
    methods.xCurrentTime = standard.pointee.xCurrentTime
    methods.xGetLastError = { _, _, _ in 0 }
    system.initialize(to: methods)
    return sqlite3_vfs_register(system, 0) == SQLITE_OK
  }

  private static func permanentCopy(of text: String) -> UnsafeMutablePointer<CChar> {
    let bytes = Array(text.utf8CString)
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
    copy.initialize(from: bytes, count: bytes.count)
    return copy
  }

  private static func open(
    _ name: UnsafePointer<CChar>?, _ file: UnsafeMutablePointer<sqlite3_file>?, _ flags: Int32,
    _ openedFlags: UnsafeMutablePointer<Int32>?
  ) -> Int32 {
    guard let file, let name else { return SQLITE_CANTOPEN }
    // Without methods the library does not close what could not be opened.
    file.pointee.pMethods = nil
    guard flags & SQLITE_OPEN_MAIN_DB != 0, let number = Int(String(cString: name)),
      let opened = PagedFiles[number]
    else { return SQLITE_CANTOPEN }
    UnsafeMutableRawPointer(file).assumingMemoryBound(to: handbook_file.self).pointee.pages =
      Unmanaged.passRetained(OpenFile(opened)).toOpaque()
    file.pointee.pMethods = fileMethods
    openedFlags?.pointee = flags & (SQLITE_OPEN_READONLY | SQLITE_OPEN_READWRITE)
    return SQLITE_OK
  }

  /// What an open file of SQLite's holds.
  private final class OpenFile {
    let file: any PagedFile
    init(_ file: any PagedFile) { self.file = file }
  }

  private static func opened(
    _ file: UnsafeMutablePointer<sqlite3_file>?
  ) -> Unmanaged<OpenFile>? {
    guard let file else { return nil }
    return UnsafeMutableRawPointer(file).assumingMemoryBound(to: handbook_file.self).pointee.pages
      .map { Unmanaged<OpenFile>.fromOpaque($0) }
  }

  private static func withFile(
    _ file: UnsafeMutablePointer<sqlite3_file>?, else failure: Int32,
    _ body: (any PagedFile) -> Int32
  ) -> Int32 {
    opened(file)?._withUnsafeGuaranteedRef { body($0.file) } ?? failure
  }

  /// Never changes once it is made, and is never freed.
  nonisolated(unsafe) private static let fileMethods: UnsafePointer<sqlite3_io_methods> = {
    let pointer = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    pointer.initialize(
      to: sqlite3_io_methods(
        iVersion: 1,
        xClose: { file in
          PageFileSystem.opened(file)?.release()
          return SQLITE_OK
        },
        xRead: { file, bytes, byteCount, offset in
          PageFileSystem.withFile(file, else: SQLITE_IOERR_READ) { file in
            PageFileSystem.read(
              file, UnsafeMutableRawBufferPointer(start: bytes, count: Int(byteCount)),
              Int(offset))
          }
        },
        xWrite: { file, bytes, byteCount, offset in
          PageFileSystem.withFile(file, else: SQLITE_IOERR_WRITE) { file in
            let bytes = UnsafeRawBufferPointer(start: bytes, count: Int(byteCount))
            if file.write(bytes, offset: Int(offset)) { return SQLITE_OK }
            return errno == ENOSPC ? SQLITE_FULL : SQLITE_IOERR_WRITE
          }
        },
        xTruncate: { file, byteCount in
          PageFileSystem.withFile(file, else: SQLITE_IOERR_WRITE) { file in
            file.truncate(toByteCount: Int(byteCount)) ? SQLITE_OK : SQLITE_IOERR_WRITE
          }
        },
        xSync: { _, _ in SQLITE_OK },
        xFileSize: { file, byteCount in
          PageFileSystem.withFile(file, else: SQLITE_IOERR_READ) { file in
            byteCount?.pointee = Int64(file.byteCount)
            return SQLITE_OK
          }
        },
        xLock: { _, _ in SQLITE_OK },
        xUnlock: { _, _ in SQLITE_OK },
        xCheckReservedLock: { _, isReserved in
          isReserved?.pointee = 0
          return SQLITE_OK
        },
        xFileControl: { _, _, _ in SQLITE_NOTFOUND },
        xSectorSize: { _ in Int32(PageFile.pageByteCount) },
        xDeviceCharacteristics: { _ in 0 }))
    return UnsafePointer(pointer)
  }()

  private static func read(
    _ file: any PagedFile, _ target: UnsafeMutableRawBufferPointer, _ offset: Int
  ) -> Int32 {
    let available = max(0, min(target.count, file.byteCount - offset))
    let part = UnsafeMutableRawBufferPointer(rebasing: target[..<available])
    guard file.read(into: part, offset: offset) else { return SQLITE_IOERR_READ }
    guard available < target.count else { return SQLITE_OK }
    // The library wants zeros where a file ends early.
    UnsafeMutableRawBufferPointer(rebasing: target[available...]).initializeMemory(
      as: UInt8.self, repeating: 0)
    return SQLITE_IOERR_SHORT_READ
  }
}
