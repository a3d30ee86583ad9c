import Testing

@testable import Markdown

/// A page as people have them: everything at once, and not everything right.
struct MixedPageTests {
  static let page = """
    ---
    title: On-call
    sidebar: Handbook
    ---

    import { Team } from 'components/Team'

    # On-call <a id="top"></a>

    <Callout icon="info">

    **Owner:** Infra team
    **Rotation**: weekly, see [the calendar][cal]

    </Callout>

    ## When paged\t
    1. Acknowledge in `5 min`

       Then look at the [dashboards](/dashboards.md "all of them"):
       * errors
       * latency

       ```sh
       # not a heading
       kubectl get pods
       ```
    2. Escalate
      • pasted bullet
    3) odd marker
    > Don't panic.
    > – someone

    Severity | Response | Who
    :--- | ---: | ---
    SEV1 | 5 min | [on-call](mailto:oncall@example.com)
    SEV2 | `a \\| b`

    Old notes
    ---------
    <!-- TODO
    ## hidden
    -->
    Ask in https://chat.example.com/#infra_team, or <infra@example.com>.
    \tNot code, as a paragraph is open

    ### What if nobody answers?
    Wake snake_case_bot & *hope*&hellip;
    ## When paged
    [cal]: https://cal.example.com 'Calendar'
    ~~~
    the end
    """

  static let dump = """
    page 52 lines
    front matter title, sidebar
    page.md:51:1: warning: code fence is never closed
    # "On-call" #on-call 8-15
      paragraph 12-13 "Owner: Infra team Rotation: weekly, see the calendar"
        link "the calendar" -> https://cal.example.com @13
        field "Owner" = "Infra team" @12
        field "Rotation" = "weekly, see the calendar" @13
    ## "When paged" #when-paged 17-37
      item 0:0 1. 18-20 "Acknowledge in 5 min\\nThen look at the dashboards:"
        link "dashboards" -> /dashboards.md @20
        code "5 min"
      item 0:1 - 21 "errors"
      item 0:1 - 22 "latency"
      code sh 24-27 "# not a heading\\nkubectl get pods"
      item 0:0 2. 28 "Escalate"
      item 1:0 - 29 "pasted bullet"
      item 2:0 3. 30 "odd marker"
      quote 31-32 "Don't panic. – someone"
      row 0 header ["Severity", "Response", "Who"] 34 "Severity | Response | Who"
      row 0 ["SEV1", "5 min", "on-call"] 36 "SEV1 | 5 min | on-call"
        link "on-call" -> mailto:oncall@example.com @36
      row 0 ["SEV2", "a | b", ""] 37 "SEV2 | a | b"
        code "a | b"
    ## "Old notes" #old-notes 39-45
      paragraph 44-45 "Ask in https://chat.example.com/#infra_team, or infra@example.com. Not code, as a paragraph is open"
        link "https://chat.example.com/#infra_team" -> https://chat.example.com/#infra_team @44
        link "infra@example.com" -> mailto:infra@example.com @44
    ### "What if nobody answers?" #what-if-nobody-answers 47-48
      paragraph 48 "Wake snake_case_bot & hope…"
    ## "When paged" #when-paged-1 49-52
      code 51-52 "the end"
    """

  @Test func readsItAsAPersonWould() {
    #expect(parse(Self.page).dump == Self.dump)
  }
}
