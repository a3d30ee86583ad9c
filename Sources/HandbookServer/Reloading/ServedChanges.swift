import HandbookModel
import MCP
import Skills
import Toolbox

/// What clients may want to hear of after a reading.
struct ServedChanges {
  let haveToolsChanged: Bool
  let havePromptsChanged: Bool
  let haveResourcesChanged: Bool
  /// The paths of pages whose content differs.
  private let pages: Set<String>
  /// The names of skills that are not the same as before.
  private let skills: Set<String>

  /// - Parameter modes: those that a session has turned on.
  init(from old: HandbookHost.Served?, to new: HandbookHost.Served, modes: Set<String>) {
    let oldTools = old?.equipment.listedTools(inModes: modes) ?? []
    haveToolsChanged = oldTools != new.equipment.listedTools(inModes: modes)
    let (oldSkills, newSkills) = (old?.equipment.shelf.offered ?? [], new.equipment.shelf.offered)
    let skills = Self.differences(oldSkills, newSkills, by: \.name) { $0.isSame(as: $1) }
    self.skills = skills
    havePromptsChanged =
      oldSkills.map(PromptDescription.init) != newSkills.map(PromptDescription.init)
    let (oldPages, newPages) = (old?.handbook.pages ?? [], new.handbook.pages)
    pages = Self.differences(oldPages, newPages, by: \.path) { $0.contentHash == $1.contentHash }
    haveResourcesChanged =
      !Self.areListedAlike(oldPages, newPages)
      || oldSkills.map(\.listing) != newSkills.map(\.listing)
  }

  var haveContentsChanged: Bool { !pages.isEmpty || !skills.isEmpty }

  /// Whether an address names something whose content is not what it was.
  func isAffected(_ uri: String) -> Bool {
    if let address = SkillURI(parsing: uri) { return skills.contains(address.skill) }
    return (try? HandbookURI(parsing: uri)).map { pages.contains($0.path) } ?? false
  }

  private static func areListedAlike(_ old: [PageInfo], _ new: [PageInfo]) -> Bool {
    old.count == new.count
      && zip(old, new).allSatisfy { $0 == $1 || ResourceDescription($0) == ResourceDescription($1) }
  }

  /// The keys of elements that only one side has or that are not the same on both.
  private static func differences<Element>(
    _ old: [Element], _ new: [Element], by key: (Element) -> String,
    areSame: (Element, Element) -> Bool
  ) -> Set<String> {
    // Mostly both have the same elements, of which few differ.
    if old.count == new.count, zip(old, new).allSatisfy({ key($0) == key($1) }) {
      return Set(zip(old, new).filter { !areSame($0, $1) }.map { key($0.0) })
    }
    let before = Dictionary(old.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(new.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
    return Set(before.keys).union(after.keys).filter { key in
      guard let old = before[key], let new = after[key] else { return true }
      return !areSame(old, new)
    }
  }
}

extension Skill {
  /// What a list of resources says of it.
  fileprivate var listing: [String] { [name, description] }
}
