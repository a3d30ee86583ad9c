import Files
import HandbookModel
import HandbookServer

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension IndexCache {
  /// Where the user's indices are kept: `HANDBOOK_CACHE`, else the user's cache folder; `nil` where that is `off`
  /// or there is no such folder.
  /// - Parameter report: takes a line where an index cannot be kept.
  static func ofUser(report: @escaping @Sendable (String) -> Void) -> IndexCache? {
    let given = Workplace.environment("HANDBOOK_CACHE")
    guard given != "off", let folder = given ?? userFolder else { return nil }
    return IndexCache(folder: folder, program: programIdentity, report: report)
  }

  private static var userFolder: String? {
    // A relative path is to be ignored: https://specifications.freedesktop.org/basedir-spec/latest/
    if let caches = Workplace.environment("XDG_CACHE_HOME"), caches.hasPrefix("/") {
      return join(caches, "handbook")
    }
    guard let home = Workplace.environment("HOME"), home.hasPrefix("/") else { return nil }
    #if os(macOS)
      return join(home, "Library/Caches/handbook")
    #else
      return join(home, ".cache/handbook")
    #endif
  }

  /// The version, and which build of it: developers build many of one version.
  private static var programIdentity: String {
    var status = stat()
    guard stat(Workplace.program, &status) == 0 else { return HandbookServer.version }
    #if canImport(Glibc)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    return
      "\(HandbookServer.version) \(status.st_ino) \(status.st_size) \(time.tv_sec).\(time.tv_nsec)"
  }
}
