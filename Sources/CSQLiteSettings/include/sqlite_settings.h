#ifndef LINKEDFUND_SQLITE_SETTINGS_H
#define LINKEDFUND_SQLITE_SETTINGS_H

/// Settings of a SQLite connection that only variadic C functions reach. Each returns SQLite's result code.

/// Refuses statements that can corrupt the file, and does not trust functions named in the schema.
int sqlite_settings_harden(void *_Nonnull connection);

/// Leaves the write-ahead log alone when the connection closes.
int sqlite_settings_keep_wal_on_close(void *_Nonnull connection);

/// Lets file names be URIs. Must come before the first connection of the process.
int sqlite_settings_allow_uris(void);

#endif
