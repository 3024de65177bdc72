import Glibc
public import MerkleLog

/// A copy of a database and its write-ahead log in a folder of its own, removed when nobody reads it any more.
public final class ScratchCopy: Sendable {
    private let folder: String
    /// The copied database.
    public let path: String

    /// Copies a database and its write-ahead log.
    ///
    /// - Throws: ``LogStoreError/io(path:message:)`` where there is no room for it.
    public init(_ original: String) throws(LogStoreError) {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/linkedfund-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Files.failure(parent) }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        path = folder + "/log.sqlite"
        for suffix in ["", "-wal"] {
            guard let bytes = Files.read(original + suffix) else { continue }
            try Files.create(bytes, at: path + suffix, mode: 0o600, isDurable: false)
        }
    }

    deinit {
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
        rmdir(folder)
    }
}
