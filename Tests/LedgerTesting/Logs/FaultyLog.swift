public import MerkleLog
import Synchronization

/// What happens to appends that are still to come, in their order; those after the last go through.
public final class AppendFaults: Sendable {
    /// How an append fails.
    public enum Fault: Sendable, CaseIterable {
        /// Nothing is kept.
        case notKept
        /// Everything is kept, and the answer is lost.
        case keptAndUnanswered
    }

    /// What a caller is told, one way or the other: they cannot know which it was.
    public static let error = LogStoreError.io(path: "log", message: "injected")

    private let waiting: Mutex<[Fault?]>

    /// Faults to come; `nil` lets an append through.
    public init(_ faults: [Fault?] = []) { waiting = Mutex(faults) }

    /// Sets a fault for the next append.
    public func add(_ fault: Fault) { waiting.withLock { $0.append(fault) } }

    /// Whether any is still to come.
    public var areComing: Bool { waiting.withLock { !$0.isEmpty } }

    fileprivate func next() -> Fault? { waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
}

/// A store whose appends fail both ways, for tests of those who append: not kept, and kept but unanswered.
public final class FaultyLog: PassingLog {
    private let faults: AppendFaults

    /// A faulty store before a good one.
    public init(_ base: any LogStore, _ faults: AppendFaults) {
        self.faults = faults
        super.init(base)
    }

    public override func append(_ body: (any LogAppender) throws -> Void) throws -> LogHead {
        switch faults.next() {
        case nil: return try base.append(body)
        case .notKept:
            return try base.append { appender in
                try body(appender)
                throw AppendFaults.error
            }
        case .keptAndUnanswered:
            _ = try base.append(body)
            throw AppendFaults.error
        }
    }
}

/// Logs whose appends fail.
public final class FaultyLogs: LogStores {
    /// What is to fail.
    public let faults: AppendFaults
    private let base: any LogStores

    /// Faulty logs before good ones.
    public init(_ base: any LogStores, _ faults: AppendFaults) {
        self.base = base
        self.faults = faults
    }

    public func isTaken(_ place: String) -> Bool { base.isTaken(place) }

    public func create(in place: String) throws(LogStoreError) { try base.create(in: place) }

    public func open(reading place: String) throws(LogStoreError) -> any LogStore { try base.open(reading: place) }

    public func open(_ place: String, writer: LogWriter) throws(LogStoreError) -> any LogStore {
        FaultyLog(try base.open(place, writer: writer), faults)
    }

    public func open(keepingFor place: String) throws(LogStoreError) -> any LogStore {
        try base.open(keepingFor: place)
    }
}
