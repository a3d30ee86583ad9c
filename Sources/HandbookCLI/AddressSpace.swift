#if canImport(Glibc)
  import CMalloc
  import Glibc
#endif

/// The address space of this process, which the caller may have limited: `ulimit -v`.
enum AddressSpace {
  #if canImport(Glibc)
    /// Less than all threads together would set aside for themselves.
    private static let fewBytes: UInt64 = 2 << 30

    /// Lets all threads share one pool of memory where there is little room.
    ///
    /// Each would have its own, for which the C library sets aside 64 MiB of addresses. Where that fails it maps every
    /// small piece by itself: all is many times slower, until no more mappings are to be had.
    static func useSparinglyWhereLimited() {
      var limit = rlimit()
      guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0,
        limit.rlim_cur < fewBytes
      else { return }
      mallopt(M_ARENA_MAX, 1)
    }
  #else
    static func useSparinglyWhereLimited() {}
  #endif
}
