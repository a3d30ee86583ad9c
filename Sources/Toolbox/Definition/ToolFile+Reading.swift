import Diagnostics
import Threads

extension ToolFile {
  /// Less than this is read sooner than a thread is started.
  private static let minimumBytesForThread = 32 << 10

  /// Reads files, in their order; many of them on two processors, for a client waits for the list of tools.
  static func read(_ sources: [SourceText], handlers: [String]) -> [ToolFile] {
    let byteCount = sources.reduce(0) { $0 + $1.bytes.count }
    guard byteCount >= minimumBytesForThread, sources.count > 1 else {
      return sources.map { ToolFile($0, handlers: handlers) }
    }
    // The first files that make up half of the text are read here.
    var readHere = 0
    var bytesHere = 0
    while bytesHere < byteCount / 2 {
      bytesHere += sources[readHere].bytes.count
      readHere += 1
    }
    let others = Array(sources[readHere...])
    let result = Monitor<[ToolFile]?>(nil)
    let isStarted = startThread {
      let files = others.map { ToolFile($0, handlers: handlers) }
      result.withLock { $0 = files }
      result.notifyAll()
    }
    let files = sources[..<readHere].map { ToolFile($0, handlers: handlers) }
    guard isStarted else { return files + others.map { ToolFile($0, handlers: handlers) } }
    return files + result.wait { $0 }
  }
}
