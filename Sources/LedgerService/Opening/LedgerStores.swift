import LedgerFiles
import LedgerLog
import MerkleLog

/// Where ledgers keep their logs: the one place of the service that names a store. All else takes ``LogStores`` and
/// ``LogStore``, and a test or another product gives other stores (``LedgerEnvironment/logs``).
enum LedgerStores {
    private static let shipped = SQLiteLogs()

    /// The logs of ledgers' directories.
    static var logs: any LogStores { shipped }

    /// Opens the log of a directory for an audit, which takes apart the database that somebody else may have made.
    static func open(auditing directory: String) throws(LogStoreError) -> any LogDatabase {
        try shipped.open(auditing: directory)
    }

    /// Tells whether somebody writes to that database from now on.
    static func watch(_ directory: String) -> FileWatch { shipped.watch(directory) }
}
