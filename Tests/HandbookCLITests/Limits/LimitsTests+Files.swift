import Foundation
import JSON
import TestSupport
import Testing

/// Limits of files in the handbook and in Tools.
extension LimitsTests {
  static let files: [Reach] = [
    Reach(limit: "tool_name") { value, root in
      try check(root, limit: value, complaint: "characters") { length in
        ("Tools/many.yaml", tools(["a" + String(repeating: "b", count: length - 1)]))
      }
    },
    Reach(limit: "file_bytes") { value, root in
      // Code without words, which takes least time to be read.
      let line = String(repeating: " ", count: 999) + "\n"
      let text = "```\n" + String(repeating: line, count: value / 1_000 - 1)
      let complaint = "bytes, more than the limit of \(value)"
      try check(root, limit: value, complaint: complaint, is: "warning") { length in
        ("seeds/long.md", text + String(repeating: " ", count: length - text.utf8.count))
      }
    },
    Reach(limit: "folder_nesting") { value, root in
      let deep = Array(repeating: "d", count: value).joined(separator: "/")
      try root.write("seeds/\(deep)/last.md")
      try root.write("seeds/\(deep)/d/beyond.md")
      let (server, client) = try modern(root)
      let names = try client.names()
      #expect(names.contains("handbook://pages/\(deep)/last.md"))
      #expect(!names.contains("handbook://pages/\(deep)/d/beyond.md"))
      server.client.closeInput()
      #expect(server.waitForExit() == 0)
      #expect(
        try server.readErrors()
          == "\(root.path)/seeds/\(deep)/d: warning: left out: file name too long\n")
    },
    Reach(limit: "page_sections") { value, root in
      try check(root, limit: value, complaint: "more than \(value) sections", is: "warning") {
        count in
        ("seeds/long.md", String(repeating: "#\n", count: count))
      }
    },
    Reach(limit: "heading_paths") { value, root in
      // A long heading, and four sections below it, of which the last has the rest of the bytes.
      let heading = String(repeating: "x", count: value / 6)
      let complaint = "have more than \(value) bytes"
      try check(root, limit: value, complaint: complaint, is: "warning") { byteCount in
        let rest = String(repeating: "y", count: byteCount - 5 * heading.utf8.count)
        return ("seeds/long.md", "# \(heading)\n##\n##\n##\n## \(rest)\n")
      }
    },
    Reach(limit: "yaml_nesting") { value, root in
      // The mapping around it is a level.
      try check(root, limit: value, complaint: "nest deeper than \(value) levels") { levels in
        let (open, close) = (
          String(repeating: "[", count: levels - 1), String(repeating: "]", count: levels - 1)
        )
        return ("Tools/many.yaml", tools(["list_many"]) + "other: \(open)\(close)\n")
      }
    },
    Reach(limit: "tool_description") { value, root in
      try check(root, limit: value, complaint: "clients may cut it after", is: "warning") {
        length in
        let description = "Lists " + String(repeating: "x", count: length - 6)
        return (
          "Tools/many.yaml", tools(["list_many"]).replacing(toolDescription, with: description)
        )
      }
    },
    Reach(limit: "mode_routing") { value, root in
      let mode = try ShippedFile.text("Tools/modes/sql.yaml")
      let start = try #require(mode.range(of: "routing:"))
      let end = try #require(mode.range(of: "\ninstructions:"))
      try check(root, limit: value, complaint: "\(value) are enough", is: "warning") { length in
        let routing = "routing: " + String(repeating: "x", count: length)
        return (
          "Tools/modes/sql.yaml",
          mode.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: routing)
        )
      }
    },
  ]
}
