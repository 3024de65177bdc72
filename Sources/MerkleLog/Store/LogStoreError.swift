/// What goes wrong in the ledger's files.
public enum LogStoreError: Error, Sendable, Equatable {
    /// Another writer holds the lock.
    case busy(path: String)
    /// The fact changed after the position that the decision was made on.
    case conflict(key: Int64, seq: UInt64)
    /// The file is of a later release.
    case newerVersion(found: Int, known: Int)
    /// The directory holds no ledger, or a file in it is of another kind.
    case notALedger(path: String)
    /// A ledger is there already.
    case alreadyExists(path: String)
    /// The disk or folder cannot be written.
    case readOnly(path: String)
    /// The user may not read or write a file.
    case notPermitted(path: String)
    /// The system clock is behind the last entry, or has jumped.
    case clock(last: Int64, now: Int64)
    /// The log is shorter than a head that was signed on this machine.
    case rolledBack(signed: UInt64, found: UInt64)
    /// The log has another root than a head that was signed on this machine.
    case forked(size: UInt64)
    /// The signing key is not the one whose heads the log has.
    case foreignKey(key: String)
    /// A record is longer than an entry may be.
    case tooLong(bytes: Int)
    /// The file contradicts itself.
    case damaged(String)
    /// A file cannot be read or written.
    case io(path: String, message: String)
    /// SQLite refuses.
    case sqlite(code: Int32, message: String)

    /// What a damage is in, for messages of others about it.
    public var place: String {
        if case .damaged(let what) = self { return what }
        return "\(self)"
    }
}
