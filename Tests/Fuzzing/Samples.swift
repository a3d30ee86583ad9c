import Foundation
import TestSupport

/// Real inputs from the repository.
enum Samples {
  /// The files below a folder whose names end so.
  static func files(in folder: String, endingIn ending: String) -> [[UInt8]] {
    let root = "\(Repository.path)/\(folder)"
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
    return names.sorted().filter { $0.hasSuffix(ending) }.compactMap { name in
      FileManager.default.contents(atPath: "\(root)/\(name)").map { [UInt8]($0) }
    }
  }

  /// The lines of the recorded sessions, which are the shorter the better.
  static let messages: [[UInt8]] =
    files(in: "Tests/RecordingTests/Sessions", endingIn: ".jsonl").flatMap { file in
      file.split(separator: UInt8(ascii: "\n")).map(Array.init).filter { $0.count < 2_000 }
    }

  static func texts(_ texts: String...) -> [[UInt8]] {
    texts.map { Array($0.utf8) }
  }
}
