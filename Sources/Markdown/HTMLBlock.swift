/// What a line that begins with `<` or `{` opens, after
/// [CommonMark](https://spec.commonmark.org/0.31.2/#html-blocks) and MDX.
struct HTMLBlock {
  /// Where it ends.
  enum End {
    case blankLine
    case marker(Terminator)
  }

  /// What closes the blocks that may hold empty lines.
  enum Terminator: Int, CaseIterable {
    case comment, expressionComment, processingInstruction, script, style, preformatted, textArea

    /// In lower case.
    var text: StaticString {
      switch self {
      case .comment: "-->"
      case .expressionComment: "*/}"
      case .processingInstruction: "?>"
      case .script: "</script>"
      case .style: "</style>"
      case .preformatted: "</pre>"
      case .textArea: "</textarea>"
      }
    }

    /// What it closes, in a reader's words.
    var opening: String {
      switch self {
      case .comment, .expressionComment: "comment"
      case .processingInstruction: "processing instruction"
      case .script: "script"
      case .style: "style"
      case .preformatted, .textArea: "element"
      }
    }
  }

  let end: End
  /// Whether no reader of the page sees it.
  let isHidden: Bool
  /// The bytes that open it: the end is looked for behind them.
  let openingByteCount: Int

  /// The block that a line, without leading white space, opens.
  /// - Parameter interruptsParagraph: whether a paragraph is open, which only some may interrupt.
  init?(_ text: Bytes, interruptsParagraph: Bool) {
    if text.has("<!--", at: 0) {
      self.init(hiddenUntil: .comment, 4)
    } else if text.has("{/*", at: 0) {
      self.init(hiddenUntil: .expressionComment, 3)
    } else if text.has("<?", at: 0) {
      self.init(hiddenUntil: .processingInstruction, 2)
    } else if text.first == UInt8(ascii: "<") {
      self.init(tagIn: text, interruptsParagraph)
    } else {
      return nil
    }
  }

  private init(hiddenUntil terminator: Terminator, _ openingByteCount: Int) {
    end = .marker(terminator)
    isHidden = true
    self.openingByteCount = openingByteCount
  }

  private init(_ end: End) {
    self.end = end
    isHidden = false
    openingByteCount = 0
  }

  private init?(tagIn text: Bytes, _ interruptsParagraph: Bool) {
    let isClosing = text.has("</", at: 0)
    let start = isClosing ? 2 : 1
    let name = text.part(start..<text.count).prefix { $0.isASCIILetter || $0.isASCIIDigit }
    let next = start + name.count < text.count ? text[start + name.count] : 0x20
    let isNamed =
      next.isWhitespace || next == UInt8(ascii: ">") || text.has("/>", at: start + name.count)
    let tagName = HTMLNames.lowercased(Bytes(rebasing: name))
    if isNamed, !isClosing {
      switch tagName {
      case "script": self.init(hiddenUntil: .script, 7)
      case "style": self.init(hiddenUntil: .style, 6)
      case "pre": self.init(.marker(.preformatted))
      case "textarea": self.init(.marker(.textArea))
      default: self.init(elementIn: text, tagName, next, interruptsParagraph)
      }
    } else {
      self.init(elementIn: text, isNamed ? tagName : "", next, interruptsParagraph)
    }
  }

  private init?(elementIn text: Bytes, _ name: String, _ next: UInt8, _ interruptsParagraph: Bool) {
    if HTMLNames.blocks.contains(name), !text[1].isASCIIUppercase {
      self.init(.blankLine)
      return
    }
    guard !interruptsParagraph else { return nil }
    var scanned = 0
    if let tag = HTMLTag(text, at: 0, scannedByteCount: &scanned) {
      // A tag with text behind it on its line is part of a paragraph.
      guard tag.isDropped(in: text), text[tag.end...].allSatisfy(\.isWhitespace) else { return nil }
      self.init(.blankLine)
    } else if text.count > 1, text[1].isASCIIUppercase, next.isWhitespace {
      // A component whose attributes stand on lines of their own.
      self.init(.blankLine)
    } else {
      return nil
    }
  }
}

/// Finds out whether something that was opened is closed at all. A search that fails is remembered,
/// so that a page of openings without an end is still read in linear time.
struct TerminatorSearch {
  /// Where the next of each kind begins; past the end of the page where there is none.
  private var next = [Int](repeating: -1, count: HTMLBlock.Terminator.allCases.count)

  /// Whether the terminator stands somewhere behind a place.
  mutating func exists(_ terminator: HTMLBlock.Terminator, in bytes: Bytes, after start: Int)
    -> Bool
  {
    let index = terminator.rawValue
    if next[index] < start {
      next[index] = bytes.firstIndex(of: terminator.text, from: start) ?? bytes.count
    }
    return next[index] < bytes.count
  }
}
