/// The tables of a snapshot.
///
/// The tables behind the generic views begin with an underscore: they hold numbers where the views show
/// the page's path and the heading path, so that a large handbook stays small. What belongs to a section has ids that
/// begin with the section's (`SectionParts.rowIDs`), so that the rows of a page lie together and are found without an
/// index.
enum SnapshotSchema {
  /// The schema name under which readers see the snapshot.
  static let name = "system"

  static let tables = """
    CREATE TABLE _page (
      id INTEGER PRIMARY KEY, path TEXT NOT NULL, title TEXT NOT NULL, page TEXT NOT NULL,
      revision INTEGER NOT NULL, date TEXT, is_newest BOOLEAN NOT NULL,
      content_hash TEXT NOT NULL, line_count INTEGER NOT NULL, front_matter JSON, text TEXT NOT NULL
    );
    CREATE TABLE _section (
      id INTEGER PRIMARY KEY, page_id INTEGER NOT NULL, position INTEGER NOT NULL,
      level INTEGER NOT NULL, heading TEXT NOT NULL, path JSON NOT NULL, anchor TEXT NOT NULL,
      first_line INTEGER NOT NULL, last_line INTEGER NOT NULL, text TEXT NOT NULL
    );
    CREATE TABLE _link (
      id INTEGER PRIMARY KEY, section_id INTEGER NOT NULL, text TEXT NOT NULL,
      destination TEXT NOT NULL, line INTEGER NOT NULL, target_path TEXT, target_anchor TEXT,
      is_dangling BOOLEAN NOT NULL DEFAULT 0
    );
    CREATE TABLE _field (
      id INTEGER PRIMARY KEY, section_id INTEGER NOT NULL, label TEXT NOT NULL,
      value TEXT NOT NULL, line INTEGER NOT NULL
    );
    CREATE TABLE _list_item (
      id INTEGER PRIMARY KEY, section_id INTEGER NOT NULL, list INTEGER NOT NULL,
      depth INTEGER NOT NULL, number INTEGER, text TEXT NOT NULL, first_line INTEGER NOT NULL, last_line INTEGER NOT NULL
    );
    CREATE TABLE _table_row (
      id INTEGER PRIMARY KEY, section_id INTEGER NOT NULL, table_number INTEGER NOT NULL,
      is_header BOOLEAN NOT NULL, cells JSON NOT NULL, first_line INTEGER NOT NULL, last_line INTEGER NOT NULL
    );
    CREATE TABLE _fact (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL, path JSON NOT NULL,
      first_line INTEGER NOT NULL, last_line INTEGER NOT NULL,
      title TEXT NOT NULL, heading TEXT NOT NULL, text TEXT NOT NULL
    );
    CREATE TABLE kinds (
      name TEXT NOT NULL, table_name TEXT NOT NULL, description TEXT NOT NULL,
      row_count INTEGER NOT NULL, is_generic BOOLEAN NOT NULL
    );
    CREATE TABLE kind_fields (
      kind TEXT NOT NULL, table_name TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL,
      type TEXT NOT NULL, description TEXT NOT NULL, examples JSON NOT NULL
    );
    """

  static let views = """
    CREATE VIEW pages AS
    SELECT id, path, title, revision, page, date, is_newest, content_hash, line_count,
      front_matter, text
    FROM _page;
    CREATE VIEW sections AS
    SELECT s.id, s.page_id, s.position, s.level, s.heading, s.path, s.anchor, s.text,
      \(citation(first: "s.first_line", last: "s.last_line"))
    FROM _section AS s JOIN _page AS p ON p.id = s.page_id;
    CREATE VIEW links AS
    SELECT s.page_id, l.section_id, l.text, l.destination, l.line, l.target_path, l.target_anchor,
      l.is_dangling, \(citation(first: "l.line", last: "l.line"))
    FROM _link AS l JOIN _section AS s ON s.id = l.section_id JOIN _page AS p ON p.id = s.page_id;
    CREATE VIEW fields AS
    SELECT f.section_id, f.label, f.value, f.line, \(citation(first: "f.line", last: "f.line"))
    FROM _field AS f JOIN _section AS s ON s.id = f.section_id JOIN _page AS p ON p.id = s.page_id;
    CREATE VIEW list_items AS
    SELECT i.section_id, i.list, i.depth, i.number, i.text,
      \(citation(first: "i.first_line", last: "i.last_line"))
    FROM _list_item AS i JOIN _section AS s ON s.id = i.section_id
      JOIN _page AS p ON p.id = s.page_id;
    CREATE VIEW table_rows AS
    SELECT r.section_id, r.table_number, r.is_header, r.cells,
      \(citation(first: "r.first_line", last: "r.last_line"))
    FROM _table_row AS r JOIN _section AS s ON s.id = r.section_id
      JOIN _page AS p ON p.id = s.page_id;
    CREATE VIEW questions AS
    SELECT s.id AS section_id, s.heading AS question, s.text AS answer,
      \(citation(first: "s.first_line", last: "s.last_line"))
    FROM _section AS s JOIN _page AS p ON p.id = s.page_id
    WHERE s.heading LIKE '%?' OR s.heading LIKE '%？';
    """

  private static func citation(first: String, last: String) -> String {
    """
    p.path AS page, s.path AS section, \(first) AS first_line, \(last) AS last_line,
      p.revision, p.is_newest
    """
  }
}
