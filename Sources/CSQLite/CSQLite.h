// The few SQLite functions that the package uses, declared here because a machine with only a Swift
// toolchain has SQLite's run-time library (the toolchain needs it) but not its header.
// Signatures and constants: https://sqlite.org/c3ref/intro.html
#ifndef HANDBOOK_CSQLITE_H
#define HANDBOOK_CSQLITE_H

const char *sqlite3_libversion(void);

#endif
