extension Scaffold {
  /// A tool that is one SELECT.
  package static func sqlTool(_ name: String) -> Scaffold {
    Scaffold(
      files: [
        File(
          path: "Tools/\(name).yaml",
          text: """
            # Fill in what stands between < and >, the same words wherever they come again; then run 'handbook check'.
            # 'handbook call read_taxonomy' lists the tables with their columns.
            category: <Category>
            feature: <feature>
            tools:
              \(name):
                title: <Title>
                description: >
                  <What it returns, when to use it, and which tool to use instead for what is close to it.>
                scopes: [handbook:read]
                annotations: {readOnly: true, destructive: false, idempotent: true, openWorld: false}
                params:
                  text: {type: string, minLength: 1, description: "<Which rows it leaves.>"}
                sql: |
                  SELECT <column>, page, section, first_line, last_line, revision
                  FROM system.<table>
                  WHERE is_newest AND (:text IS NULL OR instr(lower(<column>), lower(:text)) > 0)
                  ORDER BY position
                list: <table>
                output:
                  <column>: {type: [string, "null"], description: "<What the column means.>"}
                  page: {type: string, description: The path of the page that says so.}
                  section: {type: array, items: {type: string}, description: The headings above it.}
                  first_line: {type: integer, description: Its first line in the page.}
                  last_line: {type: integer, description: Its last line.}
                  revision: {type: integer, description: The revision of the page.}
                examples:
                  - {arguments: {}}

            """)
      ],
      nextSteps: [
        "handbook check", "handbook call \(name)",
      ])
  }

  /// A tool that is a function in Swift.
  package static func handlerTool(_ name: String) -> Scaffold {
    Scaffold(
      files: [
        File(
          path: "Tools/\(name).yaml",
          text: """
            # Fill in what stands between < and >, the same words wherever they come again; then run 'handbook check'.
            # The handler is a Swift function that Sources/Toolbox/Handlers/HandbookHandlers.swift lists by its name.
            category: <Category>
            feature: <feature>
            tools:
              \(name):
                title: <Title>
                description: >
                  <What it returns, when to use it, and which tool to use instead for what is close to it.>
                scopes: [handbook:read]
                annotations: {readOnly: true, destructive: false, idempotent: true, openWorld: false}
                handler: <handler>
                params:
                  <parameter>: {type: string, required: true, minLength: 1, description: "<What the parameter means.>"}
                examples:
                  - {arguments: {<parameter>: "<example>"}}

            """)
      ],
      nextSteps: ["swift build", "handbook check", "handbook call \(name) --help"])
  }
}
