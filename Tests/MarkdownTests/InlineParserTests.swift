import Diagnostics
import Testing

@testable import Markdown

struct InlineParserTests {
  @Test(arguments: [
    ("*a* _b_ **c** __d__ ***e*** **_f_**", "a b c d e f"),
    ("snake_case_name and a*b*c", "snake_case_name and abc"),
    ("2 * 3 * 4, 5 ** 6, _ x _", "2 * 3 * 4, 5 ** 6, _ x _"),
    ("**open *a* and closed* here_", "*open a and closed here_"),
    ("*a **b** c* “_d_” (_e_)—_f_", "a b c “d” (e)—f"),
    ("*a\nb* ~~gone~~ ~5 ~~~", "a b gone ~5 ~~~"),
    ("****", "****"),
    ("**a*", "*a"),
  ])
  func removesEmphasis(text: String, expected: String) {
    #expect(inlineText(text).text == expected)
  }

  @Test(arguments: [
    ("`a *b*` ``c ` d`` ` e `", "a *b* c ` d e", ["a *b*", "c ` d", "e"]),
    ("`open *a*", "`open a", []),
    ("`a\nb` ``c`", "a b ``c`", ["a b"]),
    ("`<b>&amp;\\`", "<b>&amp;\\", ["<b>&amp;\\"]),
  ])
  func keepsCodeAsItIs(text: String, expected: String, codeSpans: [String]) {
    let inline = inlineText(text)
    #expect(inline.text == expected)
    #expect(inline.codeSpans == codeSpans)
  }

  @Test(arguments: [
    ("a  \nb", "a\nb"), ("a \nb\t\nc", "a b c"), ("a\\\nb", "a\nb"), ("a<br>b<br/>\nc", "a\nb\nc"),
    ("\\*a\\* \\a \\\\", "*a* \\a \\"),
    ("&amp;&lt;&#39;&#x41;&nbsp;&quot;&mdash;", "&<'A \"—"),
    ("&nope; & &#; &#xD800; &#0;", "&nope; & &#; \u{FFFD} \u{FFFD}"),
    ("a <b>b</b> <Chip x={1}>c</Chip> <kbd>d</kbd>", "a b c d"),
    ("a < b > c <file> List<String> <3", "a < b > c <file> List<String> <3"),
    ("a <!-- b --> c <!-- d", "a c <!-- d"),
    ("x [^1] [ ] [a] ![b] ]", "x [^1] [ ] [a] ![b] ]"),
    ("", ""),
  ])
  func readsWhatElseIsMarked(text: String, expected: String) {
    #expect(inlineText(text).text == expected)
  }

  @Test func keepsTagsWhereToldTo() {
    #expect(inlineText("a <b>c</b> `d`", keepsTags: true).text == "a <b>c</b> d")
  }

  @Test(arguments: [
    ("[a](b)", "a", ["a -> b"]),
    ("[a *b*](c(d)e \"title\") f", "a b f", ["a b -> c(d)e"]),
    ("[a](<b c> 'd')", "a", ["a -> b c"]),
    ("[a](b\n\"c\")", "a", ["a -> b"]),
    ("[a] (b) [a](b c) [a](b", "[a] (b) [a](b c) [a](b", []),
    ("![alt](i.png)", "alt", ["alt -> i.png"]),
    ("[![alt](i.png)](u)", "alt", ["alt -> i.png", "alt -> u"]),
    ("[a [b](c) d](e)", "[a b d](e)", ["b -> c"]),
    ("[[1]](u)", "[1]", ["[1] -> u"]),
    ("[[Page]] [[page#x|Text]]", "Page Text", ["Page -> Page", "Text -> page#x"]),
    (
      "<https://a.b> <me@c.d>", "https://a.b me@c.d",
      ["https://a.b -> https://a.b", "me@c.d -> mailto:me@c.d"]
    ),
    (
      "(https://a.b/c_(d)). **http://e**, xhttp://f http://",
      "(https://a.b/c_(d)). http://e, xhttp://f http://",
      ["https://a.b/c_(d) -> https://a.b/c_(d)", "http://e -> http://e"]
    ),
    ("[https://a.b](c)", "https://a.b", ["https://a.b -> c"]),
    ("<a href=\"u\">b *c*</a> <a>d</a>", "b c d", ["b c -> u"]),
    (
      "[x][Ref one] [ref ONE][] [ref one] [x][no]", "x ref ONE ref one [x][no]",
      ["x -> /r", "ref ONE -> /r", "ref one -> /r"]
    ),
    ("\\[a](b) [`]`](c)", "[a](b) ]", ["] -> c"]),
  ])
  func findsLinks(text: String, expected: String, links: [String]) {
    let inline = inlineText(text, definitions: ["ref one": "/r"])
    #expect(inline.text == expected)
    #expect(inline.links.map { "\($0.text) -> \($0.destination)" } == links)
  }

  @Test func knowsTheLineOfEachLink() {
    let inline = inlineText("a\n[b\nc](d) `e\nf` http://g\n[h](\ni)")
    #expect(inline.links.map(\.line) == [2, 4, 5])
    #expect(inline.text == "a b c e f http://g h")
  }

  @Test func takesBracketsBeyondItsLimitAsText() {
    let opening = String(repeating: "[-", count: 50)
    let closing = String(repeating: "-]", count: 50)
    // The inner brackets are beyond the limit; the outermost still make a link.
    #expect(
      inlineText("\(opening)a\(closing)(b)").text
        == String((opening + "a" + closing).dropFirst().dropLast()))
    #expect(inlineText("\(opening)a](b)\(closing)").links == [])
  }

  /// A page does not grow to many times its size where long destinations are referred to over and over.
  @Test func referencesStandForSoMuchTextInAll() {
    let address = "/" + String(repeating: "u", count: 20_000)
    let page = "[a]: \(address)\n\n" + String(repeating: "[a] ", count: 1_000)
    let blocks = MarkdownParser.parse(SourceText(path: "p.md", page)).sections.flatMap(\.blocks)
    #expect(
      blocks.flatMap(\.links).map(\.destination.utf8.count) == [20_001, 20_001, 20_001, 20_001])
    #expect(blocks.last?.text.hasPrefix("a a a a [a]") == true)
  }
}
