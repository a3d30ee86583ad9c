/// A table that every handbook has, whatever its kinds: what `kinds` and `kind_fields` say of it.
struct GenericTable {
  /// Plural: `sections`.
  var name: String
  /// Singular: `section`.
  var kindName: String
  var description: String
  /// The table behind the view, to count rows cheaply.
  var rowSource: String
  /// What tells in that table to which page a row belongs.
  var rowIdentity: RowIdentity
  var fields: [Field]

  enum RowIdentity {
    /// A row is a page.
    case page
    /// A row has a section's id in a column.
    case section(column: String)
    /// A row has an id of its own, see `SectionParts.rowIDs`.
    case partOfSection
  }

  struct Field {
    var name: String
    var type: Kind.Field.ValueType
    var description: String
    /// Whether values of it help to understand the table; texts and numbers that only point do not.
    var hasExamples = true
  }

  /// The rows that belong to sections: those whose values in a column are in a range.
  func rows(ofSections ids: Range<Int>) -> (column: String, range: Range<Int>) {
    switch rowIdentity {
    case .page: ("id", 0..<0)
    case .section(let column): (column, ids)
    case .partOfSection: ("id", SectionParts.rowIDs(ofSections: ids))
    }
  }

  /// The column that has a section's id and by which rows are found without reading them all.
  var sectionColumn: String? {
    if case .section(let column) = rowIdentity { column } else { nil }
  }

  private static let citation: [Field] = [
    Field(name: "page", type: .text, description: "The path of the page's file."),
    Field(
      name: "section", type: .list, description: "The headings above it, outermost first.",
      hasExamples: false),
    Field(
      name: "first_line", type: .integer, description: "Its first line, from 1.",
      hasExamples: false),
    Field(name: "last_line", type: .integer, description: "Its last line.", hasExamples: false),
    Field(
      name: "revision", type: .integer, description: "The page's revision.", hasExamples: false),
    Field(
      name: "is_newest", type: .boolean,
      description: "Whether the page's revision is the newest.", hasExamples: false),
  ]

  static let all: [GenericTable] = [
    GenericTable(
      name: "pages", kindName: "page",
      description: "The pages of the handbook, one row for each file.",
      rowSource: "_page",
      rowIdentity: .page,
      fields: [
        Field(name: "id", type: .integer, description: "The page's number.", hasExamples: false),
        Field(name: "path", type: .text, description: "The path of the file."),
        Field(name: "title", type: .text, description: "The title."),
        Field(
          name: "revision", type: .integer, description: "The number of the revision, from 1."),
        Field(
          name: "page", type: .text,
          description: "The path of the newest revision, under which the page is known."),
        Field(
          name: "date", type: .text, description: "The day from which the revision held, if stated."
        ),
        Field(
          name: "is_newest", type: .boolean, description: "Whether no later revision exists.",
          hasExamples: false),
        Field(
          name: "content_hash", type: .text, description: "SHA-256 of the file.",
          hasExamples: false),
        Field(
          name: "line_count", type: .integer, description: "The number of lines.",
          hasExamples: false),
        Field(
          name: "front_matter", type: .text, description: "The front matter as a JSON object.",
          hasExamples: false),
        Field(
          name: "text", type: .text, description: "The whole file as written.", hasExamples: false),
      ]),
    GenericTable(
      name: "sections", kindName: "section",
      description: "The sections of all pages: a heading and the text under it.",
      rowSource: "_section",
      rowIdentity: .section(column: "id"),
      fields: [
        Field(name: "id", type: .integer, description: "The section's number.", hasExamples: false),
        Field(name: "page_id", type: .integer, description: "The page's id.", hasExamples: false),
        Field(
          name: "position", type: .integer, description: "Its place in the page, from 1.",
          hasExamples: false),
        Field(
          name: "level", type: .integer,
          description: "The heading's level; 0 before the first heading.", hasExamples: false),
        Field(name: "heading", type: .text, description: "The heading."),
        Field(
          name: "path", type: .list, description: "The headings above it and itself.",
          hasExamples: false),
        Field(
          name: "anchor", type: .text, description: "The fragment that links to it.",
          hasExamples: false),
        Field(
          name: "text", type: .text, description: "The text under the heading, marks removed.",
          hasExamples: false),
      ] + citation),
    GenericTable(
      name: "links", kindName: "link",
      description: "The links in all pages, and what they lead to.",
      rowSource: "_link",
      rowIdentity: .partOfSection,
      fields: [
        Field(name: "page_id", type: .integer, description: "The page's id.", hasExamples: false),
        Field(
          name: "section_id", type: .integer, description: "The section's id.", hasExamples: false),
        Field(name: "text", type: .text, description: "The link's text."),
        Field(name: "destination", type: .text, description: "The destination as written."),
        Field(name: "line", type: .integer, description: "Its line.", hasExamples: false),
        Field(
          name: "target_path", type: .text,
          description: "The file that is meant; null for other sites and where there is none."),
        Field(
          name: "target_anchor", type: .text, description: "The fragment.", hasExamples: false),
        Field(
          name: "is_dangling", type: .boolean,
          description: "Whether the page or its fragment does not exist.", hasExamples: false),
      ] + citation),
    GenericTable(
      name: "fields", kindName: "field", description: "Labelled values, such as `Effort: Low`.",
      rowSource: "_field",
      rowIdentity: .partOfSection,
      fields: [
        Field(
          name: "section_id", type: .integer, description: "The section's id.", hasExamples: false),
        Field(name: "label", type: .text, description: "The label."),
        Field(name: "value", type: .text, description: "The value as written."),
        Field(name: "line", type: .integer, description: "Its line.", hasExamples: false),
      ] + citation),
    GenericTable(
      name: "list_items", kindName: "list_item", description: "The items of all lists.",
      rowSource: "_list_item",
      rowIdentity: .partOfSection,
      fields: [
        Field(
          name: "section_id", type: .integer, description: "The section's id.", hasExamples: false),
        Field(
          name: "list", type: .integer, description: "Which list of the section, from 0.",
          hasExamples: false),
        Field(
          name: "depth", type: .integer, description: "How deep it is nested, from 0.",
          hasExamples: false),
        Field(
          name: "number", type: .integer, description: "Its number; null for bullets.",
          hasExamples: false),
        Field(name: "text", type: .text, description: "Its text."),
      ] + citation),
    GenericTable(
      name: "table_rows", kindName: "table_row", description: "The rows of all tables.",
      rowSource: "_table_row",
      rowIdentity: .partOfSection,
      fields: [
        Field(
          name: "section_id", type: .integer, description: "The section's id.", hasExamples: false),
        Field(
          name: "table_number", type: .integer, description: "Which table of the section, from 0.",
          hasExamples: false),
        Field(
          name: "is_header", type: .boolean, description: "Whether it is the table's heading.",
          hasExamples: false),
        Field(name: "cells", type: .list, description: "The texts of its cells."),
      ] + citation),
    GenericTable(
      name: "questions", kindName: "question",
      description: "Headings that end in a question mark, with their answers.",
      rowSource: "questions",
      rowIdentity: .section(column: "section_id"),
      fields: [
        Field(
          name: "section_id", type: .integer, description: "The section's id.", hasExamples: false),
        Field(name: "question", type: .text, description: "The question."),
        Field(
          name: "answer", type: .text, description: "The text under it.", hasExamples: false),
      ] + citation),
  ]

  /// The columns that a kind's table has before and after its own fields.
  static let leadingKindFields = [
    Field(
      name: "position", type: .integer, description: "Its place among its kind, from 1.",
      hasExamples: false)
  ]
  static let trailingKindFields = citation
}
