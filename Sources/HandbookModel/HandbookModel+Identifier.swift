internal import Files
internal import SQLite

extension HandbookModel {
  /// Names the state of the handbook: the same for the same pages and taxonomy, another after any change of them.
  package var identifier: String { lazyIdentifier.value }

  static func identifier(_ pages: [PageInfo], _ taxonomy: ContentHash?) -> String {
    var hash: UInt64 = 0
    func mix(_ text: String) {
      var text = text
      text.withUTF8 { hash = Checksum.of(UnsafeRawBufferPointer($0), seed: hash) }
    }
    func mix(_ content: ContentHash) {
      withUnsafeBytes(of: content.words) { hash = Checksum.of($0, seed: hash) }
    }
    for page in pages {
      mix(page.path)
      mix(page.contentHash)
    }
    // Another taxonomy makes other tables of the same pages.
    if let taxonomy { mix(taxonomy) }
    return String(hash, radix: 36)
  }
}
