#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Numbers for words, counted from 0 in the order in which they first come.
///
/// A table of its own because a dictionary of arrays would allocate for every word that is looked up,
/// and a large handbook has millions.
final class WordTable {
  private struct Slot {
    var hash: UInt32
    /// The word's number and 1; 0 where the slot is free. There are always free ones.
    var number: UInt32
  }

  private struct Word {
    var start: UInt32
    var count: UInt32
  }

  private var slots: UnsafeMutablePointer<Slot>
  private var slotCount: Int
  private var words: UnsafeMutablePointer<Word>
  private var wordCapacity: Int
  private var bytes: UnsafeMutablePointer<UInt8>
  private var byteCapacity: Int
  private var byteCount = 0
  /// How many words there are.
  private(set) var count = 0

  init() {
    (slotCount, wordCapacity, byteCapacity) = (1 << 9, 1 << 8, 1 << 11)
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: Slot(hash: 0, number: 0), count: slotCount)
    words = .allocate(capacity: wordCapacity)
    bytes = .allocate(capacity: byteCapacity)
  }

  deinit {
    slots.deallocate()
    words.deallocate()
    bytes.deallocate()
  }

  /// The number of a word, a new one where it has none yet.
  func number(of word: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool) {
    let hash = Self.hash(of: word)
    let slots = slots
    let mask = slotCount - 1
    var slot = Int(hash) & mask
    while slots[slot].number != 0 {
      if slots[slot].hash == hash, self[Int(slots[slot].number) - 1].isSame(as: word) {
        return (Int(slots[slot].number) - 1, false)
      }
      slot = (slot + 1) & mask
    }
    add(word)
    slots[slot] = Slot(hash: hash, number: UInt32(count))
    if count * 2 > slotCount { grow() }
    return (count - 1, true)
  }

  /// The bytes of a word; valid until the next one is added.
  subscript(number: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes + Int(words[number].start), count: Int(words[number].count))
  }

  private func add(_ word: UnsafeBufferPointer<UInt8>) {
    if count == wordCapacity {
      words = Self.enlarge(words, count: count, to: wordCapacity * 2)
      wordCapacity *= 2
    }
    if byteCount + word.count > byteCapacity {
      byteCapacity = max(byteCapacity * 2, byteCount + word.count)
      bytes = Self.enlarge(bytes, count: byteCount, to: byteCapacity)
    }
    for index in 0..<word.count { bytes[byteCount + index] = word[index] }
    words[count] = Word(start: UInt32(byteCount), count: UInt32(word.count))
    byteCount += word.count
    count += 1
  }

  private static func enlarge<Element>(
    _ elements: UnsafeMutablePointer<Element>, count: Int, to capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    larger.moveInitialize(from: elements, count: count)
    elements.deallocate()
    return larger
  }

  private func grow() {
    let larger = UnsafeMutablePointer<Slot>.allocate(capacity: slotCount * 2)
    larger.initialize(repeating: Slot(hash: 0, number: 0), count: slotCount * 2)
    let mask = slotCount * 2 - 1
    for index in 0..<slotCount where slots[index].number != 0 {
      var slot = Int(slots[index].hash) & mask
      while larger[slot].number != 0 { slot = (slot + 1) & mask }
      larger[slot] = slots[index]
    }
    slots.deallocate()
    slots = larger
    slotCount *= 2
  }

  /// Eight bytes at a time: most words have no more.
  private static func hash(of word: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash = UInt64(word.count) &* 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index < word.count {
      var part: UInt64 = 0
      let end = min(index + 8, word.count)
      if end - index == 8, let start = word.baseAddress {
        part = UnsafeRawPointer(start).loadUnaligned(fromByteOffset: index, as: UInt64.self)
      } else {
        for position in index..<end { part = part << 8 | UInt64(word[position]) }
      }
      hash = (hash ^ part) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
      index = end
    }
    return UInt32(truncatingIfNeeded: hash)
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func isSame(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count, let start = baseAddress, let otherStart = other.baseAddress else {
      return count == other.count
    }
    return memcmp(start, otherStart, count) == 0
  }
}
