import Diagnostics
import HandbookModel
import JSON
import TestSupport
import Testing
import Toolbox

/// The shipped modes: their tools keep what they promise and their trajectories work.
struct ModeFilesTests {
  @Test func nothingIsWrongWithTheToolsOfModes() throws {
    let shipped = try ModeToolbox.shared.get()
    let toolbox = shipped.toolbox
    let model = try shipped.context.model()
    let findings =
      toolbox.diagnostics + (try toolbox.check(against: model))
      + (try toolbox.checkExamples(shipped.context, where: { _ in true }))
      + (try toolbox.checkTrajectories(shipped.context, where: { _ in true }))
    #expect(findings.map(\.rendered) == [])
    #expect(toolbox.tools.allSatisfy { $0.state == .served })
  }

  @Test(arguments: ShippedFile.modes)
  func everyStepOfATrajectoryWorks(path: String) throws {
    let shipped = try ModeToolbox.shared.get()
    let mode = try #require(shipped.toolbox.modes.first { $0.path == path })
    #expect(!mode.trajectories.isEmpty)
    for trajectory in mode.trajectories {
      for step in trajectory.steps {
        let result = try shipped.call(step.tool, step.arguments)
        // A step that finds nothing, or something wrong, teaches nothing.
        let rows = result.members.first { $0.value.arrayValue != nil && $0.key != "diagnostics" }
        #expect(rows?.value.arrayValue?.isEmpty == false, "\(step)")
        #expect(result["ok"] ?? true == true, "\(result["diagnostics"]?.text ?? "")")
      }
    }
  }
}
