import Files

/// The copies of a settings file from before it was changed: beside it, `NAME.before-handbook`, then
/// `NAME.before-handbook-2` and so on. No client reads files of such names, and none of them is ever overwritten.
struct Backups {
  /// From the oldest to the newest.
  private(set) var copies: [(path: String, bytes: [UInt8])] = []
  private let target: String

  /// - Parameter target: the file itself, links resolved.
  init(of target: String) {
    self.target = target
    var number = 1
    while let bytes = try? FileContents.read(path(number), maximumBytes: 64 << 20) {
      copies.append((path(number), bytes))
      number += 1
    }
  }

  private func path(_ number: Int) -> String {
    target + ".before-handbook" + (number == 1 ? "" : "-\(number)")
  }

  /// Where a copy of the content will be kept; `nil` where there is one.
  func newPath(for bytes: [UInt8]) -> String? {
    guard !copies.contains(where: { $0.bytes == bytes }) else { return nil }
    var number = copies.count + 1
    while FileKind(at: path(number)) != nil { number += 1 }
    return path(number)
  }

  /// The copy that holds just this.
  func path(holding bytes: [UInt8]) -> String? {
    copies.last { $0.bytes == bytes }?.path
  }
}
