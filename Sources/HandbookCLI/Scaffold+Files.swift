import Files
import HandbookServer

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Scaffold {
  /// Writes the files; none of them where one is there already.
  /// - Throws: where a file exists already or cannot be written.
  func create(below root: String) throws(CommandError) {
    for file in files where FileKind(at: join(root, file.path)) != nil {
      throw CommandError(
        exitCode: .findings, message: "'\(file.path)' is there already; nothing was written",
        notes: ["choose another name, or move the file away"])
    }
    for file in files {
      let path = join(root, file.path)
      do throws(FileError) {
        try makeFolder(parentFolder(of: path))
        try createFile(path, file.text)
      } catch {
        throw CommandError(
          exitCode: .internalError, message: "'\(file.path)' cannot be written: \(error.message)",
          notes: [])
      }
    }
  }

  private func createFile(_ path: String, _ text: String) throws(FileError) {
    // Exclusive: a file that somebody else has made since is not overwritten.
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .current(path) }
    defer { close(descriptor) }
    guard writeAll(Array(text.utf8), to: descriptor) else { throw .current(path) }
  }
}
