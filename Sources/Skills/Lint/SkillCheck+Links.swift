import Diagnostics
import Files
import Markdown

extension SkillCheck {
  /// Folders whose files a body names in code as often as by links.
  private static let folders = ["references/", "scripts/", "assets/"]

  /// The links of the body, and paths in its code spans.
  mutating func checkLinks() {
    for link in document.links where !Template.hasMarks(link.destination.utf8) {
      let message: SkillMessage? =
        switch LinkTarget(link.destination, from: "") {
        case .elsewhere: nil
        case .outside: .leadsOutside(link.destination)
        case .file(let path): problem(with: path, link.destination)
        }
      if let message { error(message, at: source.position(of: link)) }
    }
    for block in document.sections.flatMap(\.blocks) {
      for span in block.codeSpans where span.isPlainPath(in: Self.folders) {
        guard let message = problem(with: span, span) else { continue }
        warning(message, at: source.position(of: span, onLines: block.lines))
      }
    }
  }

  /// What keeps a path from being that of a file of the skill; `nil` where nothing does.
  private func problem(with path: String, _ destination: String) -> SkillMessage? {
    if skill.isLoose { return .looseSkillHasNoFiles }
    do throws(FileError) {
      _ = try resolve(path, inside: skill.folder)
      return nil
    } catch {
      return error.reason == .outsideRoot
        ? .leadsOutside(destination)
        : .leadsNowhere(destination, suggestionNotes(for: path, among: filePaths))
    }
  }

  private var filePaths: [String] { (try? skill.tree().entries.map(\.path)) ?? [] }
}

extension MarkdownDocument {
  /// All links, those in headings too.
  var links: [MarkdownLink] {
    sections.flatMap { $0.headingLinks + $0.blocks.flatMap(\.links) }
  }
}

extension String {
  /// Whether it is a path below one of the folders, without blanks or marks that stand for something else.
  fileprivate func isPlainPath(in folders: [String]) -> Bool {
    folders.contains { hasPrefix($0) && utf8.count > $0.utf8.count }
      && utf8.allSatisfy { $0.isNameByte || "-./".utf8.contains($0) }
  }
}

extension SourceText {
  /// Where a link's destination stands.
  func position(of link: MarkdownLink) -> SourcePosition {
    position(of: link.destination, onLines: link.line...link.line)
  }
}
