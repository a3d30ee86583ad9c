import Files
import HandbookModel
import JSON

/// The pages that an answer quotes, each once, with the hash of the content that was quoted: rows
/// point to them by path.
struct SourceList {
  private let model: HandbookModel
  private var pages: [PageInfo] = []

  init(_ model: HandbookModel) {
    self.model = model
  }

  mutating func note(_ page: PageInfo) {
    if !pages.contains(where: { $0.id == page.id }) { pages.append(page) }
  }

  /// Notes the pages that rows name in their column `page`.
  mutating func note(pagesOf rows: [JSONValue]) {
    for row in rows {
      guard let path = row["page"]?.stringValue, !pages.contains(where: { $0.path == path }),
        let page = model.page(at: path)
      else { continue }
      note(page)
    }
  }

  /// Appends `sources` where anything was quoted.
  func append(to result: inout JSONObject) {
    guard !pages.isEmpty else { return }
    let sources = pages.map { page in
      JSONValue.object([
        .init(key: "path", value: .string(page.path)),
        .init(key: "revision", value: .integer(page.revision.number)),
        .init(key: "content_hash", value: .string(page.contentHash.hexadecimal)),
      ])
    }
    result.append("sources", .array(sources))
  }
}
