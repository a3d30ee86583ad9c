import Fuzzing
import TestSupport
import Testing

extension FuzzTarget: CustomTestStringConvertible {
  package var testDescription: String { name }
}

/// Whatever the input: no trap, no end of waiting, and what comes of it keeps its promises. `swift run fuzz` does
/// the same for longer.
struct FuzzTests {
  @Test(arguments: FuzzTarget.all) func takesAnything(_ target: FuzzTarget) {
    #expect(Fuzzer.run(target, seed: 20_261_126, inputs: 60)?.description == nil)
  }

  /// At so many places; `fuzz TARGET --cuts` cuts at all of them.
  @Test(arguments: FuzzTarget.all) func takesSamplesCutOffAnywhere(_ target: FuzzTarget) {
    #expect(Fuzzer.cut(target, places: 150)?.description == nil)
  }
}
