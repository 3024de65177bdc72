/// What goes wrong in the vault.
public enum VaultError: Error, Sendable, Equatable {
    /// The file is no vault.
    case notAVault(path: String)
    /// The file is of a later release.
    case newerVersion(found: Int64, known: Int64)
    /// It belongs to another ledger.
    case foreign(origin: String)
    /// What is sealed under a token does not open: another key, or somebody changed it.
    case sealed(token: String)
    /// Another process writes.
    case busy(path: String)
    /// SQLite refuses.
    case sqlite(message: String)
}
