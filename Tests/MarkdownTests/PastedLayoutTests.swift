import Testing

@testable import Markdown

struct PastedLayoutTests {
  @Test(arguments: [
    DumpCase(
      "bullets, numbers and headings",
      """
      How we work

      A line of prose.

      Rules & customs

      Keep these:

        • One
          • Inner
        • Two
      with more

        1. First. Do it
        2. Second

      Contact

      Ask "us" & <b>them</b>, `now`
      """,
      """
      # "How we work" #how-we-work 1-3
        paragraph 3 "A line of prose."
      ## "Rules & customs" #rules--customs 5-15
        paragraph 7 "Keep these:"
        item 0:0 - 9 "One"
        item 0:1 - 10 "Inner"
        item 0:0 - 11-12 "Two with more"
        item 1:0 1. 14 "First. Do it"
        item 1:0 2. 15 "Second"
      ## "Contact" #contact 17-19
        paragraph 19 "Ask \\"us\\" & <b>them</b>, now"
          code "now"
      """),
    DumpCase(
      "what is no heading",
      """
      lower case

      • bullet

      Ends with a colon:

      Ends with a stop.

      Two lines
      together

      1. Number

      A line so long that nobody would take it for the title of anything that follows it at all

      Last line
      """,
      """
      top 1-16
        paragraph 1 "lower case"
        item 0:0 - 3 "bullet"
        paragraph 5 "Ends with a colon:"
        paragraph 7 "Ends with a stop."
        paragraph 9-10 "Two lines together"
        item 1:0 1. 12 "Number"
        paragraph 14 "A line so long that nobody would take it for the title of anything that follows it at all"
        paragraph 16 "Last line"
      """),
    DumpCase(
      "front matter, then the paste",
      """
      ---
      title: T
      ---

      “Quoted” heading

      Text.

      • a
      """,
      """
      front matter title
      # "“Quoted” heading" #quoted-heading 5-9
        paragraph 7 "Text."
        item 0:0 - 9 "a"
      """),
    DumpCase(
      "fields are no headings, however bare",
      """
      First: a heading

      Prose about it.

      Effort: Low

      Users: All

      Second: another

      Prose.

      Effort: High

      Users: Some

      Third part

      End.
      """,
      """
      # "First: a heading" #first-a-heading 1-7
        paragraph 3 "Prose about it."
        paragraph 5 "Effort: Low"
          field "Effort" = "Low" @5
        paragraph 7 "Users: All"
          field "Users" = "All" @7
      ## "Second: another" #second-another 9-15
        paragraph 11 "Prose."
        paragraph 13 "Effort: High"
          field "Effort" = "High" @13
        paragraph 15 "Users: Some"
          field "Users" = "Some" @15
      ## "Third part" #third-part 17-19
        paragraph 19 "End."
      """),
    DumpCase(
      "a run of short lines is a list",
      "• x\n\nOur values\n\nHonesty\n\nSpeed\n\nFocus\n\nHow we work\n\nWell.",
      """
      top 1
        item 0:0 - 1 "x"
      ## "Our values" #our-values 3-9
        paragraph 5 "Honesty"
        paragraph 7 "Speed"
        paragraph 9 "Focus"
      ## "How we work" #how-we-work 11-13
        paragraph 13 "Well."
      """),
    DumpCase(
      "cards and furniture",
      """
      Title

      • Community questions

      Red Team
      Red mini crest
      Red Team
      does it.

      Community questions

      Answered here.

      Was this page useful?

      Community questions
      Questions about this page? or post a community question.

      Community questions

      """,
      """
      # "Title" #title 1-8
        item 0:0 - 3 "Community questions"
        paragraph 7-8 "Red Team does it."
      ## "Community questions" #community-questions 10-12
        paragraph 12 "Answered here."
      """),
  ])
  func readsPastedPages(_ example: DumpCase) {
    #expect(parse(example.markdown).isPasted)
    #expect(example.actual == example.dump)
  }

  @Test(arguments: [
    "One\n\nText.\n\nTwo\n\nText.\n",
    "# One\n\n• a\n",
    "One\n---\n\n• a\n",
    "```\n• a\n```\n",
    "One\n\nText.\n\nTwo\n\nSee [x](y).\n\nThree\n\nText.\n",
    "",
  ])
  func leavesOtherPagesAlone(text: String) {
    #expect(!parse(text).isPasted)
  }
}
