import Diagnostics
import Files
import Foundation
import JSON
import Markdown
import Testing
import YAML

@testable import HandbookModel

/// A page as the loader would make it; its title is the front matter's or else the first heading.
func makePage(_ path: String, _ markdown: String) -> Page {
  makePage(SourceText(path: path, markdown))
}

func makePage(_ source: SourceText) -> Page {
  let document = MarkdownParser.parse(source)
  let title = document.frontMatter?["title"]?.string ?? document.sections.first?.heading ?? ""
  return Page(
    path: source.path, title: title, source: source,
    contentHash: ContentHash(of: source.bytes),
    revision: .init(page: source.path, number: 1, date: nil, isNewest: true), document: document)
}

/// A taxonomy that must read without a problem.
func makeTaxonomy(_ text: String, _ location: SourceLocation = #_sourceLocation) -> Taxonomy {
  var diagnostics: [Diagnostic] = []
  let taxonomy = Taxonomy(SourceText(path: "taxonomy.yaml", text), diagnostics: &diagnostics)
  #expect(diagnostics.map(\.rendered) == [], sourceLocation: location)
  return taxonomy
}

/// Everything that reading a taxonomy reports, as a person would see it.
func problems(in text: String) -> String {
  var diagnostics: [Diagnostic] = []
  _ = Taxonomy(SourceText(path: "taxonomy.yaml", text), diagnostics: &diagnostics)
  return diagnostics.map(\.rendered).joined(separator: "\n")
}

extension Taxonomy {
  /// The facts of one kind, each as a JSON array of its values.
  func facts(of kind: String, in pages: [Page]) -> [String] {
    rows(of: kind, in: pages).map { JSONValue.array($0.values).text }
  }

  func rows(of kind: String, in pages: [Page]) -> [KindRow] {
    var diagnostics: [Diagnostic] = []
    return rows(in: pages, diagnostics: &diagnostics).filter { $0.kind == kind }
  }

  /// What looking for facts reports, as a person would see it.
  func problems(in pages: [Page]) -> [String] {
    var diagnostics: [Diagnostic] = []
    _ = rows(in: pages, diagnostics: &diagnostics)
    return diagnostics.map(\.rendered)
  }

  /// Some fields of the facts of one kind, each fact as a JSON array.
  func facts(of kind: String, _ fields: [String], in pages: [Page]) -> [String] {
    let known = kinds.first { $0.name == kind }?.fields.map(\.name) ?? []
    let indices = fields.compactMap(known.firstIndex)
    #expect(indices.count == fields.count, "no such fields in \(known)")
    return rows(of: kind, in: pages).map { row in
      JSONValue.array(indices.map { row.values[$0] }).text
    }
  }
}

/// The folders that tests on the shipped handbook read.
enum Folders {
  /// The repository, found from this file.
  static let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The documents that the shipped pages restate: beside the repository, or where the environment says;
  /// `nil` where they are not at hand.
  static let originals: URL? = {
    let shared =
      ProcessInfo.processInfo.environment["HANDBOOK_SHARED"].map { URL(filePath: $0) }
      ?? repository.deletingLastPathComponent().appending(path: "shared")
    let folder = shared.appending(path: "seeds")
    return FileManager.default.fileExists(atPath: folder.path()) ? folder : nil
  }()

  static func shippedText(_ path: String) throws -> String {
    try String(contentsOf: repository.appending(path: "seeds/\(path)"), encoding: .utf8)
  }

  static func shippedPage(_ path: String) throws -> Page {
    makePage(path, try shippedText(path))
  }

  /// The text of the original whose file name begins so.
  static func originalText(_ prefix: String) throws -> String {
    let folder = try #require(originals)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
    let name = try #require(names.first { $0.hasPrefix(prefix) })
    return try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }
}

/// The shipped handbook, page by page, each with the original that it restates.
enum ShippedPage: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case aiPlatform = "ai-platform.md"
  case aiPlatform1 = "revisions/ai-platform-1.md"
  case smallTeams = "small-teams.md"

  var testDescription: String { rawValue }

  var originalPrefix: String {
    switch self {
    case .aiPlatform: "001"
    case .aiPlatform1: "000"
    case .smallTeams: "002"
    }
  }

  var text: String {
    get throws { try Folders.shippedText(rawValue) }
  }

  var page: Page {
    get throws { try Folders.shippedPage(rawValue) }
  }

  /// Under the path of the shipped page, so that rows of both can be compared.
  var original: Page {
    get throws { makePage(rawValue, try Folders.originalText(originalPrefix)) }
  }
}
