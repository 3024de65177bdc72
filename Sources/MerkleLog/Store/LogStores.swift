/// Where logs are kept: opens the log of a place, in whatever store. A place is a ledger's directory.
///
/// Whoever works with logs takes this and a ``LogStore``, and names no store.
public protocol LogStores: Sendable {
    /// Whether a place holds a log, or something else where its log would be.
    func isTaken(_ place: String) -> Bool

    /// Makes an empty log.
    ///
    /// - Throws: ``LogStoreError/alreadyExists(path:)`` where there is one.
    func create(in place: String) throws(LogStoreError)

    /// Opens a log to read it; what is there may be hostile.
    func open(reading place: String) throws(LogStoreError) -> any LogStore

    /// Opens a log to append to it.
    func open(_ place: String, writer: LogWriter) throws(LogStoreError) -> any LogStore

    /// Opens a log to keep what others attested beside it. It signs nothing, and so needs no key.
    func open(keepingFor place: String) throws(LogStoreError) -> any LogStore
}
