public import LedgerDomain
import LedgerAudit
import MerkleLog
import Synchronization

/// Takes note of how far a work is. It is called often and from any thread, and so must be quick.
public typealias ProgressReport = @Sendable (ProgressStep) -> Void

/// Counts one phase of a long work and tells of it now and then.
final class ProgressMeter: Sendable {
    private let step: ProgressStep
    private let report: ProgressReport
    private let grain: UInt64
    private let done = Atomic<UInt64>(0)

    private init(_ step: ProgressStep, _ report: @escaping ProgressReport) {
        self.step = step
        self.report = report
        grain = step.unit == .rows ? 64 : 256
    }

    /// Runs a phase, and tells of its beginning and its end, however it ends.
    static func measuring<Result>(
        _ phase: Label, _ unit: ProgressStep.Unit, of total: (some BinaryInteger)?, _ report: @escaping ProgressReport,
        _ body: (ProgressMeter) throws -> Result
    ) rethrows -> Result {
        let step = ProgressStep(phase: phase, unit: unit, total: total.map { UInt64(clamping: $0) })
        let meter = ProgressMeter(step, report)
        meter.tell(0)
        defer { meter.tell(meter.done.load(ordering: .relaxed), isOver: true) }
        return try body(meter)
    }

    /// So much more is done.
    func add(_ count: Int = 1) {
        let count = UInt64(clamping: count)
        let (before, after) = done.wrappingAdd(count, ordering: .relaxed)
        if before / grain != after / grain { tell(after) }
    }

    /// All of it is done up to here.
    func reach(_ position: UInt64) {
        done.store(position, ordering: .relaxed)
        tell(position)
    }

    private func tell(_ done: UInt64, isOver: Bool = false) {
        var step = step
        (step.done, step.isOver) = (done, isOver)
        report(step)
    }
}

/// A source of an audit that counts the entries read from it.
struct MeteredSource<Base: AuditSource>: AuditSource {
    let base: Base
    let meter: ProgressMeter

    func forEachRow(from first: UInt64, _ body: (AuditRow) throws -> Bool) throws {
        try base.forEachRow(from: first) { row in
            meter.add(row.count)
            return try body(row)
        }
    }

    func heads(after: UInt64, through: UInt64) throws -> [AuditHead] { try base.heads(after: after, through: through) }

    func leaves(_ range: Range<UInt64>) throws -> [Hash] { try base.leaves(range) }

    func tile(level: Int, number: UInt64) throws -> [Hash]? { try base.tile(level: level, number: number) }

    func entry(at seq: UInt64) throws -> [UInt8]? { try base.entry(at: seq) }
}
