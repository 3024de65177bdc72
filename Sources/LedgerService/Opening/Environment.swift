public import LedgerDomain
import LedgerFiles
import MerkleLog

/// What a service takes from the world: time, chance, who asks and where this machine remembers.
///
/// Everything below the service is pure; a test gives another world.
public struct LedgerEnvironment: Sendable {
    /// The system's time in seconds since 1970.
    public var now: @Sendable () -> Int64
    /// Random bytes from the system.
    public var randomBytes: @Sendable (Int) -> [UInt8]
    /// Who records, as entries name them: `u:` and a name.
    public var actor: String
    /// Where this machine keeps the newest heads it signed, outside any ledger.
    public var stateDirectory: String
    /// What this program calls itself in entries.
    public var software: String
    /// Who is told how far a long work is.
    public var progress: ProgressReport
    /// Where ledgers keep their logs.
    var logs: any LogStores = LedgerStores.logs

    /// A world from its parts.
    public init(
        now: @escaping @Sendable () -> Int64, randomBytes: @escaping @Sendable (Int) -> [UInt8], actor: String,
        stateDirectory: String, software: String, progress: @escaping ProgressReport = { _ in }
    ) {
        self.now = now
        self.randomBytes = randomBytes
        self.actor = actor
        self.stateDirectory = stateDirectory
        self.software = software
        self.progress = progress
    }

    /// The day in China.
    public var today: Day { Instant(secondsSinceEpoch: now()).day }

    /// A version 7 UUID: time first, so that identifiers sort as they were made (RFC 9562 section 5.7).
    func newID() -> String {
        let milliseconds = UInt64(clamping: now()) &* 1_000
        let time = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> UInt64(40 - 8 * $0)) }
        return UUIDText.text(of: time + randomBytes(10), version: 7)
    }
}

/// Whole files, for commands.
public enum FileInput {
    /// The bytes of a file; `nil` where it cannot be read.
    public static func read(_ path: String) -> [UInt8]? { Files.read(path) }

    /// The bytes of a file that somebody names as a head: never waited for, and never more than a note can have.
    public static func head(named path: String) -> [UInt8]? { Files.read(named: path) }

    /// A file to be read in pieces; an empty one where it cannot be read.
    public static func pieces(_ path: String) -> FileBytes {
        SourceFile(path).map { pieces(of: $0) } ?? FileBytes([])
    }

    /// - Parameter reached: told how far the file was read, piece by piece.
    static func pieces(of file: SourceFile, reached: @escaping (UInt64) -> Void = { _ in }) -> FileBytes {
        FileBytes(count: file.count) { (offset, count) throws(Fault) -> [UInt8] in
            guard let bytes = file.bytes(from: offset, count: count) else { throw Self.changed }
            reached(UInt64(clamping: offset + bytes.count))
            return bytes
        }
    }

    static let changed = Fault(
        .syntax, path: "", expected: Label("导入期间不变的文件", "a file that does not change while it is imported"))
}
