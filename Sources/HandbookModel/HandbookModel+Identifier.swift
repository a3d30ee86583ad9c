internal import Diagnostics
internal import Files

extension HandbookModel {
  /// Names the state of the handbook: the same for the same pages and taxonomy, another after any change of them.
  package var identifier: String { lazyIdentifier.value }

  static func identifier(_ pages: [PageInfo], _ taxonomy: SourceText?) -> String {
    // FNV-1a: nobody gains by a collision.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func mix(_ text: some Sequence<UInt8>) {
      for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    for page in pages {
      mix(page.path.utf8)
      mix(page.contentHash.utf8.prefix(16))
    }
    // Another taxonomy makes other tables of the same pages.
    if let taxonomy { mix(ContentHash(of: taxonomy.bytes).hexadecimal.utf8) }
    return String(hash, radix: 36)
  }
}
