#include "sqlite_settings.h"

#include <sqlite3.h>

int sqlite_settings_harden(void *connection) {
    int code = sqlite3_db_config((sqlite3 *)connection, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
    if (code != SQLITE_OK) return code;
    return sqlite3_db_config((sqlite3 *)connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)0);
}

int sqlite_settings_keep_wal_on_close(void *connection) {
    return sqlite3_db_config((sqlite3 *)connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

int sqlite_settings_allow_uris(void) { return sqlite3_config(SQLITE_CONFIG_URI, 1); }
