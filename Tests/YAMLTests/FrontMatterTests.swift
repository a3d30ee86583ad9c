import Testing

@testable import YAML

/// Front matter as people write it.
struct FrontMatterTests {
  @Test(arguments: [
    Case(
      "a page",
      """
      title: "Signals: what the product tells us"   # shown in the menu
      sidebar: Handbook
      showTitle: true
      date: 2024-11-05
      updated: 2024-11-05T10:30:00Z
      tags: [signals, "self-driving", 2024]
      author:
      emoji: 🦔 hedgehog
      url: https://example.com/a?b=c#d
      time: 10:30
      version: 1.10
      featuredImage: ../images/a.png
      """,
      ##"{"title":"Signals: what the product tells us","sidebar":"Handbook","showTitle":true,"date":"2024-11-05","updated":"2024-11-05T10:30:00Z","tags":["signals","self-driving",2024],"author":null,"emoji":"🦔 hedgehog","url":"https://example.com/a?b=c#d","time":"10:30","version":1.10,"featuredImage":"../images/a.png"}"##
    ),
    Case(
      "a skill",
      """
      name: review-signal
      description: >-
        Reviews a signal: what it says,
        whom it concerns.

        Use it when "signals" come up.
      license: Apache-2.0
      metadata:
        requires-tools: search, read_page
        version: "1.0"
      allowed-tools:
      - search
      - read_page
      """,
      #"{"name":"review-signal","description":"Reviews a signal: what it says, whom it concerns.\nUse it when \"signals\" come up.","license":"Apache-2.0","metadata":{"requires-tools":"search, read_page","version":"1.0"},"allowed-tools":["search","read_page"]}"#
    ),
    Case(
      "text over lines",
      """
      description: Everything that a team
        needs to know -- and more,
        in one place
      summary: "Quoted,
        over lines"
      """,
      #"{"description":"Everything that a team needs to know -- and more, in one place","summary":"Quoted, over lines"}"#
    ),
    Case(
      "a title with a colon, an e-mail, a mention, a list with a star",
      """
      title: Autonomy: how it works
      mail: team@example.com
      owner: @max
      features:
        - * fast
        - it's *good*
      """,
      """
      1:16: error: a ': ' inside an unquoted value
      3:8: error: an unquoted text cannot begin with '@'
      5:5: error: aliases are not supported
      """
    ),
    Case("no mapping", "Just a text.\n", #""Just a text.""#),
  ])
  func reads(_ row: Case) {
    #expect(readHeadlines(row.text) == row.expected)
  }
}
