package import Diagnostics
import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Client {
  /// The servers that the client would start, in the order of its files, and what is wrong with these. Servers
  /// that are no processes (those with a URL) are left out.
  ///
  /// Files that do not exist are nothing to complain about.
  package func entries(
    in environment: ClientEnvironment
  ) -> (entries: [ClientEntry], diagnostics: [Diagnostic]) {
    var entries: [ClientEntry] = []
    var diagnostics: [Diagnostic] = []
    for location in locations {
      for path in location.files(environment) {
        do throws(FileError) {
          let source = SourceText(path: path, bytes: try FileContents.read(path))
          var reader = EntryReader(
            client: self, scope: location.scope, source: source, environment: environment)
          reader.read()
          entries += reader.entries
          for index in entries.indices where reader.isSwitchedOff(entries[index]) {
            entries[index].isEnabled = false
          }
          diagnostics += reader.diagnostics
        } catch {
          if FileKind(at: path) != nil || !error.isMissing {
            diagnostics.append(Diagnostic(.error, error.message, path: path))
          }
        }
      }
    }
    return (entries, diagnostics)
  }
}

extension FileError {
  /// Whether the file is simply not there.
  fileprivate var isMissing: Bool { reason == .system(ENOENT) || reason == .system(ENOTDIR) }
}
