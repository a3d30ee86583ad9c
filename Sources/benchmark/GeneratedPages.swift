import Diagnostics
import Measurement

/// A handbook of made-up pages, the same in every run: headings, paragraphs, lists, tables and links, of words
/// of which some are common and most are rare, as in real texts.
struct GeneratedPages {
  private(set) var pages: [SourceText] = []
  /// One to three words each, of the pages.
  private(set) var queries: [String] = []
  private let vocabulary: [String]
  private var random = SeededRandom(seed: 1)

  init(count: Int) {
    let syllables = ["ba", "con", "di", "fer", "lo", "man", "pro", "ri", "sta", "tu", "ver", "ze"]
    var words: [String] = []
    for first in syllables {
      for second in syllables {
        for third in syllables + [""] { words.append(first + second + third) }
      }
    }
    var random = SeededRandom(seed: 2)
    vocabulary = words.shuffled(using: &random)
    for number in 0..<count {
      pages.append(
        SourceText(path: "part\(number % 10)/page\(number).md", page(number, of: count)))
    }
    for _ in 0..<64 { queries.append(text(Int(self.random.next() % 3) + 1)) }
  }

  private mutating func page(_ number: Int, of count: Int) -> String {
    var lines = ["# \(text(3))", "", sentence()]
    for _ in 0..<6 {
      lines += ["", "## \(text(2))", "", sentence() + " " + sentence()]
      lines += ["", "- \(text(6))", "- **\(text(1))**: \(text(4))"]
      let target = Int(random.next() % UInt64(count))
      lines.append("- see [\(text(2))](../part\(target % 10)/page\(target).md)")
    }
    lines += ["", "| \(text(1)) | \(text(1)) |", "|---|---|", "| \(text(3)) | \(text(2)) |"]
    return lines.joined(separator: "\n") + "\n"
  }

  private mutating func sentence() -> String {
    text(8 + Int(random.next() % 12)) + ", `\(text(1))` and *\(text(2))*."
  }

  private mutating func text(_ wordCount: Int) -> String {
    (0..<wordCount).map { _ in word() }.joined(separator: " ")
  }

  /// The product of two even numbers is small more often than large.
  private mutating func word() -> String {
    let scale = UInt64(vocabulary.count)
    return vocabulary[Int((random.next() % scale) * (random.next() % scale) / scale)]
  }
}
