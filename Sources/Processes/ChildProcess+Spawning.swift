import CSpawn

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// What `posix_spawn` wants, as values that are set up and destroyed in one place.

/// A pipe between this process and a child.
struct Pipe {
  let ownEnd: Int32
  let childEnd: Int32

  /// `nil` where the system has none left.
  init?(childReads: Bool) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    // Or a child started meanwhile would keep the pipe open.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (ownEnd, childEnd) = childReads ? (ends[1], ends[0]) : (ends[0], ends[1])
    _ = fcntl(ownEnd, F_SETFL, O_NONBLOCK)
  }
}

/// What happens to descriptors in the child before its program runs.
struct FileActions {
  #if canImport(Glibc)
    var value = posix_spawn_file_actions_t()
  #else
    var value: posix_spawn_file_actions_t?
  #endif

  init() {
    posix_spawn_file_actions_init(&value)
  }

  mutating func duplicate(_ source: Int32, as descriptor: Int32) {
    posix_spawn_file_actions_adddup2(&value, source, descriptor)
  }

  /// Standard input is read, other streams are appended to a file that only its owner reads.
  mutating func open(_ path: String, as descriptor: Int32) {
    let flags = descriptor == STDIN_FILENO ? O_RDONLY : O_WRONLY | O_CREAT | O_APPEND
    posix_spawn_file_actions_addopen(&value, descriptor, path, flags, 0o600)
  }

  /// What is opened after this, and the program itself, is looked up from that folder.
  mutating func changeFolder(to path: String) {
    posix_spawn_file_actions_addchdir_np(&value, path)
  }

  mutating func destroy() {
    posix_spawn_file_actions_destroy(&value)
  }
}

/// How the child starts: with no signal blocked or ignored, perhaps as the leader of a group.
struct SpawnAttributes {
  #if canImport(Glibc)
    var value = posix_spawnattr_t()
  #else
    var value: posix_spawnattr_t?
  #endif

  init(leadsGroup: Bool) {
    posix_spawnattr_init(&value)
    var none = sigset_t()
    sigemptyset(&none)
    var restored = sigset_t()
    sigemptyset(&restored)
    for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP] { sigaddset(&restored, signal) }
    posix_spawnattr_setsigmask(&value, &none)
    posix_spawnattr_setsigdefault(&value, &restored)
    var flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
    if leadsGroup {
      posix_spawnattr_setpgroup(&value, 0)
      flags |= Int32(POSIX_SPAWN_SETPGROUP)
    }
    posix_spawnattr_setflags(&value, Int16(flags))
  }

  mutating func destroy() {
    posix_spawnattr_destroy(&value)
  }
}

/// A list of C strings with `nil` at its end, as long as the value lives.
final class CStrings {
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ strings: [String]) {
    count = strings.count
    pointers = .allocate(capacity: count + 1)
    for (index, string) in strings.enumerated() {
      (pointers + index).initialize(to: strdup(string))
    }
    (pointers + count).initialize(to: nil)
  }

  deinit {
    for index in 0..<count { free(pointers[index]) }
    pointers.deallocate()
  }
}
