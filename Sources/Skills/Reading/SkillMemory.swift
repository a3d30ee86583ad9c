import Synchronization

/// The files of a skill that were read once: what it says does not change under the hands of who edits it.
final class SkillMemory: Sendable {
  private let contents = Mutex<[String: SkillFileContent]>([:])
  /// Larger files, which are data rather than text, are read each time.
  private static let maximumFileBytes = 1 << 18

  /// `nil` where the file was not read yet or is not kept.
  func content(of path: String) -> SkillFileContent? {
    contents.withLock { $0[path] }
  }

  func keep(_ content: SkillFileContent) {
    guard content.bytes.count <= Self.maximumFileBytes else { return }
    contents.withLock { $0[content.path] = content }
  }
}
