/// Feeds a target.
package enum Fuzzer {
  /// An input, and what is wrong with what came of it.
  package struct Finding: Sendable, CustomStringConvertible {
    package var target: String
    package var input: [UInt8]
    package var problem: String

    package var description: String { "\(target): \(problem)\ninput: \(swiftLiteral(input))" }
  }

  /// Feeds one input.
  package static func feed(_ target: FuzzTarget, _ input: [UInt8]) -> Finding? {
    InputWatch.watch(target.name, input) { target.check(input) }.map { problem in
      Finding(
        target: target.name, input: shortened(input) { target.check($0) != nil }, problem: problem)
    }
  }

  /// Feeds so many inputs, always the same for the same seed, up to the first finding.
  package static func run(_ target: FuzzTarget, seed: UInt64, inputs: Int) -> Finding? {
    var mutator = Mutator(target, seed: seed)
    for _ in 0..<inputs {
      if let finding = feed(target, mutator.next()) { return finding }
    }
    return nil
  }

  /// Feeds what is before and what is behind a place of a sample, for places spread evenly over all samples, up to the
  /// first finding.
  package static func cut(_ target: FuzzTarget, places: Int) -> Finding? {
    let total = target.samples.reduce(0) { $0 + $1.count + 1 }
    let step = max(1, total / max(1, places))
    var next = 0
    for sample in target.samples {
      while next <= sample.count {
        for part in [sample[..<next], sample[next...]] {
          if let finding = feed(target, Array(part)) { return finding }
        }
        next += step
      }
      next -= sample.count + 1
    }
    return nil
  }

  /// Leaves out what does not matter for a finding: pieces of half the length, and ever smaller ones.
  private static func shortened(_ input: [UInt8], while fails: ([UInt8]) -> Bool) -> [UInt8] {
    var input = input
    var length = input.count / 2
    while length > 0 {
      var start = 0
      while start + length <= input.count {
        var shorter = input
        shorter.removeSubrange(start..<start + length)
        if fails(shorter) { input = shorter } else { start += length }
      }
      length /= 2
    }
    return input
  }
}
