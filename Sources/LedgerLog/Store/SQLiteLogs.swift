public import LedgerFiles
public import MerkleLog

/// The logs of ledgers, each in `log.sqlite` of its directory.
public struct SQLiteLogs: LogStores {
    /// All of them; the directory tells which.
    public init() {}

    /// Whether there is such a file.
    public func isTaken(_ place: String) -> Bool { Files.exists(path(of: place)) }

    /// Makes an empty log in a directory.
    public func create(in place: String) throws(LogStoreError) { try SQLiteLog.create(in: place) }

    /// Opens a log to read it; the file may be hostile.
    public func open(reading place: String) throws(LogStoreError) -> any LogStore { try SQLiteLog(reading: place) }

    /// Opens a log to append to it.
    public func open(_ place: String, writer: LogWriter) throws(LogStoreError) -> any LogStore {
        try SQLiteLog(place, writer: writer)
    }

    /// Opens a log to keep what others attested beside it.
    public func open(keepingFor place: String) throws(LogStoreError) -> any LogStore {
        try SQLiteLog(keepingFor: place)
    }

    // MARK: Audits of the database

    /// Opens a log to take its database apart; nothing is made beside the file, so look whether somebody wrote
    /// meanwhile (``watch(_:)``).
    public func open(auditing place: String) throws(LogStoreError) -> any LogDatabase {
        try SQLiteLog(reading: place, leavesNoTrace: true)
    }

    /// Tells whether somebody writes to a log from now on.
    public func watch(_ place: String) -> FileWatch { FileWatch(path(of: place)) }

    private func path(of place: String) -> String { place + "/log.sqlite" }
}
