import Fuzzing
import TestSupport

/// What the command line asks for.
struct FuzzOptions: Sendable {
  struct UsageError: Error, CustomStringConvertible {
    var description: String
  }

  var targets: [FuzzTarget] = []
  /// How long each target is fed; one of the two.
  var seconds: Double = 10
  var runs: Int?
  /// Feeds every sample cut off at every byte instead.
  var cuts = false
  var seed: UInt64 = 1
  /// Holds a folder for each target, with files to start mutations from, besides its own samples.
  var corpus: String?
  var files: [String] = []

  init(_ arguments: some Sequence<String>) throws(UsageError) {
    var rest = Array(arguments)[...]
    while let word = rest.popFirst() {
      switch word {
      case "--seconds": seconds = try Self.number(rest.popFirst(), after: word)
      case "--runs": runs = Int(try Self.number(rest.popFirst(), after: word))
      case "--seed": seed = UInt64(try Self.number(rest.popFirst(), after: word))
      case "--cuts": cuts = true
      case "--corpus": corpus = rest.popFirst()
      case _ where targets.isEmpty:
        targets = FuzzTarget.all.filter { word == "all" || $0.name == word }
        if targets.isEmpty { throw UsageError(description: "no target '\(word)'\n" + Self.usage) }
      default: files.append(word)
      }
    }
    if targets.isEmpty { throw UsageError(description: Self.usage) }
  }

  private static func number(_ text: String?, after option: String) throws(UsageError) -> Double {
    guard let number = text.flatMap(Double.init), number >= 0, number < 1e15 else {
      throw UsageError(description: "\(option) needs a number")
    }
    return number
  }

  private static let usage = """
    usage: fuzz TARGET|all [--seconds N | --runs N | --cuts] [--seed S] [--corpus DIR] [FILE …]
    targets: \(FuzzTarget.all.map(\.name).joined(separator: ", "))
    """
}
