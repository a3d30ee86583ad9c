import Foundation
import JSON
import TestSupport
import Testing

/// Limits of calls and their answers.
extension LimitsTests {
  static let answers: [Reach] = [
    Reach(limit: "answer_tokens") { value, root in
      try root.write("seeds/long.md", String(repeating: "A line of words.\n", count: value))
      let (server, client) = try modern(root)
      defer { server.terminate() }
      let answer = try client.callTool(
        "read_page", ["path": "long.md", "max_tokens": .integer(value)])
      #expect(answer["next"]?.stringValue != nil)
      #expect((answer["withheld"]?.intValue ?? 0) > 0)
      let text = try #require(answer["content"]?.stringValue)
      #expect(text.utf8.count <= 4 * value && text.utf8.count > 3 * value)
    },
    Reach(limit: "answer_rows") { value, root in
      let (server, client) = try modern(root)
      defer { server.terminate() }
      #expect(
        try client.callTool("read_data", ["kind": "page", "limit": .integer(value)])["total"] == 2)
      let answer = try client.call(
        "tools/call",
        ["name": "read_data", "arguments": ["kind": "page", "limit": .integer(value + 1)]])
      #expect(answer["result"]?["isError"] == true)
    },
    Reach(limit: "search_words") { value, root in
      let (server, client) = try modern(root)
      defer { server.terminate() }
      for (count, isCut) in [(value, false), (value + 1, true)] {
        let words = (0..<count).map { "word\($0)" }.joined(separator: " ")
        let note = try client.callTool("search", ["query": .string(words)])["note"]?.stringValue
        #expect((note?.contains("\(value)") == true) == isCut, "\(note ?? "no note")")
      }
    },
    Reach(limit: "pattern_steps") { value, root in
      try check(root, limit: value, complaint: "pattern") { length in
        let params = """
              params:
                x: {type: string, description: Something., pattern: "a{\(length)}"}

          """
        return ("Tools/many.yaml", tools(["list_many"]) + params)
      }
    },
    Reach(limit: "schema_steps") { value, root in
      // Twenty for each element: its own schema and those that it consists of; two for what is around them.
      let parts = Array(repeating: "{maximum: 9}", count: 19).joined(separator: ", ")
      try root.write(
        "Tools/many.yaml",
        tools(["list_many"]) + """
              params:
                x: {type: array, description: Numbers., items: {allOf: [\(parts)]}}

          """)
      let (server, client) = try modern(root)
      defer { server.terminate() }
      for (count, isError) in [(value / 20 - 1, false), (value / 20, true)] {
        let numbers = JSONValue.array(Array(repeating: 1, count: count))
        let text = try callText(client, "list_many", ["x": numbers])
        #expect(
          text.contains("the value is too deep or too large to be validated") == isError,
          "\(text.prefix(300))")
      }
    },
    Reach(limit: "argument_problems") { value, root in
      try root.write(
        "Tools/many.yaml",
        tools(["list_many"]) + """
              params:
                x: {type: array, description: Texts., items: {type: string}}

          """)
      let (server, client) = try modern(root)
      defer { server.terminate() }
      for count in [value - 1, value, value + 1] {
        let text = try callText(
          client, "list_many", ["x": .array(Array(repeating: 1, count: count))])
        let problems = text.split(separator: "\n").filter { $0.hasPrefix("- x[") }
        #expect(problems.count == min(count, value), "\(text.prefix(300))")
      }
    },
    Reach(limit: "listed_tokens") { value, root in
      func listed(_ featureCount: Int) throws -> (isWhole: Bool, byteCount: Int) {
        for number in 0..<featureCount {
          try root.write(
            "Tools/many-\(number).yaml",
            tools(["list_many_\(number)"]).replacing("feature: test", with: "feature: f\(number)"))
        }
        let (server, client) = try modern(root)
        defer { server.terminate() }
        let tools = try client.call("tools/list")["result"]?["tools"]?.arrayValue ?? []
        let byteCount = tools.reduce(0) { count, tool in
          count + (tool["name"]?.stringValue?.utf8.count ?? 0)
            + (tool["description"]?.stringValue?.utf8.count ?? 0)
            + (tool["inputSchema"]?.text.utf8.count ?? 0) + 48
        }
        let names = Set(tools.compactMap { $0["name"]?.stringValue })
        return ((0..<featureCount).allSatisfy { names.contains("list_many_\($0)") }, byteCount)
      }
      let (one, two) = (try listed(1).byteCount, try listed(2).byteCount)
      let fitting = 2 + (4 * value - two) / (two - one)
      // What modes add is left out here, and sizes are estimates.
      let within = try listed(fitting - 4)
      #expect(within.isWhole)
      let beyond = try listed(fitting + 2)
      #expect(!beyond.isWhole && beyond.byteCount <= 4 * value, "\(beyond.byteCount)")
    },
  ]
}
