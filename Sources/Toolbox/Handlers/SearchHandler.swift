import Diagnostics
import HandbookModel
import JSON

/// One ranked search over everything: sections, facts of the handbook's kinds, tools, skills.
enum SearchHandler {
  static let name = "search"
  private static let defaultHits = 10

  /// How much of a hit is answered.
  private enum Detail: String {
    case brief, snippet, section
  }

  static func run(_ arguments: JSONObject, _ context: CallContext) throws -> ToolResult {
    let model = try context.model()
    let call = PageCursor.Call(name: name, arguments: arguments, snapshot: model.identifier)
    let request = try PageRequest(arguments, for: call, defaultLimit: defaultHits)
    let outcome = try search(model, arguments, request)
    let detail = arguments["detail"]?.stringValue.flatMap(Detail.init) ?? .snippet
    var rows = BudgetedRows(request.budget)
    var sources = SourceList(model)
    for hit in outcome.hits {
      if context.checkpoint() { throw ToolCallError.cancelled }
      let row = try row(of: hit, detail, model)
      guard try rows.append(row, number: request.offset + rows.count + 1) else { break }
      if let page = hit.page { sources.note(page) }
    }
    var result = JSONObject()
    result.append("query", .string(arguments["query"]?.stringValue ?? ""))
    result.append("results", .array(rows.rows))
    request.append(total: outcome.total, shown: rows.count, for: call, to: &result)
    if !outcome.corrections.isEmpty {
      result.append(
        "corrections",
        .array(
          outcome.corrections.map {
            ["word": .string($0.word), "searched_for": .string($0.replacement)]
          }))
    }
    if let note = outcome.note { result.append("note", .string(note)) }
    sources.append(to: &result)
    return ToolResult(result, quotesPages: true)
  }

  private static func search(
    _ model: HandbookModel, _ arguments: JSONObject, _ request: PageRequest
  ) throws -> SearchOutcome {
    var query = SearchQuery(
      arguments["query"]?.stringValue ?? "", maximumHitCount: request.limit,
      offset: request.offset)
    if let kind = arguments["kind"]?.stringValue { query.kinds = [kind] }
    if let path = arguments["path"]?.stringValue { query.pathPrefix = path.withoutLeadingSlash }
    query.asOf = try asOf(arguments, tool: name)
    do {
      return try model.search(query)
    } catch SearchError.unknownKind(let kind, let known) {
      throw ToolCallError.invalidArguments(
        tool: name,
        problems: [unknown("kind", kind, "kind", among: known)])
    } catch let error as SearchError {
      throw ToolCallError.invalidArguments(tool: name, problems: ["query: \(error)"])
    }
  }

  private static func row(
    of hit: SearchHit, _ detail: Detail, _ model: HandbookModel
  ) throws -> JSONObject {
    var row = JSONObject()
    row.members.reserveCapacity(10)
    if let page = hit.page {
      let anchor = try hit.lines.flatMap { try model.anchor(of: page, line: $0.lowerBound) }
      row.append("uri", .string(HandbookURI(path: page.path, anchor: anchor).text))
      row.append("path", .string(page.path))
    } else {
      row.append("uri", .null)
      row.append("path", .null)
    }
    row.append("title", .string(UntrustedText.escaped(hit.title)))
    row.append("section", .array(hit.headingPath.map { .string(UntrustedText.escaped($0)) }))
    row.append("lines", hit.lines.map { JSONValue(lines: $0) } ?? .null)
    row.append("kind", .string(hit.kind))
    if let name = hit.name { row.append("name", .string(UntrustedText.escaped(name))) }
    switch detail {
    case .brief: break
    case .snippet: row.append("snippet", .string(UntrustedText.escaped(hit.snippet)))
    case .section:
      if let page = hit.page, let lines = hit.lines {
        row.append(
          "text", .string(UntrustedText.escaped(try model.text(of: page, lines: lines))))
      } else {
        row.append("snippet", .string(UntrustedText.escaped(hit.snippet)))
      }
    }
    row.append("score", JSONValue(score: hit.score))
    row.append("revision", hit.page.map { .integer($0.revision.number) } ?? .null)
    return row
  }
}

extension JSONValue {
  /// `[first, last]`.
  init(lines: ClosedRange<Int>) {
    self = [.integer(lines.lowerBound), .integer(lines.upperBound)]
  }

  /// A score with at most three digits after the point: more would only take tokens.
  fileprivate init(score: Double) {
    guard score.magnitude < 1e12 else {
      self = .null
      return
    }
    self = JSONNumber(Double(Int(score * 1_000)) / 1_000).map { .number($0) } ?? .null
  }
}
