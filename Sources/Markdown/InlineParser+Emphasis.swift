/// The opening runs of `*`, `_` and `~~` that wait for a closing one.
struct DelimiterStacks {
  /// A run in the output.
  struct Run {
    var offset: Int
    var count: Int
  }

  private var stars: [Run] = []
  private var underscores: [Run] = []
  private var tildes: [Run] = []

  /// The runs of a character, the innermost last.
  subscript(byte: UInt8) -> [Run] {
    get {
      switch byte {
      case UInt8(ascii: "*"): stars
      case UInt8(ascii: "_"): underscores
      default: tildes
      }
    }
    _modify {
      switch byte {
      case UInt8(ascii: "*"): yield &stars
      case UInt8(ascii: "_"): yield &underscores
      default: yield &tildes
      }
    }
  }

  /// Forgets all runs.
  mutating func removeAll() {
    stars.removeAll(keepingCapacity: true)
    underscores.removeAll(keepingCapacity: true)
    tildes.removeAll(keepingCapacity: true)
  }
}

extension InlineParser {
  /// A run of `*`, `_` or `~`: closes what it can of the open runs; what is left of it may open.
  mutating func delimiterRun() {
    let mark = input[index]
    var end = index
    while end < input.count, input[end] == mark { end += 1 }
    let run = index..<end
    index = end
    // One tilde means "about", three are a fence.
    guard mark != UInt8(ascii: "~") || run.count == 2 else {
      output.append(contentsOf: input.part(run))
      return
    }
    let flanks = flanks(of: run)
    var left = run.count
    if flanks.canClose {
      while left > 0, var opener = delimiters[mark].popLast() {
        let used = min(opener.count, left)
        opener.count -= used
        left -= used
        erase(opener.offset + opener.count..<opener.offset + opener.count + used)
        if opener.count > 0 { delimiters[mark].append(opener) }
      }
    }
    guard left > 0 else { return }
    if flanks.canOpen {
      delimiters[mark].append(DelimiterStacks.Run(offset: output.count, count: left))
    }
    for _ in 0..<left { output.append(mark) }
  }

  /// Whether a run can open and close emphasis, by
  /// [what stands beside it](https://spec.commonmark.org/0.31.2/#delimiter-run).
  private func flanks(of run: Range<Int>) -> (canOpen: Bool, canClose: Bool) {
    let before = kind(before: run.lowerBound)
    let after = kind(at: run.upperBound)
    let isLeft = after != .space && (after != .punctuation || before != .other)
    let isRight = before != .space && (before != .punctuation || after != .other)
    guard input[run.lowerBound] == UInt8(ascii: "_") else { return (isLeft, isRight) }
    return (
      isLeft && (!isRight || before == .punctuation), isRight && (!isLeft || after == .punctuation)
    )
  }

  private enum CharacterKind {
    case space, punctuation, other
  }

  private func kind(at index: Int) -> CharacterKind {
    guard index < input.count else { return .space }
    let first = input[index]
    guard first >= 0x80 else { return kind(ofASCII: first) }
    let second = index + 1 < input.count ? input[index + 1] : 0
    let third = index + 2 < input.count ? input[index + 2] : 0
    return first < 0xE0
      ? kind(of: UInt32(first & 0x1F) << 6 | UInt32(second & 0x3F))
      : kind(of: UInt32(first & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F))
  }

  private func kind(before index: Int) -> CharacterKind {
    var start = index - 1
    guard start >= 0 else { return .space }
    while start > 0, start > index - 4, input[start].isUTF8Continuation { start -= 1 }
    return kind(at: start)
  }

  private func kind(ofASCII byte: UInt8) -> CharacterKind {
    if byte.isWhitespace { return .space }
    return byte.isASCIIPunctuation ? .punctuation : .other
  }

  /// The blocks in which Unicode keeps most of its punctuation and spaces; exact categories would
  /// cost more than they tell here.
  private func kind(of scalar: UInt32) -> CharacterKind {
    switch scalar {
    case 0xA0, 0x2000...0x200A, 0x202F, 0x3000: .space
    case 0xA1...0xBF, 0x2010...0x205E, 0x3001...0x303F: .punctuation
    default: .other
    }
  }
}
