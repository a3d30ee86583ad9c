/// Puts a word into the form in which words are compared: lower case, without diacritical marks.
///
/// The index folds by itself; this is for what the index does not do: marking words in snippets,
/// leaving out stop words, finding near words.
enum WordFolding {
  /// The base letters of U+00C0 to U+017F in their order; `_` stands for a letter that has none.
  private static let latinBases = Array(
    ("aaaaaa_ceeeeiiii_nooooo_ouuuuy__" + "aaaaaa_ceeeeiiii_nooooo_ouuuuy_y"
      + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii__jjkk_llllllllllnnnnnn___oooooo__rrrrrrssssssss"
      + "ttttttuuuuuuuuuuuuwwyyyzzzzzz_").utf8)

  /// Replaces the contents of `folded` by the folded word; the buffer is given to spare allocations.
  static func fold(_ word: UnsafeBufferPointer<UInt8>, into folded: inout [UInt8]) {
    folded.removeAll(keepingCapacity: true)
    for byte in word {
      guard byte < 0x80 else { return foldScalars(word, into: &folded) }
      let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      folded.append(isUpper ? byte | 0x20 : byte)
    }
  }

  private static func foldScalars(
    _ word: UnsafeBufferPointer<UInt8>, into folded: inout [UInt8]
  ) {
    folded.removeAll(keepingCapacity: true)
    for scalar in String(decoding: word, as: UTF8.self).unicodeScalars {
      if scalar.properties.generalCategory == .nonspacingMark { continue }
      if (0xC0...0x17F).contains(scalar.value) {
        let index = Int(scalar.value) - 0xC0
        if index < latinBases.count, latinBases[index] != UInt8(ascii: "_") {
          folded.append(latinBases[index])
          continue
        }
      }
      folded.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
    }
  }

  /// The folded word.
  static func folded(_ word: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var folded: [UInt8] = []
    fold(word, into: &folded)
    return folded
  }
}
