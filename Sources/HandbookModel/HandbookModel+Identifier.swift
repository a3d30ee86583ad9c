internal import Synchronization

extension HandbookModel {
  /// Names the state of the handbook: the same for the same pages, another after any change of
  /// them.
  /// - Complexity: linear in the number of pages when it is asked for first, later constant.
  package var snapshotIdentifier: String {
    identifier.withLock { known in
      if let known { return known }
      let identifier = makeIdentifier()
      known = identifier
      return identifier
    }
  }

  private func makeIdentifier() -> String {
    // FNV-1a: nobody gains by a collision.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func mix(_ text: String, maximumLength: Int = .max) {
      var text = text
      text.withUTF8 { bytes in
        for byte in bytes.prefix(maximumLength) {
          hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
      }
    }
    for page in pages {
      mix(page.path)
      mix(page.contentHash, maximumLength: 16)
    }
    // Another taxonomy makes other tables of the same pages.
    mix(String(databaseByteCount))
    return String(hash, radix: 36)
  }
}
