import HandbookServer
import TestSupport
import Testing
import Toolbox

/// What is served at one moment.
struct EquipmentTests {
  /// A server that reads its files again for every change must let go of what it read before.
  @Test func goesAwayOnceItIsReplaced() throws {
    weak var toolbox: Toolbox?
    weak var shelf: SkillShelf?
    do {
      let equipment = Equipment(
        ServedFolders(
          tools: [(Repository.path + "/Tools", shownAs: "Tools")],
          handbook: Repository.path + "/seeds",
          skills: (Repository.path + "/Skills", shownAs: "Skills")))
      #expect(!equipment.searchDocuments.isEmpty)
      (toolbox, shelf) = (equipment.toolbox, equipment.shelf)
      #expect(toolbox != nil)
    }
    #expect(toolbox == nil)
    #expect(shelf == nil)
  }
}
