import Diagnostics
import Files
import HandbookModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ten thousand generated pages in a temporary folder, with their index beside them; removed with the value.
final class LargeHandbook {
  let model: HandbookModel
  /// The folder of the pages.
  let folder: String
  let queries: [String]
  /// A page whose text is another one than when it was indexed.
  let changedPage: String
  private let root: String
  private static let pageCount = 10_000
  private let cache: IndexCache

  init() throws {
    var template = Array("/tmp/handbook-benchmark-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileError.current("/tmp") }
    root = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    folder = join(root, "pages")
    let generated = GeneratedPages(count: Self.pageCount)
    queries = generated.queries
    changedPage = generated.pages[Self.pageCount / 2].path
    cache = IndexCache(folder: join(root, "index"), program: "benchmark") { print($0) }
    for page in generated.pages { try Self.write(page.bytes, to: join(folder, page.path)) }
    // What was written in the moment before it was read would be compared at every start.
    usleep(100_000)
    model = try HandbookModel.load(folder: folder, cache: cache)
    let changed = generated.pages[Self.pageCount / 2].bytes + Array("\n## New\n\nText.\n".utf8)
    try Self.write(changed, to: join(folder, changedPage))
  }

  deinit {
    guard let tree = try? FileTree(of: root, where: { _ in true }) else { return }
    for file in tree.entries { unlink(join(root, file.path)) }
    let folders = Set(tree.entries.map { parentFolder(of: $0.path) })
    // The deepest first.
    for folder in folders.sorted(by: >) + ["pages"] { rmdir(join(root, folder)) }
    rmdir(root)
  }

  /// The model of the kept index, with the page indexed anew that has changed.
  func loadKept() throws -> HandbookModel {
    try HandbookModel.load(folder: folder, cache: cache)
  }

  /// Writes a file as if some time ago: nobody waits for its writer to finish.
  private static func write(_ bytes: [UInt8], to path: String) throws {
    try makeFolder(parentFolder(of: path))
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileError.current(path) }
    defer { close(descriptor) }
    let past = timespec(tv_sec: time(nil) - 60, tv_nsec: 0)
    guard writeAll(bytes, to: descriptor), futimens(descriptor, [past, past]) == 0 else {
      throw FileError.current(path)
    }
  }
}
