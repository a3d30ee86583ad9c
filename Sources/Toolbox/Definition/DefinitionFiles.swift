import Diagnostics
import Files

/// The definition files of some folders, read.
struct DefinitionFiles {
  private(set) var sources: [SourceText] = []
  /// Files and folders that cannot be read.
  private(set) var problems: [Diagnostic] = []

  private let known: [String: SourceText]

  /// - Parameter known: files as they were read before, for those that cannot be read.
  init(in folders: [(path: String, shownAs: String)], known: [SourceText] = []) {
    self.known = Dictionary(known.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    for folder in folders { read(folder.path, shownAs: folder.shownAs) }
  }

  /// Whether a file is one of these, by its name.
  static func isDefinition(_ name: String) -> Bool {
    name.hasSuffix(".yaml") || name.hasSuffix(".yml")
  }

  private mutating func read(_ folder: String, shownAs shown: String) {
    do throws(FileError) {
      let tree = try FileTree(of: folder, where: Self.isDefinition)
      problems += tree.problems.map { Diagnostic(.error, $0.message, path: join(shown, $0.path)) }
      for entry in tree.entries {
        readFile(entry.path, inside: folder, shownAs: join(shown, entry.path))
      }
    } catch {
      // While a disk is away the files count as they were.
      problems.append(Diagnostic(.error, error.message, path: shown))
      sources += known.values.filter { $0.path.hasPrefix(shown + "/") }
        .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
  }

  private mutating func readFile(_ path: String, inside folder: String, shownAs shown: String) {
    do throws(FileError) {
      sources.append(
        SourceText(path: shown, bytes: try FileContents.readSettled(path, inside: folder)))
    } catch {
      let last = known[shown]
      if let last { sources.append(last) }
      // Who is writing it need not be told so.
      if last == nil || error.reason != .beingWritten {
        problems.append(Diagnostic(.error, error.message, path: shown))
      }
    }
  }
}
