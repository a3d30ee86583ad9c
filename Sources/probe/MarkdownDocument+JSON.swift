import JSON
import Markdown
import YAML

extension MarkdownDocument {
  /// The whole tree as JSON.
  var json: JSONValue {
    [
      "frontMatter": frontMatter?.jsonValue ?? .null,
      "isPasted": .bool(isPasted),
      "lineCount": .integer(lineCount),
      "sections": .array(sections.map(\.json)),
    ]
  }
}

extension MarkdownSection {
  fileprivate var json: JSONValue {
    [
      "level": .integer(level),
      "headingPath": .array(headingPath.map { .string($0) }),
      "anchor": .string(anchor),
      "lines": lines.json,
      "blocks": .array(blocks.map(\.json)),
    ]
  }
}

extension MarkdownBlock {
  fileprivate var json: JSONValue {
    [
      "kind": kind.json,
      "lines": lines.json,
      "text": .string(text),
      "links": .array(
        links.map { ["text": .string($0.text), "destination": .string($0.destination)] }),
      "codeSpans": .array(codeSpans.map { .string($0) }),
      "fields": .array(
        fields.map { ["label": .string($0.label), "value": .string($0.value)] }),
    ]
  }
}

extension MarkdownBlock.Kind {
  fileprivate var json: JSONValue {
    switch self {
    case .paragraph: "paragraph"
    case .quote: "quote"
    case .html: "html"
    case .code(let language): ["code": language.map { .string($0) } ?? .null]
    case .listItem(let depth, let number, let list):
      [
        "listItem": [
          "depth": .integer(depth), "number": number.map { .integer($0) } ?? .null,
          "list": .integer(list),
        ]
      ]
    case .tableRow(let cells, let isHeader, let table):
      [
        "tableRow": [
          "cells": .array(cells.map { .string($0) }), "isHeader": .bool(isHeader),
          "table": .integer(table),
        ]
      ]
    }
  }
}

extension ClosedRange<Int> {
  fileprivate var json: JSONValue { [.integer(lowerBound), .integer(upperBound)] }
}
