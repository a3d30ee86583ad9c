internal import Threads

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads many files on several threads and hands them on in their order.
struct PageReaders {
  /// Reads the file with a number.
  typealias Read = @Sendable (_ file: Int, _ reader: PageReader) throws -> ReadFile

  /// The files of a chunk are read by one thread, which takes little more locking than one file.
  private struct Chunk: Sendable {
    var files: Range<Int>
    var byteCount: Int
  }

  private struct State: Sendable {
    var nextChunk = 0
    /// What was read and is not handed on yet, by chunk.
    var read: [Int: (files: [ReadFile], thread: Int)] = [:]
    var pendingBytes = 0
    var failure: (any Error)?
    var parts: [IndexSegment.Parts?]
  }

  private static let maximumChunkFiles = 16
  private static let maximumChunkBytes = 1 << 17
  /// How much may be read ahead of what is handed on.
  private static let maximumPendingBytes = 1 << 21
  /// Below that a second thread costs more than it spares.
  private static let minimumBytes = 1 << 19
  private static let maximumThreads = 4

  /// - Parameters:
  ///   - byteCounts: the sizes of the files, as far as they are known.
  ///   - taxonomy: whose facts are looked for.
  /// - Returns: for each thread what it has indexed.
  static func run(
    byteCounts: [Int], taxonomy: Taxonomy?, read: @escaping Read,
    handOn: (_ file: ReadFile, _ thread: Int) throws -> Void
  ) throws -> [IndexSegment.Parts] {
    let chunks = chunks(byteCounts)
    let threadCount = min(
      max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))), maximumThreads, chunks.count)
    guard threadCount > 1, byteCounts.reduce(0, +) >= minimumBytes else {
      let reader = PageReader(taxonomy)
      for file in byteCounts.indices { try handOn(read(file, reader), 0) }
      return [reader.finish()]
    }
    let state = Monitor(State(parts: Array(repeating: nil, count: threadCount)))
    var startedCount = 0
    for thread in 0..<threadCount {
      let isStarted = startThread { Self.work(on: chunks, as: thread, state, taxonomy, read) }
      guard isStarted else { break }
      startedCount += 1
    }
    // A system without a thread to give still has this one.
    if startedCount == 0 {
      let reader = PageReader(taxonomy)
      for file in byteCounts.indices { try handOn(read(file, reader), 0) }
      return [reader.finish()]
    }
    do {
      for number in chunks.indices {
        let result = state.wait { state -> Result<(files: [ReadFile], thread: Int), any Error>? in
          if let failure = state.failure { return .failure(failure) }
          guard let read = state.read.removeValue(forKey: number) else { return nil }
          return .success(read)
        }
        let chunk = try result.get()
        for file in chunk.files { try handOn(file, chunk.thread) }
        state.withLock { $0.pendingBytes -= chunks[number].byteCount }
        state.notifyAll()
      }
    } catch {
      state.withLock { $0.failure = $0.failure ?? error }
      state.notifyAll()
      throw error
    }
    return state.wait { state in
      let parts = state.parts.prefix(startedCount).compactMap { $0 }
      return parts.count == startedCount ? parts : nil
    }
  }

  private static func work(
    on chunks: [Chunk], as thread: Int, _ state: Monitor<State>, _ taxonomy: Taxonomy?, _ read: Read
  ) {
    let reader = PageReader(taxonomy)
    while true {
      let next = state.wait { state -> Int? in
        guard state.failure == nil, state.nextChunk < chunks.count else { return -1 }
        guard state.pendingBytes == 0 || state.pendingBytes < maximumPendingBytes else {
          return nil
        }
        defer { state.nextChunk += 1 }
        state.pendingBytes += chunks[state.nextChunk].byteCount
        return state.nextChunk
      }
      guard next >= 0 else { break }
      do {
        let files = try chunks[next].files.map { try read($0, reader) }
        state.withLock { $0.read[next] = (files, thread) }
      } catch {
        state.withLock { $0.failure = $0.failure ?? error }
      }
      state.notifyAll()
    }
    let parts = reader.finish()
    state.withLock { $0.parts[thread] = parts }
    state.notifyAll()
  }

  private static func chunks(_ byteCounts: [Int]) -> [Chunk] {
    var chunks: [Chunk] = []
    var current = Chunk(files: 0..<0, byteCount: 0)
    for (file, byteCount) in byteCounts.enumerated() {
      if current.files.count == maximumChunkFiles || current.byteCount >= maximumChunkBytes {
        chunks.append(current)
        current = Chunk(files: file..<file, byteCount: 0)
      }
      current.files = current.files.lowerBound..<file + 1
      current.byteCount += byteCount
    }
    if !current.files.isEmpty { chunks.append(current) }
    return chunks
  }
}
