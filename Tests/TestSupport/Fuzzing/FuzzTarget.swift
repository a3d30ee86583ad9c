/// Something that reads whatever bytes it is given, and what must hold for each of them.
package struct FuzzTarget: Sendable {
  package let name: String
  /// Real inputs, which mutations start from.
  package let samples: [[UInt8]]
  /// Pieces that mean something to the reader.
  package let dictionary: [[UInt8]]
  /// What inputs are made of from nothing; its rule `start` is the whole.
  package let grammar: Grammar
  /// Says what is wrong with what came of an input; `nil` where nothing is.
  package let check: @Sendable ([UInt8]) -> String?

  package init(
    _ name: String, samples: [[UInt8]], dictionary: [String], grammar: Grammar,
    check: @escaping @Sendable ([UInt8]) -> String?
  ) {
    self.name = name
    self.samples = samples
    self.dictionary = dictionary.map { Array($0.utf8) }
    self.grammar = grammar
    self.check = check
  }
}
