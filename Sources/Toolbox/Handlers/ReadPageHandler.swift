import Diagnostics
import Files
import HandbookModel
import JSON

/// A page, one of its sections or some of its lines as Markdown.
enum ReadPageHandler {
  static let name = "read_page"

  static func run(_ arguments: JSONObject, _ context: CallContext) throws -> ToolResult {
    let model = try context.model()
    let call = PageCursor.Call(name: name, arguments: arguments, snapshot: model.identifier)
    let request = try PageRequest(arguments, for: call, defaultLimit: 1)
    let place = try PagePlace(arguments, in: model)
    let text = try model.text(of: place.page, lines: place.lines)
    let excerpt = PageExcerpt(
      of: text, from: request.offset, maximumBytes: request.budget.remainingBytes,
      firstLine: place.lines?.lowerBound ?? 1)
    let page = place.page
    var result = JSONObject()
    result.append(
      "uri", .string(HandbookURI(path: page.path, anchor: place.section?.anchor).text))
    result.append("path", .string(page.path))
    result.append("title", .string(UntrustedText.escaped(page.title)))
    let headings = place.section?.headingPath ?? []
    result.append("section", .array(headings.map { .string(UntrustedText.escaped($0)) }))
    result.append("lines", excerpt.lines.map { JSONValue(lines: $0) } ?? .null)
    result.append("line_count", .integer(page.lineCount))
    result.append("revision", .integer(page.revision.number))
    result.append("is_newest", .bool(page.revision.isNewest))
    result.append("content_hash", .string(page.contentHash.hexadecimal))
    result.append("content", .string(UntrustedText.escaped(excerpt.text)))
    result.append("withheld", .integer(excerpt.withheldLineCount))
    result.append(
      "next", excerpt.end.map { .string(PageCursor(offset: $0).text(for: call)) } ?? .null)
    return ToolResult(result, quotesPages: true)
  }
}

/// A part of a text that fits into a budget, cut between lines where that is possible.
package struct PageExcerpt {
  package let text: String
  /// Numbered as in the whole page; `nil` where there is no text.
  package let lines: ClosedRange<Int>?
  /// Where the text goes on, in bytes; `nil` at its end.
  package let end: Int?
  /// The lines that begin after the excerpt.
  package let withheldLineCount: Int

  package init(of text: String, from start: Int, maximumBytes: Int, firstLine: Int) {
    let bytes = Array(text.utf8)
    let start = min(start, bytes.count)
    var end = min(start + maximumBytes, bytes.count)
    if end < bytes.count {
      if let newline = bytes[start..<end].lastIndex(of: UInt8(ascii: "\n")) {
        end = newline + 1
      } else {
        // A line longer than the budget is cut between two characters.
        while end > start + 1, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      }
    }
    let newline = UInt8(ascii: "\n")
    let first = firstLine + bytes[..<start].count { $0 == newline }
    let last = first + bytes[start..<max(start, end - 1)].count { $0 == newline }
    self.text = String(decoding: bytes[start..<end], as: UTF8.self)
    lines = end > start ? first...last : nil
    self.end = end < bytes.count ? end : nil
    let isCutAtLineEnd = end > start && bytes[end - 1] == newline
    let rest = bytes[end...]
    let lineEnds = rest.dropLast().count { $0 == newline }
    withheldLineCount = rest.isEmpty ? 0 : lineEnds + (isCutAtLineEnd ? 1 : 0)
  }
}
