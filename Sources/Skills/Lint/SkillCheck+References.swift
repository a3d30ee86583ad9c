import Diagnostics
import Files
import Markdown

extension SkillCheck {
  /// Files of that size are no references to be read.
  private static let maximumReferenceBytes = 1 << 20

  /// The links in the other Markdown files of the skill: what they lead to should be linked from the body too.
  mutating func checkReferences(_ entries: [FileTree.Entry]) {
    let paths = Set(entries.map(\.path))
    let linked = Set(document.links.compactMap { LinkTarget($0.destination, from: "").path })
    for entry in entries where isReference(entry) {
      // What cannot be read is no text to be checked; it is served as it is.
      guard
        let reference = try? skill.source(
          of: entry.path, maximumBytes: Self.maximumReferenceBytes)
      else { continue }
      for link in MarkdownParser.parse(reference).links {
        guard let message = problem(with: link.destination, in: entry.path, paths, linked) else {
          continue
        }
        add(message.diagnostic(.warning, in: reference, at: reference.position(of: link)))
      }
    }
  }

  private func isReference(_ entry: FileTree.Entry) -> Bool {
    entry.path.hasSuffix(".md") && entry.path != skill.fileName
      && !entry.path.hasPrefix("evals/") && entry.byteCount <= Self.maximumReferenceBytes
  }

  /// What is wrong with a link in a reference.
  private func problem(
    with destination: String, in file: String, _ paths: Set<String>, _ linked: Set<String>
  ) -> SkillMessage? {
    let folder = parentFolder(of: file)
    // Markdown counts from the file; the examples of the standard count from the skill's folder.
    let targets = [folder == "." ? "" : folder, ""].map { LinkTarget(destination, from: $0) }
    let candidates = targets.compactMap(\.path)
    guard let first = candidates.first else {
      return targets[0] == .outside ? .leadsOutside(destination) : nil
    }
    guard let path = candidates.first(where: paths.contains) else {
      let isThere = candidates.contains { (try? resolve($0, inside: skill.folder)) != nil }
      return isThere
        ? nil : .leadsNowhere(destination, suggestionNotes(for: first, among: paths.sorted()))
    }
    let isNested =
      path.hasSuffix(".md") && path != file && path != skill.fileName && !linked.contains(path)
    return isNested ? .nestedReference(destination, by: skill.fileName) : nil
  }
}
