import Diagnostics
import Files

/// The definition files of some folders, read.
struct DefinitionFiles {
  private(set) var sources: [SourceText] = []
  /// Files and folders that cannot be read.
  private(set) var problems: [Diagnostic] = []

  private let known: [String: SourceText]
  private let isHeld: (_ path: String) -> Bool

  /// - Parameters:
  ///   - known: files as they were read before.
  ///   - isHeld: whether a file, by its path on the disk, is being written: it is taken as it is known.
  init(
    in folders: [(path: String, shownAs: String)], known: [SourceText] = [],
    isHeld: @escaping (_ path: String) -> Bool = { _ in false }
  ) {
    self.known = Dictionary(known.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    self.isHeld = isHeld
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
        readFile(join(folder, entry.path), shownAs: join(shown, entry.path))
      }
    } catch {
      // While a disk is away the files count as they were.
      problems.append(Diagnostic(.error, error.message, path: shown))
      sources += known.values.filter { $0.path.hasPrefix(shown + "/") }
        .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
  }

  private mutating func readFile(_ path: String, shownAs shown: String) {
    if isHeld(path) {
      if let last = known[shown] { sources.append(last) }
      return
    }
    do throws(FileError) {
      sources.append(SourceText(path: shown, bytes: try FileContents.read(path)))
    } catch {
      problems.append(Diagnostic(.error, error.message, path: shown))
      if let last = known[shown] { sources.append(last) }
    }
  }
}
