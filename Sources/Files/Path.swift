import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// Paths are compared byte by byte, as the system does. Swift's characters would take `é` in its two
// spellings for one name, and a `/` in front of a combining mark for no slash.

/// Two path parts with one `/` between them; an absolute second part stands alone.
package func join(_ folder: String, _ path: String) -> String {
  if path.utf8.first == UInt8(ascii: "/") || folder.isEmpty { return path }
  return folder.utf8.last == UInt8(ascii: "/") ? folder + path : folder + "/" + path
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
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// The part after the last `/`.
package func fileName(of path: String) -> String {
  path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[path.utf8.index(after: $0)...]) }
    ?? path
}

/// Whether a real path is a real folder's own or that of something below it.
func isInside(_ realFolder: String, _ realPath: String) -> Bool {
  guard realPath.utf8.starts(with: realFolder.utf8) else { return false }
  let rest = realPath.utf8.dropFirst(realFolder.utf8.count)
  return rest.isEmpty || rest.first == UInt8(ascii: "/")
    || realFolder.utf8.last == UInt8(ascii: "/")
}

/// Whether a name or path holds line ends or characters that cannot be seen.
package func hasHiddenCharacters(_ path: String) -> Bool {
  path.escapingHiddenCharacters != path
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
  let target = try resolveBelow(root, path)
  return target.path.isEmpty ? target.realRoot : join(target.realRoot, target.path)
}

/// The same as two parts: the real path of the root, and the rest, which is empty for the root itself.
func resolveBelow(
  _ root: String, _ path: String
) throws(FileError) -> (realRoot: String, path: String) {
  let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
  guard path.utf8.first != UInt8(ascii: "/"), !path.utf8.contains(0),
    !parts.contains(where: { $0.elementsEqual("..".utf8) })
  else { throw FileError(path: path, .outsideRoot) }
  guard let realRoot = realPath(root) else { throw .current(root) }
  guard let target = realPath(join(realRoot, path)) else { throw .current(path) }
  guard isInside(realRoot, target) else { throw FileError(path: path, .outsideRoot) }
  let rest = target.utf8.dropFirst(realRoot.utf8.count).drop { $0 == UInt8(ascii: "/") }
  return (realRoot, String(Substring(rest)))
}
