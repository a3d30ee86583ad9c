import Diagnostics
import HandbookModel
import JSON
import JSONSchema
import Markdown
import Skills
import Toolbox
import YAML

/// All components, in the order of a start and then of a request; made when they are asked for.
enum Components {
  static var all: [(name: String, make: (RepositoryFiles) throws -> Component)] {
    [
      ("yaml-parse", yamlParse), ("tool-files", toolFiles), ("schema-compile", schemaCompile),
      ("markdown-parse", markdownParse), ("indexing", indexing), ("kept-index", keptIndex),
      ("changed-page", changedPage), ("json-parse", jsonParse),
      ("schema-validate", schemaValidate), ("search", search),
      ("large-search", largeSearch), ("sql-tool", sqlTool),
      ("template-render", templateRender), ("json-write", jsonWrite), ("dispatch", dispatch),
    ]
  }

  // MARK: - Start

  private static func yamlParse(_ files: RepositoryFiles) -> Component {
    .perKilobyte("yaml-parse", bytes: files.tools.byteCount) {
      files.tools.reduce(0) { $0 + YAMLParser.parse($1).documents.count }
    }
  }

  private static func toolFiles(_ files: RepositoryFiles) -> Component {
    .perKilobyte("tool-files", bytes: files.tools.byteCount) {
      let handlers = Array(HandbookHandlers.all.keys)
      return files.tools.reduce(0) { $0 + ToolFile($1, handlers: handlers).entries.count }
    }
  }

  private static func schemaCompile(_ files: RepositoryFiles) -> Component {
    let schemas = schemas(files)
    return .perCall("schema-compile", calls: schemas.count) {
      try schemas.reduce(0) { $0 + (try JSONSchema($1).isValid(.null) ? 1 : 2) }
    }
  }

  private static func markdownParse(_ files: RepositoryFiles) -> Component {
    let pages = files.pages + files.skills + GeneratedPages(count: 20).pages
    return .perKilobyte("markdown-parse", bytes: pages.byteCount) {
      pages.reduce(0) { $0 + MarkdownParser.parse($1).sections.count }
    }
  }

  private static func indexing(_ files: RepositoryFiles) -> Component {
    let pages = files.pages + GeneratedPages(count: 100).pages
    return .perKilobyte("indexing", bytes: pages.byteCount) {
      try HandbookModel.make(pages: pages).pages.count
    }
  }

  /// A start: ten thousand pages are looked at and found unchanged, but for one.
  private static func keptIndex(_ files: RepositoryFiles) throws -> Component {
    let handbook = try LargeHandbook()
    return .perCall("kept-index") {
      try handbook.loadKept().search(SearchQuery(handbook.queries[0])).hits.count
    }
  }

  /// One of ten thousand pages is indexed anew.
  private static func changedPage(_ files: RepositoryFiles) throws -> Component {
    let handbook = try LargeHandbook()
    return .perCall("changed-page") {
      let model = try handbook.model.updated(
        [handbook.changedPage], in: handbook.folder, documents: [])
      guard let model else { throw Missing(what: "the model of the changed page") }
      return model.pages.count
    }
  }

  // MARK: - Requests

  private static func jsonParse(_ files: RepositoryFiles) throws -> Component {
    let texts = schemas(files).map(\.encoded)
    return .perKilobyte("json-parse", bytes: texts.reduce(0) { $0 + $1.count }) {
      try texts.reduce(0) { $0 + (try JSONParser.parse($1).isNull ? 1 : 2) }
    }
  }

  private static func jsonWrite(_ files: RepositoryFiles) -> Component {
    let values = schemas(files)
    return .perKilobyte("json-write", bytes: values.reduce(0) { $0 + $1.encoded.count }) {
      values.reduce(0) { $0 + $1.encoded.count }
    }
  }

  private static func schemaValidate(_ files: RepositoryFiles) throws -> Component {
    guard let tool = toolbox(files).tool(named: "search") else { throw Missing(what: "search") }
    let schema = try JSONSchema(.object(tool.inputSchema))
    let arguments: JSONValue = ["query": "small teams", "limit": 5, "kind": "section"]
    return .perCall("schema-validate") { schema.validate(arguments).count }
  }

  private static func search(_ files: RepositoryFiles) throws -> Component {
    let generated = GeneratedPages(count: 1_000)
    let model = try HandbookModel.make(pages: generated.pages)
    return .perCall("search", calls: generated.queries.count) {
      try generated.queries.reduce(0) { $0 + (try model.search(SearchQuery($1)).hits.count) }
    }
  }

  private static func largeSearch(_ files: RepositoryFiles) throws -> Component {
    let handbook = try LargeHandbook()
    return .perCall("large-search", calls: handbook.queries.count) {
      try handbook.queries.reduce(0) {
        $0 + (try handbook.model.search(SearchQuery($1)).hits.count)
      }
    }
  }

  private static func sqlTool(_ files: RepositoryFiles) throws -> Component {
    let model = try HandbookModel.load(folder: "seeds")
    let toolbox = toolbox(files)
    let context = CallContext(model: { model })
    return .perCall("sql-tool") {
      try toolbox.call("list_vectors", arguments: ["effort": "Low"], context).structured.count
    }
  }

  private static func templateRender(_ files: RepositoryFiles) throws -> Component {
    let template = try Template(
      SourceText(
        path: "SKILL.md",
        """
        {% for vector in tool("list_vectors").vectors %}
        - {{ vector.name }} takes {{ vector.effort }}{% if vector.open_ended %}, open-ended{% endif %}
        {% endfor %}
        {{ tool("list_vectors").vectors | table(name, effort) }}
        """))
    let rows: [JSONValue] = (0..<8).map {
      ["name": .string("Vector \($0)"), "effort": "Low", "open_ended": .bool($0 % 2 == 0)]
    }
    let answer: JSONValue = ["vectors": .array(rows)]
    let tools = ServedTools(["list_vectors"], readOnly: ["list_vectors"])
    return .perCall("template-render") {
      try template.render(tools: tools) { _, _ in answer }.utf8.count
    }
  }

  private static func dispatch(_ files: RepositoryFiles) throws -> Component {
    // The same call is answered from the cache: what is left is the protocol and its transport.
    let server = try InProcessServer()
    let count = 64
    let lines = (0..<count).flatMap { _ in
      InProcessServer.call("list_vectors", #"{"effort": "Low"}"#)
    }
    return .perCall("dispatch", calls: count) { try server.answer(lines, count: count) }
  }

  // MARK: -

  struct Missing: Error {
    var what: String
  }

  private static func toolbox(_ files: RepositoryFiles) -> Toolbox {
    Toolbox(sources: files.tools, handlers: HandbookHandlers.all)
  }

  /// What is sent most: the schemas of tools.
  private static func schemas(_ files: RepositoryFiles) -> [JSONValue] {
    toolbox(files).tools.map { .object($0.inputSchema) }
  }
}
