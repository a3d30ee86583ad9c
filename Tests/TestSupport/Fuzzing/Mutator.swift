import Measurement

/// Makes inputs for a target: real ones, ones by its grammar, and both with a few things changed.
package struct Mutator: Sendable {
  private let target: FuzzTarget
  /// What mutations start from; grows with inputs that are worth keeping.
  private var corpus: [[UInt8]]
  private var random: SeededRandom
  /// Of the input that is being made.
  private var maximumBytes = 0

  /// Bytes that readers like to trip over.
  private static let oddBytes: [UInt8] = [
    0x00, 0x08, 0x09, 0x0A, 0x0D, 0x1F, 0x20, 0x22, 0x27, 0x5C, 0x7F, 0x80, 0xBF, 0xC0, 0xC3, 0xE2,
    0xED, 0xEF, 0xF0, 0xF4, 0xFF,
  ]
  private static let oddTexts: [[UInt8]] = [
    "\u{FEFF}", "\u{2028}", "\u{301}", "\u{200B}", "\u{202E}", "😀", "é", "\r\n", "\n\n",
    "9223372036854775808", "-0", "1e999",
  ].map { Array($0.utf8) }

  package init(_ target: FuzzTarget, seed: UInt64) {
    self.target = target
    random = SeededRandom(seed: seed)
    corpus = target.samples
  }

  /// Adds an input to those that mutations start from.
  package mutating func keep(_ input: [UInt8]) {
    corpus.append(input)
  }

  package mutating func next() -> [UInt8] {
    // Mostly short: more of them can be read, and what is wrong shows in a few bytes.
    maximumBytes = 1 << Int.random(in: 5...12, using: &random)
    var input: [UInt8]
    if corpus.isEmpty || Int.random(in: 0..<4, using: &random) == 0 {
      input = target.grammar.generate(&random)
      if Bool.random(using: &random) { return input }
    } else {
      input = piece(ofAtMost: maximumBytes)
    }
    // Mostly few changes: an input that is wrong everywhere is refused at its start.
    let count = 1 << Int.random(in: 0...4, using: &random)
    for _ in 0..<Int.random(in: 1...count, using: &random) { mutate(&input) }
    return Array(input.prefix(maximumBytes))
  }

  /// A sample, or a part of it.
  private mutating func piece(ofAtMost maximum: Int) -> [UInt8] {
    let sample = corpus[Int.random(in: 0..<corpus.count, using: &random)]
    guard sample.count > 1, sample.count > maximum || Bool.random(using: &random) else {
      return sample
    }
    let length = Int.random(in: 1...min(sample.count, maximum), using: &random)
    let start =
      Bool.random(using: &random) ? 0 : Int.random(in: 0...sample.count - length, using: &random)
    return Array(sample[start..<start + length])
  }

  private mutating func mutate(_ input: inout [UInt8]) {
    let place = Int.random(in: 0...input.count, using: &random)
    let end = min(input.count, place + (1 << Int.random(in: 0...6, using: &random)))
    switch Int.random(in: 0..<10, using: &random) {
    case 0: input.removeSubrange(place..<end)
    case 1: input.insert(contentsOf: input[place..<end], at: place)
    case 2:
      // The same piece over and over: nesting, and what takes longer than it should.
      let times = 1 << Int.random(in: 1...9, using: &random)
      let piece = Bool.random(using: &random) ? word() : Array(input[place..<end].prefix(8))
      let room = max(0, maximumBytes - input.count) / max(1, piece.count)
      input.insert(contentsOf: (0..<min(times, room)).flatMap { _ in piece }, at: place)
    case 3: input.insert(Self.oddBytes.randomElement(using: &random)!, at: place)
    case 4: input.insert(contentsOf: Self.oddTexts.randomElement(using: &random)!, at: place)
    case 5 where place < input.count: input[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 6 where place < input.count: input[place] = Self.oddBytes.randomElement(using: &random)!
    case 7:
      let other = piece(ofAtMost: 64)
      input.replaceSubrange(place..<end, with: other)
    case 8: input.replaceSubrange(place..<end, with: word())
    default: input.insert(contentsOf: word(), at: place)
    }
  }

  private mutating func word() -> [UInt8] {
    target.dictionary.randomElement(using: &random) ?? []
  }
}
