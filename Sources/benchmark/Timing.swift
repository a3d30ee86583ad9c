import Threads

/// How long a component takes for one unit, in microseconds.
struct Timing {
  var median: Double
  /// The best and the worst round.
  var range: ClosedRange<Double>

  private static let roundCount = 9
  private static let nanosecondsPerRound: Int64 = 30_000_000

  /// Runs a component for some rounds of a few hundredths of a second, after one to warm up.
  init(of component: Component) throws {
    var runCount = 1
    // A round that is too short would measure the clock.
    while try Self.nanoseconds(of: component, runs: runCount) < Self.nanosecondsPerRound,
      runCount < 1 << 24
    {
      runCount *= 2
    }
    var rounds: [Double] = []
    for _ in 0..<Self.roundCount {
      let nanoseconds = try Self.nanoseconds(of: component, runs: runCount)
      rounds.append(
        Double(nanoseconds) / 1_000 / Double(runCount) / component.unitsPerRun)
    }
    rounds.sort()
    median = rounds[rounds.count / 2]
    range = rounds[0]...rounds[rounds.count - 1]
  }

  private static func nanoseconds(of component: Component, runs: Int) throws -> Int64 {
    let start = MonotonicTime.now
    var work = 0
    for _ in 0..<runs { work &+= try component.run() }
    let elapsed = start.elapsedNanoseconds
    keep(work)
    return elapsed
  }

  /// Makes the compiler believe that a value is used.
  @inline(never)
  private static func keep(_ value: Int) { _ = value }
}
