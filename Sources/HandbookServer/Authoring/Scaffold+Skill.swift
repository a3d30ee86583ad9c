extension Scaffold {
  /// A skill with its evals.
  package static func skill(_ name: String) -> Scaffold {
    Scaffold(
      files: [
        File(
          path: "Skills/\(name)/SKILL.md",
          text: """
            ---
            name: \(name)
            description: >-
              <What the skill does, in the third person.> Use when <what somebody asks for or has at hand, in the words
              that they would use>.
            metadata:
              requires-tools: "<tool>"
            ---

            # <Title>

            <The job in one or two sentences, and what is there when it is done.>

            **Do not use this** <for what is close to it, and what to use instead>.

            ## Steps

            1. Call `<tool>` with <which arguments>. <What to look for in the answer.>
            2. <What to do with it.>

            ## Checks

            - <What must hold before the job is done.>
            - Every statement names the page and lines that it comes from.

            """),
        File(
          path: "Skills/\(name)/evals/\(name).yaml",
          text: """
            # What shows that the skill works; 'handbook test \(name)' runs it without any model.
            skill: \(name)
            routing:
              - prompt: "<A request in somebody's own words that needs this skill.>"
                expect: \(name)
              - prompt: "<A near miss, a request that sounds alike.>"
                expect: "<skill or tool for the near miss>"
            evals:
              - id: <id>
                intent: "<What somebody wants to get done.>"
                expected_tools: [<tool>]
                acceptable_tools: [search, read_page]
                forbidden_tools: []
                budget: {calls: 4, tokens: 6000}
                steps:
                  - tool: <tool>
                    arguments: {}
                    expect:
                      - {text: "<what the answer must contain>"}

            """),
      ],
      nextSteps: ["handbook check", "handbook test \(name)"])
  }
}
