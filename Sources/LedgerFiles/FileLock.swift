import Glibc
public import MerkleLog

/// The one lock that every writer of a ledger holds: `flock` on the file `lock` in its directory.
///
/// Debian 12's SQLite 3.40.1 can lose a write-ahead log when two connections write or checkpoint at once, so
/// writers take turns outside SQLite.
public final class FileLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock, waiting for another holder at most so long.
    ///
    /// - Throws: ``LogStoreError/busy(path:)`` when the time is up; ``LogStoreError/readOnly(path:)`` or
    ///   ``LogStoreError/io(path:message:)`` when the file cannot be opened.
    public init(directory: String, waitingSeconds: Double = 30) throws(LogStoreError) {
        let path = directory + "/lock"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw Files.failure(path)
        }
        var waited = 0.0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR, waited < waitingSeconds else {
                close(descriptor)
                throw .busy(path: path)
            }
            usleep(20_000)
            waited += 0.02
        }
        self.descriptor = descriptor
    }

    deinit {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
