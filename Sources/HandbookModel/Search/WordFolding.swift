/// Puts a word into the form in which words are compared: lower case, without diacritical marks.
///
/// The index, queries and snippets all use it.
enum WordFolding {
  /// The base letters of U+00C0 to U+024F in their order; `_` stands for a letter that has none.
  private static let latinBases = Array(
    ("aaaaaa_ceeeeiiii_nooooo_ouuuuy__" + "aaaaaa_ceeeeiiii_nooooo_ouuuuy_y"
      + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii__jjkk_llllllllllnnnnnn___oooooo__rrrrrrssssssss"
      + "ttttttuuuuuuuuuuuuwwyyyzzzzzzs"
      + "________________________________oo_____________uu____________________________aaiioouuuuuuuuuu_aa"
      + "______ggkkoooo__j___gg__nnaa____aaaaeeeeiiiioooorrrruuuusstt__hh______aaeeooooooooyy____________"
      + "________________").utf8)

  /// The same of U+1E00 to U+1EFF, the letters of Vietnamese among them.
  private static let additionalLatinBases = Array(
    ("aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssss"
      + "ttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy_s____aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeee"
      + "iiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy______").utf8)

  /// Small letters that are another form of one, such as the sigma at the end of a word.
  private static let variants: [UInt32: Character] = [
    0xB5: "μ", 0x3C2: "σ", 0x3D0: "β", 0x3D1: "θ", 0x3D5: "φ", 0x3D6: "π", 0x3F0: "κ", 0x3F1: "ρ",
    0x3F5: "ε",
  ]

  /// The base letter of a letter with marks; `nil` where there is none.
  private static func base(of scalar: Unicode.Scalar) -> UInt8? {
    let base: UInt8? =
      switch scalar.value {
      case 0xC0...0x24F:
        Int(scalar.value) - 0xC0 < latinBases.count ? latinBases[Int(scalar.value) - 0xC0] : nil
      case 0x1E00...0x1EFF: additionalLatinBases[Int(scalar.value) - 0x1E00]
      default: nil
      }
    return base == UInt8(ascii: "_") ? nil : base
  }

  /// Replaces the contents of `folded` by the folded word; the buffer is given to spare allocations.
  static func fold(_ word: UnsafeBufferPointer<UInt8>, into folded: inout [UInt8]) {
    folded.removeAll(keepingCapacity: true)
    folded.append(contentsOf: word)
    let isASCII = folded.withUnsafeMutableBufferPointer { bytes in
      var union: UInt8 = 0
      for index in bytes.indices {
        let byte = bytes[index]
        union |= byte
        let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
        bytes[index] = isUpper ? byte | 0x20 : byte
      }
      return union < 0x80
    }
    if !isASCII { foldScalars(word, into: &folded) }
  }

  private static func foldScalars(
    _ word: UnsafeBufferPointer<UInt8>, into folded: inout [UInt8]
  ) {
    folded.removeAll(keepingCapacity: true)
    for scalar in String(decoding: word, as: UTF8.self).unicodeScalars {
      if scalar.properties.generalCategory == .nonspacingMark { continue }
      if let base = base(of: scalar) {
        folded.append(base)
        continue
      }
      if let letter = variants[scalar.value] {
        folded.append(contentsOf: String(letter).utf8)
        continue
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
