import Diagnostics
import Foundation
import Measurement
import Synchronization
import TestSupport
import Testing

@testable import HandbookModel

struct IndexCacheTests {
  /// A handbook on disk with a folder for its index.
  private struct Place {
    let folder = try! TemporaryFolder()  // a test without a folder has nothing to test
    var handbook: String { folder.path + "/handbook" }
    var cache: String { folder.path + "/cache" }

    init() throws {
      try folder.write("handbook/taxonomy.yaml", IndexCacheTests.taxonomy)
      try folder.write(
        "handbook/a.md", "# Alpha\n\nThe signals team owns [tasks](b.md) and ![it](logo.png).\n")
      try folder.write("handbook/b.md", "# Beta\n\n## Vector\n\n**Effort**: Low\n\n- one\n- two\n")
      try folder.write("handbook/deep/c.md", "---\nrevision: 1\nrevision_of: b.md\n---\n# Old\n")
      try folder.write("handbook/logo.png", "picture")
    }

    /// Loads the handbook.
    /// - Returns: the model, whether the pages were read, and what was reported.
    func load(
      program: String = "test", folder: String? = nil, cache: String? = nil
    ) throws -> (model: HandbookModel, wasRead: Bool, reports: [String]) {
      let reports = ReportBox()
      let cache = IndexCache(
        folder: cache ?? self.cache, program: program, minimumHandbookBytes: 0
      ) { reports.add($0) }
      var wasRead = false
      let model = try HandbookModel.load(
        folder: folder ?? handbook, cache: cache, progress: { _, _ in wasRead = true })
      return (model, wasRead, reports.lines)
    }

    var indexFile: String {
      get throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: cache)
        return cache + "/" + (try #require(names.first { $0.hasSuffix(".index") }))
      }
    }
  }

  private final class ReportBox: Sendable {
    private let state = Mutex<[String]>([])
    func add(_ line: String) { state.withLock { $0.append(line) } }
    var lines: [String] { state.withLock { $0 } }
  }

  fileprivate static let taxonomy = """
    kinds:
      vector:
        table: vectors
        description: A way to integrate.
        find:
          - sections: {with_fields: [Effort]}
        fields:
          name: {description: What it is called., take: {from: heading}}
          effort: {description: How much work it is., take: {from: field, label: Effort}}
    """

  /// Everything that can be asked of a model.
  private static func contents(_ model: HandbookModel) throws -> [String] {
    var lines: [String] = []
    for table in model.tableNames.sorted() {
      lines += try model.rows("SELECT '\(table)', * FROM system.\(table)")
    }
    for query in ["signals", "vector low", "\"signals team\"", "o*", "sgnals"] {
      let outcome = try model.search(SearchQuery(query, kinds: []))
      lines += outcome.hits.map { "\(query): \($0)" } + ["\(outcome.note ?? "-")"]
    }
    return lines + model.pages.map { "\($0)" } + model.diagnostics.map(\.rendered)
  }

  @Test func givesTheSameAsReadingThePages() throws {
    let place = try Place()
    let first = try place.load()
    let second = try place.load()
    #expect(first.wasRead && !second.wasRead)
    #expect(first.reports + second.reports == [])
    #expect(try Self.contents(first.model) == Self.contents(second.model))
    let plain = try HandbookModel.load(folder: place.handbook)
    #expect(try Self.contents(plain) == Self.contents(second.model))
  }

  /// What makes an index stale, or not fit to be used.
  enum Change: String, CaseIterable {
    case otherText, sameSizeAndTime, otherFact, morePages, fewerPages, renamed
    case otherTaxonomy, noTaxonomy, linkedFileGone, linkedFileNew
    case writableByOthers, ofAnotherUser, behindALink, aFolder, empty, gone

    /// Whether it concerns one page and nothing that other pages may be about.
    var isOfOnePage: Bool { [.otherText, .sameSizeAndTime, .linkedFileNew].contains(self) }
  }

  @Test(arguments: Change.allCases)
  func isNotTakenAsItIsAfter(_ change: Change) throws {
    let place = try Place()
    _ = try place.load()
    let (page, index) = (place.handbook + "/a.md", try place.indexFile)
    let files = FileManager.default
    switch change {
    case .otherText: try place.folder.write("handbook/a.md", "# Alpha\n\nOther words.\n")
    case .sameSizeAndTime:
      let time = try files.attributesOfItem(atPath: page)[.modificationDate]
      let text = try String(contentsOfFile: page, encoding: .utf8)
      try place.folder.write(
        "handbook/a.md", text.replacingOccurrences(of: "signals", with: "sensors"))
      try files.setAttributes([.modificationDate: time as Any], ofItemAtPath: page)
    case .otherFact: try place.folder.write("handbook/b.md", "# Beta\n\n**Effort**: High\n")
    case .morePages: try place.folder.write("handbook/new.md", "# New\n")
    case .fewerPages: try files.removeItem(atPath: page)
    case .renamed: try files.moveItem(atPath: page, toPath: place.handbook + "/z.md")
    case .otherTaxonomy:
      try place.folder.write("handbook/taxonomy.yaml", Self.taxonomy + "\n# more\n")
    case .noTaxonomy: try files.removeItem(atPath: place.handbook + "/taxonomy.yaml")
    case .linkedFileGone: try files.removeItem(atPath: place.handbook + "/logo.png")
    case .linkedFileNew:
      try place.folder.write("handbook/a.md", "# A\n\n[x](plan.pdf)\n")
      _ = try place.load()
      try place.folder.write("handbook/plan.pdf", "plan")
    case .writableByOthers: #expect(chmod(index, 0o666) == 0)
    case .ofAnotherUser:
      guard chown(index, 12345, 12345) == 0 else { return }  // only root can try
    case .behindALink:
      try files.moveItem(atPath: index, toPath: index + ".real")
      try files.createSymbolicLink(atPath: index, withDestinationPath: index + ".real")
    case .aFolder:
      try files.removeItem(atPath: index)
      try files.createDirectory(atPath: index, withIntermediateDirectories: false)
    case .empty: try Data().write(to: URL(fileURLWithPath: index))
    case .gone: try files.removeItem(atPath: index)
    }
    let next = try place.load()
    #expect(next.wasRead != change.isOfOnePage)
    let plain = try HandbookModel.load(folder: place.handbook)
    #expect(try Self.contents(next.model) == Self.contents(plain))
    // And what was written in its place is right again, where it could be.
    #expect(try place.load().wasRead == (change == .aFolder))
  }

  @Test func belongsToAProgramAndAFolder() throws {
    let place = try Place()
    _ = try place.load()
    #expect(try place.load(program: "other").wasRead)
    #expect(try place.load(folder: place.handbook + "/").wasRead)
    let copy = place.folder.path + "/copy"
    try FileManager.default.copyItem(atPath: place.handbook, toPath: copy)
    #expect(try place.load(folder: copy).wasRead)
  }

  @Test(arguments: ["touched", "replaced"])
  func isUsedWhereOnlyTheFilesTimesOrNumbersAreOthers(change: String) throws {
    let place = try Place()
    let expected = try Self.contents(place.load().model)
    let page = place.handbook + "/a.md"
    if change == "touched" {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: page)
    } else {
      try FileManager.default.copyItem(atPath: page, toPath: page + "x")
      #expect(rename(page + "x", page) == 0)
    }
    let next = try place.load()
    #expect(!next.wasRead)
    #expect(try Self.contents(next.model) == expected)
  }

  @Test func pagesThatHaveChangedAreIndexedAnewByThemselves() throws {
    let place = try Place()
    try FileManager.default.removeItem(atPath: place.handbook + "/taxonomy.yaml")
    _ = try place.load()
    try place.folder.write("handbook/a.md", "# Alpha\n\nSomebody [else](b.md#vector).\n")
    try place.folder.write("handbook/b.md", "# Beta\n")
    // What is kept is still what it was: the pages are compared with it again.
    for _ in 0..<2 {
      let next = try place.load()
      #expect(!next.wasRead)
      let plain = try HandbookModel.load(folder: place.handbook)
      #expect(try UpdateTests.contents(next.model) == UpdateTests.contents(plain))
    }
    try place.folder.write("handbook/new.md", "# New\n")
    #expect(try place.load().wasRead)
  }

  /// Whatever is damaged: every answer is right or is refused, and the next start is right.
  @Test func damageIsNeverTakenForTheHandbook() throws {
    let place = try Place()
    let expected = try Self.contents(place.load().model)
    let path = try place.indexFile
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    var random = SeededRandom(seed: 11)
    var offsets = [0, 1, 99, 4095, 4096, whole.count - 1, whole.count - 8, whole.count - 64]
    offsets += (0..<12).map { _ in Int.random(in: 0..<whole.count, using: &random) }
    // Where the parts that are no pages are.
    offsets += (0..<16).map { _ in whole.count - Int.random(in: 1...6000, using: &random) }
    func put(_ data: Data) throws {
      try data.write(to: URL(fileURLWithPath: path))
      #expect(chmod(path, 0o600) == 0)
    }
    var refusals = 0
    for offset in offsets {
      try put(whole[..<offset])
      #expect(try place.load().wasRead, "cut off at \(offset)")
      var damaged = whole
      damaged[offset] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      try put(damaged)
      let next = try place.load()
      do {
        #expect(try Self.contents(next.model) == expected, "another byte at \(offset)")
        #expect(!next.model.isDamaged)
      } catch let error as IndexDamage {
        refusals += 1
        #expect(next.model.isDamaged)
        #expect(!FileManager.default.fileExists(atPath: path), "the next start would take it")
        #expect("\(error)".contains("ask again"))
        // From then on nothing is answered, whether it is intact or not.
        #expect(throws: IndexDamage.self) { try next.model.rows("SELECT 1") }
      }
      let cache = IndexCache(folder: place.cache, program: "test", minimumHandbookBytes: 0) { _ in }
      let healed = try HandbookModel.load(
        folder: place.handbook, previous: next.model, cache: cache)
      #expect(try Self.contents(healed) == expected)
      if next.model.isDamaged { #expect(try Self.contents(place.load().model) == expected) }
      try put(whole + Data([0]))
      #expect(try place.load().wasRead)
    }
    #expect(refusals > 0)
    try put(whole)
    #expect(try !place.load().wasRead)
  }

  @Test func damageThatComesLaterIsNeverTakenForTheHandbook() throws {
    let place = try Place()
    _ = try place.load()
    let model = try place.load().model
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: try place.indexFile))
    // The pages of the tables and of the postings.
    let size = try file.seekToEnd()
    for page in 1..<size / 4096 - 2 {
      try file.seek(toOffset: UInt64(page * 4096 + 2000))
      try file.write(contentsOf: Data([1, 2, 3, 4, 5]))
    }
    #expect(throws: IndexDamage.self) { try model.search(SearchQuery("signals")) }
    #expect(throws: IndexDamage.self) { try model.rows("SELECT * FROM system.sections") }
  }

  @Test func aModelOutlivesItsFile() throws {
    let place = try Place()
    let expected = try Self.contents(place.load().model)
    let model = try place.load().model
    try FileManager.default.removeItem(atPath: place.cache)
    #expect(try Self.contents(model) == expected)
  }

  @Test func isReportedOnceWhereItCannotBeKept() throws {
    let place = try Place()
    try place.folder.write("file", "no folder")
    let path = place.folder.path + "/file/cache"
    let outcome = try place.load(cache: path)
    #expect(outcome.reports == ["the index is not kept in '\(path)': the folder cannot be made"])
    #expect(outcome.model.pages.count == 3)
    try FileManager.default.createDirectory(
      atPath: place.cache, withIntermediateDirectories: true)
    #expect(chmod(place.cache, 0o777) == 0)
    let open = try place.load()
    #expect(
      open.reports == ["the index is not kept in '\(place.cache)': others can write to the folder"])
    #expect(try place.load().wasRead)
  }

  @Test func leftoversOfProcessesThatEndedAreRemoved() throws {
    let place = try Place()
    _ = try place.load()
    let index = try place.indexFile
    // No process has so high a number.
    let (dead, alive) = ("\(index).2147483646-1.tmp", "\(index).\(getpid())-1.tmp")
    for path in [dead, alive] { try Data("half".utf8).write(to: URL(fileURLWithPath: path)) }
    try place.folder.write("handbook/new.md", "# New\n")
    _ = try place.load()
    #expect(!FileManager.default.fileExists(atPath: dead))
    #expect(FileManager.default.fileExists(atPath: alive))
  }

  @Test func holdsNothingThatIsServedAsItWasBefore() throws {
    let place = try Place()
    let previous = try place.load().model
    try Data([0xFF, 0xFE]).write(to: URL(fileURLWithPath: place.handbook + "/a.md"))
    let cache = IndexCache(folder: place.cache, program: "test", minimumHandbookBytes: 0) { _ in }
    let model = try HandbookModel.load(folder: place.handbook, previous: previous, cache: cache)
    #expect(try model.text(of: #require(model.page(at: "a.md"))).contains("signals"))
    let next = try place.load()
    #expect(next.wasRead)
    #expect(next.model.page(at: "a.md") == nil)
  }
}
