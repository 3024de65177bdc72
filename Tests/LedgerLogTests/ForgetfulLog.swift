import LedgerTesting
import MerkleLog

/// A store that acknowledges more than it keeps.
final class ForgetfulLog: PassingLog {
    enum Forgotten: CaseIterable {
        case lastRecord, lastFact, removal, refusal, stamp, cosignature, trialsEnd

        /// The promise that this breaks.
        var promise: String {
            switch self {
            case .lastRecord: "records come back as they were, in order"
            case .lastFact, .removal: "facts are set, replaced and removed within the append"
            case .refusal: "a refused append leaves everything as it was"
            case .stamp, .cosignature: "signatures and stamps are kept"
            case .trialsEnd: "a trial leaves nothing"
            }
        }
    }

    private let forgotten: Forgotten

    init(_ base: any LogStore, _ forgotten: Forgotten) {
        self.forgotten = forgotten
        super.init(base)
    }

    override func append(_ body: (any LogAppender) throws -> Void) throws -> LogHead {
        var refusal: (any Error)?
        let head = try base.append { appender in
            let forgetful = ForgetfulAppender(appender, forgotten)
            do { try body(forgetful) } catch {
                guard forgotten == .refusal else { throw error }
                refusal = error
            }
        }
        if let refusal { throw refusal }
        return head
    }

    override func keep(_ cosignatures: [StoredCosignature], now: Int64) throws(LogStoreError) {
        try base.keep(forgotten == .cosignature ? Array(cosignatures.dropLast()) : cosignatures, now: now)
    }
}

/// An open append that shows everything as it should be, and holds back what is forgotten.
private final class ForgetfulAppender: PassingAppender {
    private let forgotten: ForgetfulLog.Forgotten
    private var record: [UInt8]?
    private var facts: [Int64: [UInt8]] = [:]

    init(_ base: any LogAppender, _ forgotten: ForgetfulLog.Forgotten) {
        self.forgotten = forgotten
        super.init(base)
    }

    override var next: UInt64 { base.next + (record == nil ? 0 : 1) }

    override func entry(at seq: UInt64) throws -> [UInt8]? {
        if let record, seq == base.next { return record }
        return try base.entry(at: seq)
    }

    override func add(_ records: [[UInt8]]) throws {
        guard forgotten == .lastRecord, let last = records.last else { return try base.add(records) }
        try base.add((record.map { [$0] } ?? []) + records.dropLast())
        record = last
    }

    override func facts(_ keys: [Int64]) throws -> [Int64: [UInt8]] {
        try base.facts(keys).merging(facts.filter { keys.contains($0.key) }, uniquingKeysWith: { $1 })
    }

    override func setFacts(_ changes: [FactChange]) throws {
        switch forgotten {
        case .lastFact:
            try base.setFacts(changes.dropLast())
            if let last = changes.last { facts[last.key] = last.state }
        case .removal: try base.setFacts(changes.filter { $0.state != nil })
        default: try base.setFacts(changes)
        }
    }

    override func addStamp(_ response: [UInt8], size: UInt64) throws {
        if forgotten != .stamp { try base.addStamp(response, size: size) }
    }

    override func trial<Result>(_ body: (any LogAppender) throws -> Result) throws -> Result {
        try forgotten == .trialsEnd ? body(self) : base.trial(body)
    }
}

/// A store whose appends are in memory until the log is closed.
final class UnsyncedLog: PassingLog {
    private let disk: MemoryLog.Place
    private let memory: MemoryLog.Place

    init(_ disk: MemoryLog.Place, _ writer: LogWriter) {
        self.disk = disk
        memory = MemoryLog.Place(copying: disk)
        super.init(MemoryLog(memory, writer: writer))
    }

    override func close() throws(LogStoreError) { disk.become(memory) }
}
