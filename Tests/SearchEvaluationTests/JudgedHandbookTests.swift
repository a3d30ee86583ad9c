import Diagnostics
import Foundation
import HandbookModel
import Measurement
import SearchEvaluation
import Testing

/// A handbook of a made-up bicycle workshop whose links are queries with known answers: what search reaches
/// there is a floor that no change of the ranking may fall below.
struct JudgedHandbookTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Handbook").path

  @Test func findsWhatLinksLeadTo() throws {
    let model = try HandbookModel.load(folder: Self.folder)
    #expect(model.diagnostics.map(\.rendered) == [])
    #expect(try model.danglingLinks(shownIn: Self.folder).map(\.rendered) == [])
    let links = try LinkTexts(of: model)
    #expect(links.queries.count == 79)
    let evaluation = try Evaluation(links.queries, of: model)
    #expect(evaluation.search.reciprocalRank.mean >= 0.92, "\(evaluation.text)")
    #expect(evaluation.search.recall.mean >= 0.95, "\(evaluation.text)")
    #expect(evaluation.sections.reciprocalRank.mean >= 0.92, "\(evaluation.text)")
    #expect(evaluation.sections.recall.mean >= 0.98, "\(evaluation.text)")
    // Each query is asked of both, so the gain is surer than the two means.
    let gain = evaluation.search.gain(over: evaluation.plain)
    #expect(gain.mean >= 0.02 && gain.interval.lowerBound >= 0, "\(evaluation.text)")
  }
}
