import Diagnostics
import Files
import HandbookModel
import Skills
import Toolbox

/// Reads anew what has changed, and takes the rest from what was served before.
struct Reading {
  let folders: ServedFolders
  let equipment: Equipment
  /// `nil` where it could not be read before.
  let handbook: HandbookModel?
  let pages: FolderWatch.Change
  let skills: FolderWatch.Change
  /// One for each folder of definition files.
  let tools: [FolderWatch.Change]
  /// Where the index of a large handbook is kept.
  let cache: IndexCache?

  /// - Returns: `nil` where nothing of what changed makes a difference.
  func served() throws -> HandbookHost.Served? {
    let readsPages = havePagesChanged
    let equipment = newEquipment(taxonomyMayHaveChanged: readsPages)
    guard readsPages || equipment !== self.equipment else { return nil }
    let documents = equipment.searchDocuments
    if let handbook, !readsPages {
      guard documents != self.equipment.searchDocuments else {
        return .init(equipment: equipment, handbook: handbook)
      }
      return .init(
        equipment: equipment, handbook: handbook.replacingDocuments(documents))
    }
    return .init(
      equipment: equipment,
      handbook: try HandbookModel.load(
        folder: folders.handbook, documents: documents, previous: handbook, cache: cache))
  }

  /// Whether the content of any page or the taxonomy differs, or there are more or fewer of them: that a file was
  /// touched is no change.
  private var havePagesChanged: Bool {
    guard let handbook else { return !pages.isEmpty }
    return pages.contains { path in
      guard let known = handbook.contentHash(ofFile: path),
        let bytes = try? FileContents.readSettled(join(folders.handbook, path))
      else { return true }
      return ContentHash(of: bytes).hexadecimal != known
    }
  }

  /// As above for definition files.
  private var haveToolsChanged: Bool {
    zip(folders.tools, tools).contains { folder, change in
      change.contains { path in
        guard let known = equipment.toolbox.source(of: join(folder.shownAs, path)),
          let bytes = try? FileContents.readSettled(join(folder.path, path))
        else { return true }
        return bytes != known.bytes
      }
    }
  }

  private func newEquipment(taxonomyMayHaveChanged: Bool) -> Equipment {
    let tables =
      taxonomyMayHaveChanged
      ? HandbookModel.tableNames(
        ofFolder: folders.handbook, previous: handbook) : equipment.tables
    guard haveToolsChanged || !skills.isEmpty || tables != equipment.tables else {
      return equipment
    }
    let library =
      skills.isEmpty
      ? equipment.shelf.library
      : equipment.shelf.library.rereading(
        in: folders.skills.path, shownAs: folders.skills.shownAs, changed: skills)
    return Equipment(
      SkillShelf { library }, folders, tables: tables, previous: equipment.toolbox)
  }
}
