import Glibc
public import MerkleLog

/// A file without a name, for what does not fit in memory; it is gone when the process ends, however it ends.
///
/// Not to be used by two threads at once.
public final class TemporaryFile {
    private let descriptor: Int32
    /// How many bytes were written.
    public private(set) var size: Int64 = 0

    /// An empty file in the folder for temporary files.
    ///
    /// - Throws: ``LogStoreError/io(path:message:)``.
    public init() throws(LogStoreError) {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/linkedfund-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw Files.failure(parent) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(template)
    }

    deinit { close(descriptor) }

    /// Adds bytes at the end.
    ///
    /// - Throws: ``LogStoreError/io(path:message:)`` where there is no room.
    public func append(_ bytes: [UInt8]) throws(LogStoreError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                pwrite(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(size) + done)
            }
            guard count > 0 else { throw Files.failure("TMPDIR") }
            done += count
        }
        size += Int64(bytes.count)
    }

    /// The bytes that stand at a place.
    ///
    /// - Throws: ``LogStoreError/io(path:message:)`` where they cannot be read.
    public func read(at offset: Int64, count: Int) throws(LogStoreError) -> [UInt8] {
        var done = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            while done < count {
                let found = pread(descriptor, buffer.baseAddress.map { $0 + done }, count - done, off_t(offset) + done)
                guard found > 0 else { break }
                done += found
            }
            initialized = done
        }
        guard done == count else { throw Files.failure("TMPDIR") }
        return bytes
    }
}
