import JSONSchema
import Testing

struct PatternTests {
  /// A pattern with texts that it matches and texts that it does not match.
  struct Row: Sendable, CustomTestStringConvertible {
    var pattern: String
    var matching: [String]
    var other: [String]

    init(_ pattern: String, matches matching: [String], not other: [String]) {
      self.pattern = pattern
      self.matching = matching
      self.other = other
    }

    var testDescription: String { pattern }
  }

  private static let rows: [Row] = [
    // Literals are searched for anywhere.
    .init("", matches: ["", "a"], not: []),
    .init("ab", matches: ["ab", "xaby", "aab"], not: ["", "a", "ba", "AB"]),
    .init("é", matches: ["café"], not: ["cafe\u{301}"]),
    .init("^🐲*$", matches: ["", "🐲", "🐲🐲"], not: ["🐉", "🐲🐉"]),
    // Anchors.
    .init("^a", matches: ["a", "ab"], not: ["ba", "\na"]),
    .init("a$", matches: ["a", "ba"], not: ["ab", "a\n"]),
    .init("^$", matches: [""], not: ["a", "\n"]),
    .init("^a|b$", matches: ["ax", "xb"], not: ["xa", "bx"]),
    .init("a^b", matches: [], not: ["ab", "a\nb"]),
    .init("(^a)?b", matches: ["ab", "b", "xb"], not: ["a"]),
    .init("^(a|^b)$", matches: ["a", "b"], not: ["ab"]),
    // Any scalar but line ends.
    .init("^.$", matches: ["a", " ", "😀"], not: ["", "ab", "\n", "\r", "\u{2028}", "\u{2029}"]),
    // Alternatives and groups.
    .init("^(a|bc|)$", matches: ["a", "bc", ""], not: ["b", "abc"]),
    .init("^(?:a(b|c))+$", matches: ["ab", "acab"], not: ["a", "abb"]),
    .init("^(?<year>[0-9]{4})-(?<month>[0-9]{2})$", matches: ["2025-07"], not: ["2025-7"]),
    .init("^()$", matches: [""], not: ["a"]),
    // Repetition, greedy or not.
    .init("^a*$", matches: ["", "aaa"], not: ["b", "aab"]),
    .init("^a+?$", matches: ["a", "aa"], not: [""]),
    .init("^ab??c$", matches: ["ac", "abc"], not: ["abbc"]),
    .init("^a{2}$", matches: ["aa"], not: ["a", "aaa"]),
    .init("^a{2,}$", matches: ["aa", "aaaaa"], not: ["a"]),
    .init("^a{1,3}?$", matches: ["a", "aaa"], not: ["", "aaaa"]),
    .init("^a{0}b$", matches: ["b"], not: ["ab"]),
    .init("^(ab){2,3}$", matches: ["abab", "ababab"], not: ["ab", "abababab"]),
    .init("^(a*)*$", matches: ["", "aa"], not: ["b"]),
    .init("^(a|b)*abb$", matches: ["abb", "aababb"], not: ["ab", "abba"]),
    // Braces that are no bounds, brackets that close nothing.
    .init("^{a}]$", matches: ["{a}]"], not: ["a"]),
    .init("^a{,2}$", matches: ["a{,2}"], not: ["aa"]),
    .init("^x{1,y}$", matches: ["x{1,y}"], not: ["x"]),
    // Classes.
    .init("^[abc]$", matches: ["a", "c"], not: ["d", ""]),
    .init("^[^abc]$", matches: ["d", "\n", "😀"], not: ["a", "de"]),
    .init("^[a-c-e]$", matches: ["b", "-", "e"], not: ["d"]),
    .init("^[-a]$", matches: ["-", "a"], not: ["b"]),
    .init("^[a-]$", matches: ["-", "a"], not: ["b"]),
    .init("^[]$", matches: [], not: ["", "]"]),
    .init("^[^]$", matches: ["a", "\n"], not: [""]),
    .init("^[.*+?(){}|/^$]+$", matches: [".*+?(){}|/^$"], not: ["a"]),
    .init(#"^[\]\\\-\[]+$"#, matches: [#"]\-["#], not: ["a"]),
    .init(#"^[\w.-]+@[\w-]+(\.[\w-]+)+$"#, matches: ["a.b@c-d.io"], not: ["a@b", "@b.c"]),
    .init(#"^[\d\s]+$"#, matches: ["1 2"], not: ["a"]),
    .init(#"^[^\d\s]+$"#, matches: ["ab"], not: ["a1", "a b"]),
    .init(#"^[\D5]$"#, matches: ["5", "x", "é"], not: ["4"]),
    .init(#"^[\b]$"#, matches: ["\u{8}"], not: ["b"]),
    .init("^[à-ü]$", matches: ["é"], not: ["e", "ÿ"]),
    .init("^[😀-😎]$", matches: ["😃"], not: ["😏"]),
    .init("^[\u{7F}-\u{80}]$", matches: ["\u{7F}", "\u{80}"], not: ["~", "\u{81}"]),
    // Escapes.
    .init(#"^\d+$"#, matches: ["0123456789"], not: ["٣", "", "a"]),
    .init(#"^\D$"#, matches: ["a", "٣"], not: ["3"]),
    .init(#"^\w+$"#, matches: ["aZ_9"], not: ["é", "-"]),
    .init(#"^\W$"#, matches: ["é", " "], not: ["_"]),
    .init(
      #"^\s+$"#, matches: [" \t\n\u{B}\u{C}\r\u{A0}\u{FEFF}\u{2003}\u{2029}"],
      not: ["\u{180E}", "a"]),
    .init(#"^\S$"#, matches: ["a", "\u{180E}"], not: [" ", "\u{A0}"]),
    .init(#"\bcat\b"#, matches: ["cat", "a cat.", "écat"], not: ["cats", "concat", "_cat"]),
    .init(#"\Bat"#, matches: ["cat"], not: ["at", "a at"]),
    .init(#"^\B$"#, matches: [""], not: ["a"]),
    .init(#"^\t\n\v\f\r\0$"#, matches: ["\t\n\u{B}\u{C}\r\0"], not: [""]),
    .init(#"^\cC\ca$"#, matches: ["\u{3}\u{1}"], not: ["\\cC"]),
    .init(#"^\x41\u0042\u{43}\u{1F600}\uD83D\uDE00$"#, matches: ["ABC😀😀"], not: ["ABC"]),
    .init(##"^\.\*\/\-\$\"\'\@\#$"##, matches: [##".*/-$"'@#"##], not: [""]),
    .init(#"^\p{L}+$"#, matches: ["aßΩ中"], not: ["1", "-"]),
    .init(#"^\p{Lu}\p{Ll}\p{Nd}$"#, matches: ["Éé٣"], not: ["ééx"]),
    .init(#"^\P{Letter}$"#, matches: ["1"], not: ["a"]),
    .init(#"^[\p{N}\p{gc=Dash_Punctuation}]+$"#, matches: ["1-2–Ⅷ"], not: ["a"]),
    .init(#"^[^\P{Lu}]$"#, matches: ["A"], not: ["a", "1"]),
    .init(#"^\p{ASCII}$"#, matches: ["a"], not: ["é"]),
    .init(#"^\p{White_Space}\p{Alphabetic}\p{Any}$"#, matches: [" aé"], not: ["aaa"]),
  ]

  @Test(arguments: rows)
  func matches(_ row: Row) throws {
    let pattern = try Pattern(row.pattern)
    for text in row.matching { #expect(pattern.matches(text), "\(text.debugDescription)") }
    for text in row.other { #expect(!pattern.matches(text), "\(text.debugDescription)") }
  }

  @Test(
    arguments: [
      ("(", "'(' is not closed at character 1"),
      ("a)", "')' closes nothing at character 2"),
      ("(a|(b)", "'(' is not closed at character 1"),
      ("[a", "'[' is not closed at character 1"),
      ("[\\", "the pattern ends too soon at character 3"),
      ("a\\", "the pattern ends too soon at character 3"),
      ("*a", "nothing to repeat at character 1"),
      ("a**", "nothing to repeat at character 3"),
      ("a|+", "nothing to repeat at character 3"),
      ("^*", "nothing to repeat at character 2"),
      ("{2}", "nothing to repeat at character 1"),
      ("a{2}{3}", "nothing to repeat at character 5"),
      ("a{3,2}", "the bounds are in reverse order at character 2"),
      ("[z-a]", "the range is in reverse order at character 2"),
      (#"[a-\d]"#, "a class cannot bound a range at character 2"),
      (#"\Z"#, #"unknown escape '\Z' at character 1"#),
      (#"[\q]"#, #"unknown escape '\q' at character 2"#),
      (#"\00"#, #"unknown escape '\0' at character 1"#),
      (#"\c1"#, #"unknown escape '\c' at character 1"#),
      (#"\x4"#, "the pattern ends too soon at character 4"),
      (#"\u00g0"#, "invalid code point at character 1"),
      (#"\uD83D"#, "invalid code point at character 1"),
      (#"\u{110000}"#, "invalid code point at character 1"),
      (#"\u{}"#, "invalid code point at character 1"),
      (#"\p{Script=Greek}"#, "unknown or unsupported property 'Script=Greek' at character 1"),
      (#"\pL"#, "unknown or unsupported property '' at character 1"),
      (#"\p{L"#, "the pattern ends too soon at character 5"),
      ("(?=a)", "look-around is not supported at character 3"),
      ("a(?!b)", "look-around is not supported at character 4"),
      ("(?<=a)b", "look-around is not supported at character 3"),
      ("(?<!a)b", "look-around is not supported at character 3"),
      (#"(a)\1"#, "back references are not supported at character 4"),
      (#"(?<n>a)\k<n>"#, "back references are not supported at character 8"),
      ("(?i)a", "unknown kind of group at character 3"),
      ("(?<a", "unknown kind of group at character 3"),
      ("(?", "the pattern ends too soon at character 3"),
      ("a{10001}", "larger than 10000 steps once repetitions are written out at character 1"),
      (
        "((a{100}){100}){100}",
        "larger than 10000 steps once repetitions are written out at character 1"
      ),
      (
        "(((((()|a{0}){99999}){99999}){99999}){99999}){99999}",
        "larger than 10000 steps once repetitions are written out at character 1"
      ),
    ])
  func refuses(pattern: String, message: String) {
    let error = #expect(throws: PatternError.self) { try Pattern(pattern) }
    #expect(error?.description == message)
  }

  @Test func limitsNesting() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "(", count: depth) + "a" + String(repeating: ")", count: depth)
    }
    #expect(try Pattern(nested(100)).matches("a"))
    let error = #expect(throws: PatternError.self) { try Pattern(nested(101)) }
    #expect(error?.description == "nested deeper than 100 levels at character 101")
  }

  @Test func repetitionsOfNothingEnd() throws {
    #expect(try Pattern("^((()()){999999}){999999}$").matches(""))
    #expect(try Pattern("^((a{0}){999999})*$").matches(""))
    #expect(try Pattern("^(()|a)*$").matches("aa"))
  }

  /// Each takes a backtracking matcher longer than anyone can wait.
  @Test(
    arguments: ["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "^(.*)*b$", "(x+x+)+y", "^(a?){50}a{50}$"])
  func neverRunsAway(source: String) throws {
    let pattern = try Pattern(source)
    #expect(!pattern.matches(String(repeating: "a", count: 2_000) + "!"))
  }

  /// Properties that are named over and over cost no more than their number.
  @Test func longClassesAreReadInTime() throws {
    let pattern = try Pattern("[" + String(repeating: #"\p{L}\D"#, count: 20_000) + "]")
    #expect(pattern.matches("é"))
    #expect(!pattern.matches("7"))
  }
}
