#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Starts a detached thread. A plain thread and not a task: the bodies block in `read`, in SQLite and
/// on conditions, which the threads of Swift's cooperative pool must not.
/// - Parameter stackBytes: virtual memory; only what is touched counts.
/// - Returns: whether the system had a thread to give.
@discardableResult
package func startThread(
  stackBytes: Int = 1 << 20, _ body: @escaping @Sendable () -> Void
) -> Bool {
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  defer { pthread_attr_destroy(&attributes) }
  pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
  pthread_attr_setstacksize(&attributes, stackBytes)
  let box = Unmanaged.passRetained(ThreadBody(body))
  #if canImport(Glibc)
    var thread = pthread_t()
    let status = pthread_create(&thread, &attributes, { runBody($0!) }, box.toOpaque())
  #else
    var thread: pthread_t?
    let status = pthread_create(&thread, &attributes, { runBody($0) }, box.toOpaque())
  #endif
  if status != 0 { box.release() }
  return status == 0
}

private final class ThreadBody {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func runBody(_ pointer: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
  Unmanaged<ThreadBody>.fromOpaque(pointer).takeRetainedValue().run()
  return nil
}
