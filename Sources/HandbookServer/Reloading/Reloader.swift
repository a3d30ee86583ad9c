import Diagnostics
import Files
import HandbookModel
import Skills
import Toolbox

/// Keeps what is served as new as the files: pages and taxonomy, tools and modes, skills.
struct Reloader: Sendable {
  /// Takes what was served before, where anything was, and what is served now.
  typealias Announcement =
    @Sendable (_ old: HandbookHost.Served?, _ new: HandbookHost.Served) ->
    Void

  private let folders: ServedFolders
  private let host: HandbookHost
  private let cache: IndexCache?
  private let watch: FolderWatch
  private let announce: Announcement
  /// Takes what has become wrong.
  private let report: @Sendable ([Diagnostic]) -> Void

  /// Takes a first look at the folders, from which changes count.
  init(
    _ folders: ServedFolders, _ host: HandbookHost, cache: IndexCache?,
    announce: @escaping Announcement,
    report: @escaping @Sendable ([Diagnostic]) -> Void
  ) {
    self.folders = folders
    self.host = host
    self.cache = cache
    self.announce = announce
    self.report = report
    watch = FolderWatch(
      [
        .init(folders.handbook) { HandbookModel.isPartOfHandbook($0) },
        .init(folders.skills.path) { _ in true },
      ] + folders.tools.map { .init($0.path, wasReadBefore: true) { Toolbox.isDefinition($0) } })
  }

  /// The files of the handbook at the first look; `nil` where its folder could not be read.
  var firstTree: FileTree? { watch.firstTree(ofFolder: 0) }

  /// Follows the folders, for ever, on a thread of its own.
  func start() {
    let isStarted = watch.start(
      evenIf: { [host] in host.lastServed?.handbook.isDamaged == true },
      { changes in reload(changes) })
    if !isStarted {
      report([
        Diagnostic(
          .warning, "changes of files are not followed: there is no thread left to look for them",
          path: folders.handbook)
      ])
    }
  }

  /// - Returns: whether what is served is as new as the files.
  private func reload(_ changes: [FolderWatch.Change]) -> Bool {
    // Whoever reads for the first time may have read the files before or after they changed.
    guard host.isReady else { return false }
    let old = host.lastServed
    let reading = Reading(
      folders: folders, equipment: host.equipment, handbook: old?.handbook, pages: changes[0],
      skills: changes[1], tools: Array(changes.dropFirst(2)), cache: cache)
    let new: HandbookHost.Served
    do {
      guard let served = try reading.served() else { return true }
      new = served
    } catch {
      // The last good handbook stays in service; the folder is tried again when it changes.
      report([Diagnostic(.error, "cannot be read: \(error)", path: folders.handbook)])
      return true
    }
    host.replace(with: new)
    let known = Set(old?.diagnostics ?? [])
    report(new.diagnostics.filter { !known.contains($0) })
    announce(old, new)
    return true
  }
}

extension HandbookHost.Served {
  /// All that is wrong with pages, taxonomy, tools, modes and skills.
  var diagnostics: [Diagnostic] {
    handbook.diagnostics + equipment.toolbox.diagnostics + equipment.shelf.library.diagnostics
  }
}
