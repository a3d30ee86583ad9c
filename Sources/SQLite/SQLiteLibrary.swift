internal import CSQLite

/// The SQLite library that the program runs with.
package enum SQLiteLibrary {
  /// `3.40.1`.
  package static var version: String { String(cString: sqlite3_libversion()) }

  /// Checks that the library can do what the package needs: 3.36 or later.
  /// - Throws: `DatabaseError` that says what is missing.
  package static func checkRequirements() throws(DatabaseError) {
    guard sqlite3_libversion_number() >= 3_036_000 else {
      throw DatabaseError(.error, "SQLite 3.36 or later is needed, this is \(version)")
    }
  }

  /// Runs once, before the first connection opens.
  static let isConfigured: Bool = {
    // Nobody reads the statistics, and the lock that they take is shared by all threads.
    _ = handbook_sqlite3_disable_memory_statistics()
    MemoryBudget.install()
    return sqlite3_initialize() == SQLITE_OK && PageFileSystem.register()
  }()
}
