import Diagnostics
import HandbookModel
import JSON
import TestSupport
import Testing
import Toolbox
import YAML

/// The shipped modes: their tools keep what they promise and their trajectories work.
struct ModeFilesTests {
  @Test func nothingIsWrongWithTheToolsOfModes() throws {
    let shipped = try ModeToolbox.shared.get()
    let toolbox = shipped.toolbox
    let model = try shipped.context.model()
    let findings =
      toolbox.diagnostics + (try toolbox.check(against: model))
      + (try toolbox.checkExamples(shipped.context, where: { _ in true }))
    #expect(findings.map(\.rendered) == [])
    #expect(toolbox.tools.allSatisfy { $0.state == .served })
  }

  @Test(arguments: ModeFile.paths)
  func everyStepOfATrajectoryWorks(path: String) throws {
    let shipped = try ModeToolbox.shared.get()
    let source = SourceText(path: path, try ModeFile.text(path))
    let file = try #require(YAMLParser.parse(source).documents.first?.jsonValue)
    let trajectories = try #require(file["trajectories"]?.arrayValue)
    #expect(!trajectories.isEmpty)
    for trajectory in trajectories {
      for step in trajectory["steps"]?.arrayValue ?? [] {
        let name = step["tool"]?.stringValue ?? ""
        let result = try shipped.call(name, step["arguments"]?.objectValue ?? [:])
        // A step that finds nothing, or something wrong, teaches nothing.
        let rows = result.members.first { $0.value.arrayValue != nil && $0.key != "diagnostics" }
        #expect(rows?.value.arrayValue?.isEmpty == false, "\(step.text)")
        #expect(result["ok"] ?? true == true, "\(result["diagnostics"]?.text ?? "")")
      }
    }
  }
}
