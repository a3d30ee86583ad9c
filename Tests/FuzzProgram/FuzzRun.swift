import Foundation
import TestSupport

/// One target, fed as long as was asked for.
struct FuzzRun {
  private let target: FuzzTarget
  private let options: FuzzOptions
  /// After so many different findings something is wrong everywhere.
  private static let maximumFindings = 5

  init(_ target: FuzzTarget, _ options: FuzzOptions) {
    self.target = target
    self.options = options
  }

  /// - Returns: how many findings there were.
  func run() -> Int {
    guard options.files.isEmpty else {
      return options.files.count { file in
        guard let bytes = FileManager.default.contents(atPath: file) else { return false }
        return report(Fuzzer.feed(target, [UInt8](bytes)))
      }
    }
    if options.cuts {
      let places = 2 * target.samples.reduce(0) { $0 + $1.count + 1 }
      let isFound = report(Fuzzer.cut(target, places: places))
      print("\(target.name): \(places) cuts, \(isFound ? 1 : 0) findings")
      fflush(nil)
      return isFound ? 1 : 0
    }
    var mutator = Mutator(target, seed: options.seed)
    if let folder = options.corpus.map({ "\($0)/\(target.name)" }) {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
        if let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") {
          mutator.keep([UInt8](bytes))
        }
      }
    }
    let start = ContinuousClock.now
    var problems: Set<String> = []
    var count = 0
    var slowest: (duration: Duration, input: [UInt8]) = (.zero, [])
    while problems.count < Self.maximumFindings {
      let now = ContinuousClock.now
      if let runs = options.runs {
        if count >= runs { break }
      } else if now - start >= .seconds(options.seconds) {
        break
      }
      let input = mutator.next()
      let before = ContinuousClock.now
      if let finding = Fuzzer.feed(target, input), problems.insert(finding.problem).inserted {
        _ = report(finding)
      }
      let duration = ContinuousClock.now - before
      if duration > slowest.duration { slowest = (duration, input) }
      count += 1
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    print(
      "\(target.name): \(count) inputs in \(Int(seconds)) s, \(problems.count) findings; the slowest took \(slowest.duration)"
    )
    if slowest.duration > .milliseconds(100) { print("slowest: \(swiftLiteral(slowest.input))") }
    fflush(nil)
    return problems.count
  }

  private func report(_ finding: Fuzzer.Finding?) -> Bool {
    guard let finding else { return false }
    print(finding)
    fflush(nil)
    return true
  }
}
