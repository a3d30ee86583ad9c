import Diagnostics
import Files

extension SkillCheck {
  /// How long the body is.
  mutating func checkSize() {
    if skill.fileName == "skill.md" { add(SkillMessage.fileName.warning(in: source, atLine: 1)) }
    let bytes = body.bytes
    guard bytes.contains(where: { !$0.isWhitespace }) else {
      warning(.emptyBody, at: source.position(at: source.bytes.count))
      return
    }
    let start = source.position(at: body.utf8Offset).line
    let lineEnds = bytes.count { $0 == UInt8(ascii: "\n") }
    let lines = lineEnds + (bytes.last == UInt8(ascii: "\n") ? 0 : 1)
    if lines > Self.maximumBodyLines {
      warning(
        .tooManyLines(lines),
        at: SourcePosition(line: start + Self.maximumBodyLines, column: 1))
    }
    let tokens = (bytes.count + 3) / 4
    if tokens > Self.maximumBodyTokens {
      let line = source.position(at: body.utf8Offset + Self.maximumBodyTokens * 4).line
      warning(.tooManyTokens(tokens), at: SourcePosition(line: line, column: 1))
    }
  }

  /// The files beside the body: those that cannot be served.
  mutating func checkFiles() {
    guard !skill.isLoose else { return }
    do throws(FileError) {
      let tree = try skill.tree()
      for problem in tree.problems {
        add(Diagnostic(.error, problem.message, path: skill.shownFolder + problem.path))
      }
      let maximum = FileContents.defaultMaximumBytes
      for entry in tree.entries where entry.byteCount > maximum {
        let message = SkillMessage.fileTooLarge(entry.byteCount, maximum: maximum)
        add(message.error(path: skill.shownFolder + entry.path))
      }
      checkReferences(tree.entries)
    } catch {
      // The folder of a draft may be still to come.
      if skill.draft != nil, error.isAbsence { return }
      add(Diagnostic(.error, error.message, path: skill.shownFolder))
    }
  }
}
