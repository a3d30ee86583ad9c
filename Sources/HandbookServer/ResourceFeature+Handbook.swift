import Diagnostics
import HandbookModel
import JSONRPC
import MCP
import Toolbox

extension ResourceFeature {
  /// Pages and sections as `handbook://pages/…` resources, and the files of skills as `skill://…`.
  init(host: HandbookHost) {
    self.init(
      list: {
        let served = try host.served()
        return served.handbook.pages.map(ResourceDescription.init)
          + served.equipment.shelf.resources
      },
      templates: ResourceTemplate.handbook + [SkillShelf.template],
      read: { uri in
        let served = try host.served()
        let handbook = served.handbook
        if uri.hasPrefix(SkillURI.prefix) {
          return [try served.equipment.shelf.contents(of: uri, CallContext(served))]
        }
        let address: HandbookURI
        do throws(HandbookURI.Problem) {
          address = try HandbookURI(parsing: uri)
        } catch {
          throw NotFound(advice: ": \(error.message)")
        }
        return [try handbook.contents(at: address, uri: uri)]
      })
  }
}

extension ResourceTemplate {
  static let pagePath = "path"
  static let sectionAnchor = "section"

  static let handbook = [
    ResourceTemplate(
      uriTemplate: "handbook://pages/{+\(pagePath)}", name: "page", title: "Handbook page",
      description: "A whole page of the handbook, by its path.", mimeType: "text/markdown"),
    ResourceTemplate(
      uriTemplate: "handbook://pages/{+\(pagePath)}{#\(sectionAnchor)}", name: "section",
      title: "Handbook section",
      description:
        "One section of a page with the sections below it, by the anchor of its heading.",
      mimeType: "text/markdown"),
  ]
}

extension ResourceDescription {
  init(_ page: PageInfo) {
    let revision = page.revision
    self.init(
      uri: HandbookURI(path: page.path).text, name: page.path,
      title: UntrustedText.escaped(page.title),
      description: revision.isNewest
        ? nil : "Revision \(revision.number) of \(revision.page), which has been replaced.",
      mimeType: "text/markdown", byteCount: nil)
  }
}

extension HandbookModel {
  /// The text that an address names. It goes into a model's context like any other quotation, so invisible characters
  /// are shown here too.
  fileprivate func contents(at address: HandbookURI, uri: String) throws -> ResourceContents {
    guard let page = page(at: address.path) else {
      let nearest = closestMatch(to: address.path, in: pages.lazy.map(\.path))
      throw ResourceFeature.NotFound(
        advice: nearest.map { "; did you mean \(HandbookURI(path: $0).text)?" } ?? "")
    }
    var lines: ClosedRange<Int>?
    if let anchor = address.anchor {
      guard let section = try section(of: page, anchor: anchor) else {
        let anchors = try sections(of: page).map(\.anchor)
        let nearest = closestMatch(to: anchor, in: anchors).map {
          "; did you mean \(HandbookURI(path: page.path, anchor: $0).text)?"
        }
        throw ResourceFeature.NotFound(advice: nearest ?? "")
      }
      lines = section.linesWithSubsections
    }
    let text = try text(of: page, lines: lines)
    return ResourceContents(
      uri: uri, mimeType: "text/markdown", text: UntrustedText.escaped(text), origin: .pages)
  }
}
