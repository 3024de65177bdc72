public import Glibc
public import MerkleLog

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

    /// The bytes of a plain file of at most `limit` bytes, that somebody else wrote: no link is followed, and
    /// nothing is waited for. `nil` for anything else.
    public static func read(_ path: String, limit: Int) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var information = stat()
        guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG,
            information.st_size <= limit
        else { return nil }
        let size = Int(information.st_size)
        var filled = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while filled < size, let base = buffer.baseAddress {
                let step = Glibc.read(descriptor, base + filled, size - filled)
                if step <= 0 { break }
                filled += step
            }
            count = filled
        }
        return filled == size ? bytes : nil
    }

    /// The bytes of a file that a user names as evidence: a plain one, perhaps behind a link, of at most `limit` bytes.
    /// Nothing is waited for; `nil` for anything else.
    public static func read(named path: String, limit: Int = 1 << 20) -> [UInt8]? {
        realPath(path).flatMap { read($0, limit: limit) }
    }

    /// Writes a file where nothing is yet, whole or not at all: what is there, if only a link, is never written over.
    ///
    /// - Throws: ``LogStoreError/alreadyExists(path:)``, or what the disk says.
    public static func createWhole(_ bytes: [UInt8], at path: String) throws(LogStoreError) {
        let temporary = "\(path).\(getpid()).new"
        do { try create(bytes, at: temporary) } catch {
            if case .alreadyExists = error {} else { unlink(temporary) }
            throw error
        }
        defer { unlink(temporary) }
        try place(temporary, at: path)
    }

    /// The same for a file that `body` writes by its path, over an empty one that is there already.
    ///
    /// - Throws: as ``createWhole(_:at:)``, or what `body` throws.
    public static func createWhole(at path: String, _ body: (String) throws -> Void) throws {
        let temporary = "\(path).\(getpid()).new"
        try create([], at: temporary, isDurable: false)
        defer { unlink(temporary) }
        try body(temporary)
        try syncFile(temporary)
        try place(temporary, at: path)
    }

    private static func syncFile(_ path: String) throws(LogStoreError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(path) }
    }

    /// Gives a finished file its name, if that is still free.
    private static func place(_ temporary: String, at path: String) throws(LogStoreError) {
        guard link(temporary, path) == 0 else {
            if errno == EEXIST { throw .alreadyExists(path: path) }
            throw failure(path)
        }
        syncDirectory(of: path)
    }

    /// Writes a file beside its place, syncs it and moves it there, so that a reader finds the old or the new one.
    ///
    /// - Parameter isDurable: whether the file is synced; of many, one call syncs all (``syncAll()``).
    /// - Throws: ``LogStoreError/io(path:message:)``.
    public static func write(
        _ bytes: [UInt8], to path: String, mode: mode_t = 0o644, isDurable: Bool = true
    ) throws(LogStoreError) {
        let temporary = "\(path).\(getpid()).new"
        do { try create(bytes, at: temporary, mode: mode, isDurable: isDurable) } catch {
            if case .alreadyExists = error {} else { unlink(temporary) }
            throw error
        }
        guard rename(temporary, path) == 0 else {
            let error = failure(path)
            unlink(temporary)
            throw error
        }
        if isDurable { syncDirectory(of: path) }
    }

    /// Writes a file that must not exist yet.
    ///
    /// - Throws: ``LogStoreError/io(path:message:)``, or ``LogStoreError/alreadyExists(path:)``.
    public static func create(
        _ bytes: [UInt8], at path: String, mode: mode_t = 0o644, isDurable: Bool = true
    ) throws(LogStoreError) {
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
        guard !isDurable || fsync(descriptor) == 0 else { throw failure(path) }
    }

    /// Makes all files written so far durable; for many files at once.
    public static func syncAll() { sync() }

    /// Whether something is at a path, that a link leads to if it is one.
    public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Whether anything is at a path, be it a link that leads nowhere.
    public static func isTaken(_ path: String) -> Bool {
        var information = stat()
        return lstat(path, &information) == 0
    }

    /// Whether a path leads to a directory.
    public static func isDirectory(_ path: String) -> Bool {
        var information = stat()
        return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether the user may not read what is at a path.
    public static func isForbidden(_ path: String) -> Bool {
        access(path, R_OK) != 0 && (errno == EACCES || errno == EPERM)
    }

    /// A path without links; `nil` where nothing is there.
    private static func realPath(_ path: String) -> String? {
        guard let found = realpath(path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }

    /// Whether a path, of which the end may not be there yet, lies in a directory or is that directory.
    public static func isInside(_ path: String, _ directory: String) -> Bool {
        guard let outer = realPath(directory) else { return false }
        var parts = path.split(separator: "/", omittingEmptySubsequences: false)
        while true {
            let prefix = parts.isEmpty ? "." : parts.joined(separator: "/")
            if let inner = realPath(prefix.isEmpty ? "/" : prefix) {
                return inner == outer || (inner + "/").hasPrefix(outer + "/")
            }
            guard !parts.isEmpty else { return false }
            parts.removeLast()
        }
    }

    /// The first file or folder of a directory that the user may not read; `nil` where all may be read.
    public static func forbidden(in directory: String) -> String? {
        if isForbidden(directory) || access(directory, X_OK) != 0 && errno == EACCES { return directory }
        var open = [directory]
        while let folder = open.popLast() {
            guard let handle = opendir(folder) else { return isForbidden(folder) ? folder : nil }
            defer { closedir(handle) }
            while let item = readdir(handle) {
                let name = withUnsafeBytes(of: item.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
                let path = "\(folder)/\(name)"
                var information = stat()
                guard name != ".", name != "..", lstat(path, &information) == 0 else { continue }
                let isFolder = information.st_mode & S_IFMT == S_IFDIR
                guard isFolder || information.st_mode & S_IFMT == S_IFREG else { continue }
                if isForbidden(path) || isFolder && access(path, X_OK) != 0 { return path }
                if isFolder { open.append(path) }
            }
        }
        return nil
    }

    /// The paths of all files below a directory, in byte order. What is no plain file and no directory is listed with a
    /// slash behind its name; it can be no file of ours.
    public static func list(_ directory: String) -> [String] {
        var found: [String] = []
        var open = [""]
        while let prefix = open.popLast() {
            guard let handle = opendir(directory + "/" + prefix) else { continue }
            defer { closedir(handle) }
            while let item = readdir(handle) {
                let name = withUnsafeBytes(of: item.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
                if name == "." || name == ".." { continue }
                var information = stat()
                // A name that is no text cannot be asked about.
                guard lstat("\(directory)/\(prefix)\(name)", &information) == 0 else {
                    found.append(prefix + name + "/")
                    continue
                }
                switch information.st_mode & S_IFMT {
                case S_IFREG: found.append(prefix + name)
                case S_IFDIR: open.append(prefix + name + "/")
                default: found.append(prefix + name + "/")
                }
            }
        }
        return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

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

    /// What the system says of a path in `errno`.
    public static func failure(_ path: String) -> LogStoreError {
        switch errno {
        case EACCES, EPERM: .notPermitted(path: path)
        case EROFS: .readOnly(path: path)
        default: .io(path: path, message: String(cString: strerror(errno)))
        }
    }
}
