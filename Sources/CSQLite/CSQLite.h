// The few SQLite functions that the package uses, declared here because a machine with only a Swift
// toolchain has SQLite's run-time library (the toolchain needs it) but not its header.
// Signatures and constants: https://sqlite.org/c3ref/intro.html
#ifndef HANDBOOK_CSQLITE_H
#define HANDBOOK_CSQLITE_H

typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;
typedef long long int sqlite3_int64;
typedef unsigned long long int sqlite3_uint64;

// Library

const char *sqlite3_libversion(void);
int sqlite3_libversion_number(void);
int sqlite3_compileoption_used(const char *name);
int sqlite3_initialize(void);
int sqlite3_config(int option, ...);

#define SQLITE_CONFIG_MEMSTATUS 9

// Turns off the counting of allocations, whose lock every thread would share. Before first use only.
static inline int handbook_sqlite3_disable_memory_statistics(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

#define SQLITE_CONFIG_MALLOC 4

typedef struct sqlite3_mem_methods {
  void *(*xMalloc)(int byte_count);
  void (*xFree)(void *memory);
  void *(*xRealloc)(void *memory, int byte_count);
  int (*xSize)(void *memory);
  int (*xRoundup)(int byte_count);
  int (*xInit)(void *context);
  void (*xShutdown)(void *context);
  void *pAppData;
} sqlite3_mem_methods;

// Takes memory from other functions than the library's own. Before first use only.
static inline int handbook_sqlite3_use_memory(const sqlite3_mem_methods *methods) {
  return sqlite3_config(SQLITE_CONFIG_MALLOC, methods);
}

// How many bytes a piece of memory of the C library has; Swift does not see the declaration.
static inline unsigned long handbook_memory_size(void *memory) {
#ifdef __APPLE__
  extern unsigned long malloc_size(const void *);
  return malloc_size(memory);
#else
  extern unsigned long malloc_usable_size(void *);
  return malloc_usable_size(memory);
#endif
}

// Connections

#define SQLITE_OPEN_READONLY 0x00000001
#define SQLITE_OPEN_READWRITE 0x00000002
#define SQLITE_OPEN_CREATE 0x00000004
#define SQLITE_OPEN_URI 0x00000040
#define SQLITE_OPEN_NOMUTEX 0x00008000
#define SQLITE_OPEN_EXRESCODE 0x02000000

int sqlite3_open_v2(const char *filename, sqlite3 **connection, int flags, const char *vfs);
int sqlite3_close_v2(sqlite3 *connection);
int sqlite3_exec(sqlite3 *connection, const char *sql,
                 int (*callback)(void *, int, char **, char **), void *context, char **message);
int sqlite3_changes(sqlite3 *connection);
sqlite3_int64 sqlite3_last_insert_rowid(sqlite3 *connection);
int sqlite3_get_autocommit(sqlite3 *connection);
int sqlite3_limit(sqlite3 *connection, int category, int value);
void sqlite3_interrupt(sqlite3 *connection);
void sqlite3_progress_handler(sqlite3 *connection, int instructions, int (*handler)(void *),
                              void *context);
int sqlite3_set_authorizer(sqlite3 *connection,
                           int (*authorizer)(void *, int, const char *, const char *, const char *,
                                             const char *),
                           void *context);
int sqlite3_db_release_memory(sqlite3 *connection);

#define SQLITE_LIMIT_LENGTH 0
#define SQLITE_LIMIT_SQL_LENGTH 1
#define SQLITE_LIMIT_COLUMN 2
#define SQLITE_LIMIT_EXPR_DEPTH 3
#define SQLITE_LIMIT_COMPOUND_SELECT 4
#define SQLITE_LIMIT_VDBE_OP 5
#define SQLITE_LIMIT_ATTACHED 7
#define SQLITE_LIMIT_LIKE_PATTERN_LENGTH 8

#define SQLITE_DENY 1
#define SQLITE_READ 20
#define SQLITE_SELECT 21
#define SQLITE_FUNCTION 31
#define SQLITE_RECURSIVE 33

// Errors

#define SQLITE_OK 0
#define SQLITE_ERROR 1
#define SQLITE_BUSY 5
#define SQLITE_NOMEM 7
#define SQLITE_READONLY 8
#define SQLITE_INTERRUPT 9
#define SQLITE_FULL 13
#define SQLITE_TOOBIG 18
#define SQLITE_CONSTRAINT 19
#define SQLITE_MISUSE 21
#define SQLITE_AUTH 23
#define SQLITE_RANGE 25
#define SQLITE_ROW 100
#define SQLITE_DONE 101

const char *sqlite3_errmsg(sqlite3 *connection);
const char *sqlite3_errstr(int code);
int sqlite3_extended_errcode(sqlite3 *connection);
// Since 3.38; weak so that an older library still loads.
int sqlite3_error_offset(sqlite3 *connection) __attribute__((weak));

// The offset of the last error in the SQL in bytes; -1 where it is not known.
static inline int handbook_sqlite3_error_offset(sqlite3 *connection) {
  return sqlite3_error_offset ? sqlite3_error_offset(connection) : -1;
}

// Statements

#define SQLITE_PREPARE_PERSISTENT 0x01

int sqlite3_prepare_v3(sqlite3 *connection, const char *sql, int byte_count, unsigned int flags,
                       sqlite3_stmt **statement, const char **tail);
int sqlite3_finalize(sqlite3_stmt *statement);
int sqlite3_step(sqlite3_stmt *statement);
int sqlite3_reset(sqlite3_stmt *statement);
int sqlite3_clear_bindings(sqlite3_stmt *statement);
int sqlite3_stmt_readonly(sqlite3_stmt *statement);
int sqlite3_stmt_busy(sqlite3_stmt *statement);
const char *sqlite3_sql(sqlite3_stmt *statement);

int sqlite3_bind_parameter_count(sqlite3_stmt *statement);
const char *sqlite3_bind_parameter_name(sqlite3_stmt *statement, int index);
int sqlite3_bind_parameter_index(sqlite3_stmt *statement, const char *name);
int sqlite3_bind_null(sqlite3_stmt *statement, int index);
int sqlite3_bind_int64(sqlite3_stmt *statement, int index, sqlite3_int64 value);
int sqlite3_bind_double(sqlite3_stmt *statement, int index, double value);
int sqlite3_bind_text(sqlite3_stmt *statement, int index, const char *text, int byte_count,
                      void (*destructor)(void *));
int sqlite3_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int byte_count,
                      void (*destructor)(void *));

// SQLITE_TRANSIENT is a cast that Swift cannot import.
static inline int handbook_sqlite3_bind_text(sqlite3_stmt *statement, int index, const char *text,
                                             int byte_count) {
  return sqlite3_bind_text(statement, index, text, byte_count, (void (*)(void *))-1);
}

static inline int handbook_sqlite3_bind_blob(sqlite3_stmt *statement, int index, const void *bytes,
                                             int byte_count) {
  return sqlite3_bind_blob(statement, index, bytes, byte_count, (void (*)(void *))-1);
}

// Columns

#define SQLITE_INTEGER 1
#define SQLITE_FLOAT 2
#define SQLITE_TEXT 3
#define SQLITE_BLOB 4
#define SQLITE_NULL 5

int sqlite3_column_count(sqlite3_stmt *statement);
const char *sqlite3_column_name(sqlite3_stmt *statement, int column);
const char *sqlite3_column_decltype(sqlite3_stmt *statement, int column);
int sqlite3_column_type(sqlite3_stmt *statement, int column);
sqlite3_int64 sqlite3_column_int64(sqlite3_stmt *statement, int column);
double sqlite3_column_double(sqlite3_stmt *statement, int column);
const unsigned char *sqlite3_column_text(sqlite3_stmt *statement, int column);
const void *sqlite3_column_blob(sqlite3_stmt *statement, int column);
int sqlite3_column_bytes(sqlite3_stmt *statement, int column);

// Functions

typedef struct sqlite3_context sqlite3_context;
typedef struct sqlite3_value sqlite3_value;

#define SQLITE_UTF8 1
#define SQLITE_DETERMINISTIC 0x000000800
#define SQLITE_INNOCUOUS 0x000200000

int sqlite3_create_function_v2(sqlite3 *connection, const char *name, int argument_count, int flags,
                               void *application,
                               void (*call)(sqlite3_context *, int, sqlite3_value **),
                               void (*step)(sqlite3_context *, int, sqlite3_value **),
                               void (*finish)(sqlite3_context *), void (*destroy)(void *));
sqlite3 *sqlite3_context_db_handle(sqlite3_context *context);

int sqlite3_value_type(sqlite3_value *value);
const unsigned char *sqlite3_value_text(sqlite3_value *value);
const void *sqlite3_value_blob(sqlite3_value *value);
int sqlite3_value_bytes(sqlite3_value *value);

void sqlite3_result_null(sqlite3_context *context);
void sqlite3_result_int(sqlite3_context *context, int value);
void sqlite3_result_value(sqlite3_context *context, sqlite3_value *value);
void sqlite3_result_text(sqlite3_context *context, const char *text, int byte_count,
                         void (*destructor)(void *));
void sqlite3_result_error(sqlite3_context *context, const char *message, int byte_count);
void sqlite3_result_error_toobig(sqlite3_context *context);

static inline void handbook_sqlite3_result_text(sqlite3_context *context, const char *text,
                                                int byte_count) {
  sqlite3_result_text(context, text, byte_count, (void (*)(void *))-1);
}

// The C library's search in bytes, which takes linear time; Swift does not see its declaration.
static inline const void *handbook_find_bytes(const void *bytes, unsigned long byte_count,
                                              const void *sought, unsigned long sought_byte_count) {
  extern void *memmem(const void *, unsigned long, const void *, unsigned long);
  return memmem(bytes, byte_count, sought, sought_byte_count);
}

// Files of one's own: https://sqlite.org/vfs.html

#define SQLITE_IOERR_READ 266
#define SQLITE_IOERR_SHORT_READ 522
#define SQLITE_IOERR_WRITE 778
#define SQLITE_CANTOPEN 14
#define SQLITE_NOTFOUND 12
#define SQLITE_OPEN_MAIN_DB 0x00000100

typedef struct sqlite3_file {
  const struct sqlite3_io_methods *pMethods;
} sqlite3_file;

// Version 1: neither shared memory nor memory maps.
typedef struct sqlite3_io_methods {
  int iVersion;
  int (*xClose)(sqlite3_file *);
  int (*xRead)(sqlite3_file *, void *bytes, int byte_count, sqlite3_int64 offset);
  int (*xWrite)(sqlite3_file *, const void *bytes, int byte_count, sqlite3_int64 offset);
  int (*xTruncate)(sqlite3_file *, sqlite3_int64 byte_count);
  int (*xSync)(sqlite3_file *, int flags);
  int (*xFileSize)(sqlite3_file *, sqlite3_int64 *byte_count);
  int (*xLock)(sqlite3_file *, int lock);
  int (*xUnlock)(sqlite3_file *, int lock);
  int (*xCheckReservedLock)(sqlite3_file *, int *is_reserved);
  int (*xFileControl)(sqlite3_file *, int operation, void *argument);
  int (*xSectorSize)(sqlite3_file *);
  int (*xDeviceCharacteristics)(sqlite3_file *);
} sqlite3_io_methods;

// Version 1.
typedef struct sqlite3_vfs sqlite3_vfs;
struct sqlite3_vfs {
  int iVersion;
  int szOsFile;
  int mxPathname;
  sqlite3_vfs *pNext;
  const char *zName;
  void *pAppData;
  int (*xOpen)(sqlite3_vfs *, const char *name, sqlite3_file *, int flags, int *opened_flags);
  int (*xDelete)(sqlite3_vfs *, const char *name, int sync_folder);
  int (*xAccess)(sqlite3_vfs *, const char *name, int flags, int *result);
  int (*xFullPathname)(sqlite3_vfs *, const char *name, int byte_count, char *path);
  void *(*xDlOpen)(sqlite3_vfs *, const char *name);
  void (*xDlError)(sqlite3_vfs *, int byte_count, char *message);
  void (*(*xDlSym)(sqlite3_vfs *, void *, const char *symbol))(void);
  void (*xDlClose)(sqlite3_vfs *, void *);
  int (*xRandomness)(sqlite3_vfs *, int byte_count, char *bytes);
  int (*xSleep)(sqlite3_vfs *, int microseconds);
  int (*xCurrentTime)(sqlite3_vfs *, double *day);
  int (*xGetLastError)(sqlite3_vfs *, int byte_count, char *message);
};

int sqlite3_vfs_register(sqlite3_vfs *vfs, int is_default);
sqlite3_vfs *sqlite3_vfs_find(const char *name);

// What SQLite allocates for a file that is open.
typedef struct handbook_file {
  sqlite3_file base;
  void *pages;
} handbook_file;

// Databases as byte buffers

#define SQLITE_SERIALIZE_NOCOPY 0x001
#define SQLITE_DESERIALIZE_FREEONCLOSE 1
#define SQLITE_DESERIALIZE_RESIZEABLE 2
#define SQLITE_DESERIALIZE_READONLY 4

unsigned char *sqlite3_serialize(sqlite3 *connection, const char *schema, sqlite3_int64 *byte_count,
                                 unsigned int flags);
int sqlite3_deserialize(sqlite3 *connection, const char *schema, unsigned char *bytes,
                        sqlite3_int64 byte_count, sqlite3_int64 buffer_byte_count,
                        unsigned int flags);
void *sqlite3_malloc64(sqlite3_uint64 byte_count);

#endif
