#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Two path parts with one `/` between them; an absolute second part stands alone.
package func join(_ folder: String, _ path: String) -> String {
  if path.hasPrefix("/") || folder.isEmpty { return path }
  return folder.hasSuffix("/") ? folder + path : folder + "/" + path
}

/// The absolute path with every link and `..` resolved; `nil`, with the system's error number set, where
/// there is no such file.
package func realPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// The part before the last `/`; `.` where there is none.
package func parentFolder(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// The part after the last `/`.
package func fileName(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
}

/// What lies at a path.
package enum FileKind: Sendable {
  case file, folder, other

  /// `nil` where there is nothing or it cannot be looked at. Links are followed.
  package init?(at path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    default: self = .other
    }
  }
}

/// Finds a file inside a root by a path that came from outside (a URI, an argument).
///
/// The path is relative, holds no NUL, and what it names, links resolved, lies inside the root.
/// - Returns: the real path of the file.
/// - Throws: `FileError.Reason.outsideRoot`, or the system's error where there is no such file.
package func resolve(_ path: String, inside root: String) throws(FileError) -> String {
  guard !path.hasPrefix("/"), !path.utf8.contains(0),
    !path.split(separator: "/", omittingEmptySubsequences: false).contains("..")
  else { throw FileError(path: path, .outsideRoot) }
  guard let realRoot = realPath(root) else { throw .current(root) }
  guard let target = realPath(join(realRoot, path)) else { throw .current(path) }
  guard target == realRoot || target.hasPrefix(realRoot == "/" ? "/" : realRoot + "/") else {
    throw FileError(path: path, .outsideRoot)
  }
  return target
}
