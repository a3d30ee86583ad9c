internal import Synchronization

/// What connections read and write through `PageFileSystem` in place of a file of the system's.
protocol PagedFile: AnyObject, Sendable {
  /// The size of the database.
  var byteCount: Int { get }
  /// Reads some bytes; `false` where they cannot be read or are damaged.
  func read(into target: UnsafeMutableRawBufferPointer, offset: Int) -> Bool
  /// Writes some bytes; `false` where they cannot be written.
  func write(_ bytes: UnsafeRawBufferPointer, offset: Int) -> Bool
  /// Cuts off what is beyond a size; `false` where that cannot be.
  func truncate(toByteCount byteCount: Int) -> Bool
}

extension PagedFile {
  func write(_ bytes: UnsafeRawBufferPointer, offset: Int) -> Bool { false }
  func truncate(toByteCount byteCount: Int) -> Bool { false }
}

/// The files by the numbers that stand for their names.
enum PagedFiles {
  private struct Registry {
    var files: [Int: WeakFile] = [:]
    var lastNumber = 0
  }

  /// Who opens a file holds it; the registry must not.
  private struct WeakFile {
    weak var file: (any PagedFile)?
  }

  private static let registry = Mutex(Registry())

  /// A number that no other file has.
  static func newNumber() -> Int {
    registry.withLock { registry in
      registry.lastNumber += 1
      return registry.lastNumber
    }
  }

  static func add(_ file: any PagedFile, number: Int) {
    registry.withLock { $0.files[number] = WeakFile(file: file) }
  }

  static func remove(_ number: Int) {
    _ = registry.withLock { $0.files.removeValue(forKey: number) }
  }

  static subscript(number: Int) -> (any PagedFile)? {
    registry.withLock { $0.files[number]?.file }
  }
}
