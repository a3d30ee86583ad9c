import Measurement
import SearchEvaluation
import Testing

struct MeasuresTests {
  @Test func countsTheFirstRightResultOfTen() {
    var measures = Measures()
    measures.note([true, false])
    measures.note([false, true, true])
    measures.note(Array(repeating: false, count: 10) + [true])
    measures.note([])
    #expect(measures.places == [1, 2, nil, nil])
    #expect(measures.reciprocalRank.mean == 0.375)
    #expect(measures.recall.mean == 0.5)
  }

  @Test func comparesQueryByQuery() {
    var (one, other) = (Measures(), Measures())
    one.note([true])
    other.note([false, true])
    #expect(one.gain(over: other).mean == 0.5)
    #expect(other.gain(over: one).interval == -0.5...(-0.5))
  }
}
