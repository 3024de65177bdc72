import Glibc

/// Whole files, read and written in one go.
public enum Files {
    /// The bytes of a file; `nil` where it cannot be read.
    public static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var information = stat()
        guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT != S_IFDIR else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(information.st_size) + 1)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0 { return nil }
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    /// Writes a file beside its place, syncs it and moves it there, so that a reader finds the old or the new one.
    ///
    /// - Throws: ``LogStoreError/io(path:message:)``.
    public static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o644) throws(LogStoreError) {
        let temporary = "\(path).\(getpid()).new"
        try create(bytes, at: temporary, mode: mode)
        guard rename(temporary, path) == 0 else {
            let error = failure(path)
            unlink(temporary)
            throw error
        }
        syncDirectory(of: path)
    }

    /// Writes a file that must not exist yet.
    ///
    /// - Throws: ``LogStoreError/io(path:message:)``, or ``LogStoreError/alreadyExists(path:)``.
    public static func create(_ bytes: [UInt8], at path: String, mode: mode_t = 0o644) throws(LogStoreError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw .alreadyExists(path: path) }
            throw failure(path)
        }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw failure(path) }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw failure(path) }
    }

    /// Whether something is at a path.
    public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The size of a file in bytes; `nil` where there is none.
    public static func size(_ path: String) -> Int64? {
        var information = stat()
        return stat(path, &information) == 0 ? Int64(information.st_size) : nil
    }

    /// Makes the directories above a path.
    public static func makeDirectories(of path: String) {
        var prefix = ""
        for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
            prefix += prefix.isEmpty && part.isEmpty ? "/" : (prefix.hasSuffix("/") || prefix.isEmpty ? "" : "/") + part
            if !prefix.isEmpty { mkdir(prefix, 0o755) }
        }
    }

    /// Makes the entry of a file in its directory durable.
    public static func syncDirectory(of path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let directory = parts.isEmpty ? "." : parts.joined(separator: "/")
        let descriptor = open(directory.isEmpty ? "/" : directory, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    static func failure(_ path: String) -> LogStoreError {
        errno == EROFS || errno == EACCES || errno == EPERM
            ? .readOnly(path: path) : .io(path: path, message: String(cString: strerror(errno)))
    }
}
