import Diagnostics
import YAML

extension MarkdownDocument {
  /// The whole tree as indented text, one line for each node: what tests compare.
  package var dump: String {
    var lines = ["page \(lineCount) lines" + (isPasted ? ", pasted" : "")]
    if let entries = frontMatter?.entries {
      lines.append("front matter " + entries.map(\.key).joined(separator: ", "))
    }
    lines += diagnostics.map { $0.headline }
    for section in sections { section.dump(into: &lines) }
    return lines.joined(separator: "\n")
  }
}

extension MarkdownSection {
  fileprivate func dump(into lines: inout [String]) {
    let marks = String(repeating: "#", count: level)
    let title = level == 0 ? "top" : "\(marks) \(heading.dumped) #\(anchor)"
    lines.append("\(title) \(self.lines.dumped)")
    for link in headingLinks { lines.append("  " + link.dumped) }
    for block in blocks { block.dump(into: &lines) }
  }
}

extension MarkdownBlock {
  fileprivate func dump(into lines: inout [String]) {
    lines.append("  \(kind.dumped) \(self.lines.dumped) \(text.dumped)")
    for link in links { lines.append("    " + link.dumped) }
    for code in codeSpans { lines.append("    code \(code.dumped)") }
    for field in fields {
      lines.append("    field \(field.label.dumped) = \(field.value.dumped) @\(field.line)")
    }
  }
}

extension MarkdownBlock.Kind {
  fileprivate var dumped: String {
    switch self {
    case .paragraph: "paragraph"
    case .listItem(let depth, let number, let list):
      "item \(list):\(depth) " + (number.map { "\($0)." } ?? "-")
    case .tableRow(let cells, let isHeader, let table):
      "row \(table)" + (isHeader ? " header" : "")
        + " [" + cells.map(\.dumped).joined(separator: ", ") + "]"
    case .code(let language): "code" + (language.map { " \($0)" } ?? "")
    case .quote: "quote"
    case .html: "html"
    }
  }
}

extension MarkdownLink {
  fileprivate var dumped: String { "link \(text.dumped) -> \(destination) @\(line)" }
}

extension ClosedRange<Int> {
  fileprivate var dumped: String {
    lowerBound == upperBound ? "\(lowerBound)" : "\(lowerBound)-\(upperBound)"
  }
}

extension String {
  /// In quotes, on one line.
  fileprivate var dumped: String {
    var text = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
