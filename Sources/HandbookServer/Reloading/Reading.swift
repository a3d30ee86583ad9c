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
    let changedPages = changedPages
    let readsPages = !changedPages.isEmpty || handbook?.isDamaged == true
    let equipment = newEquipment(taxonomyMayHaveChanged: readsPages)
    guard readsPages || equipment !== self.equipment else { return nil }
    let documents = equipment.searchDocuments
    if let handbook, !readsPages {
      let isSame = documents == self.equipment.searchDocuments
      return .init(
        equipment: equipment,
        handbook: isSame ? handbook : handbook.replacingDocuments(documents))
    }
    return .init(equipment: equipment, handbook: try read(changedPages, documents))
  }

  /// What cannot be done to the pages that have changed is done to all.
  private func read(
    _ changedPages: Set<String>, _ documents: [SearchDocument]
  ) throws -> HandbookModel {
    let updated = try? handbook?.updated(
      changedPages, in: folders.handbook, documents: documents)
    return try updated
      ?? HandbookModel.load(
        folder: folders.handbook, documents: documents, previous: handbook, cache: cache)
  }

  /// The paths of pages, or of the taxonomy, whose content differs or that came or went: that a file was touched is no
  /// change.
  private var changedPages: Set<String> {
    guard let handbook else { return pages }
    return pages.filter { path in
      guard let known = handbook.contentHash(ofFile: path),
        let bytes = try? FileContents.readSettled(path, inside: folders.handbook)
      else { return true }
      return ContentHash(of: bytes) != known
    }
  }

  /// As above for definition files.
  private var haveToolsChanged: Bool {
    zip(folders.tools, tools).contains { folder, change in
      change.contains { path in
        if path.isEmpty { return equipment.toolbox.hasFiles(below: folder.shownAs) }
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
