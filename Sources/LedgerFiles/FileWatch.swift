import Glibc

/// Tells whether somebody wrote to a log while it was read without a trace.
public struct FileWatch: Sendable {
    private let path: String
    private let hadJournal: Bool
    private let before: [Int64]?

    /// Looks at a database as it is now.
    public init(_ path: String) {
        self.path = path
        hadJournal = Files.isTaken(path + "-wal")
        before = Self.look(path)
    }

    /// Whether what was read is what was there all the time. With a write-ahead log SQLite itself sees to that.
    public var isUndisturbed: Bool {
        hadJournal || !Files.isTaken(path + "-wal") && Self.look(path) == before
    }

    private static func look(_ path: String) -> [Int64]? {
        var information = stat()
        guard stat(path, &information) == 0 else { return nil }
        return [
            Int64(bitPattern: UInt64(information.st_ino)), Int64(information.st_size),
            Int64(information.st_mtim.tv_sec), Int64(information.st_mtim.tv_nsec),
        ]
    }
}
