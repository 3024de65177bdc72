import Foundation
import LedgerDomain
import Synchronization
import Testing

@testable import LedgerService
import LedgerInterchange

/// Every long work tells how far it is, from nothing to its end.
@Suite struct ProgressMeterTests {
    /// Keeps the steps that it is told.
    private final class Listener: Sendable {
        private let kept = Mutex<[ProgressStep]>([])

        var report: ProgressReport { { step in self.kept.withLock { $0.append(step) } } }

        /// The phases in order, each with the steps told of it.
        var phases: [(name: String, steps: [ProgressStep])] {
            var phases: [(name: String, steps: [ProgressStep])] = []
            for step in kept.withLock({ $0 }) {
                if step.done == 0, !step.isOver { phases.append((step.phase.english, [])) }
                if !phases.isEmpty { phases[phases.count - 1].steps.append(step) }
            }
            return phases
        }
    }

    private static func listening(to small: SmallLedger, _ listener: Listener) throws -> Ledger {
        var environment = small.ledger.environment
        environment.progress = listener.report
        return try Ledger(small.path, environment, reference: try SmallLedger.reference)
    }

    private static func check(_ listener: Listener, _ names: [String], total: UInt64?) {
        #expect(listener.phases.map(\.name) == names)
        for (name, steps) in listener.phases {
            #expect(steps.last?.isOver == true && steps.count { $0.isOver } == 1, "\(name) ends once")
            #expect(steps.last?.total == total, "\(name)")
            #expect(steps.last.map { $0.total == nil || $0.done == $0.total } == true, "\(name) is done")
            #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.done <= $1.done }, "\(name) goes on")
        }
    }

    @Test func aRebuildDoes() throws {
        let small = try SmallLedger(seed: 5, count: 40, part: 8)
        let listener = Listener()
        _ = try Self.listening(to: small, listener).rebuild()
        Self.check(listener, ["Folding"], total: 41)
    }

    @Test func anAuditDoes() throws {
        let small = try SmallLedger(seed: 5, count: 40, part: 8)
        let listener = Listener()
        var request = AuditRequest(asOf: Day.first(of: 2030))
        request.progress = listener.report
        _ = try Ledger.audit(small.path, request, reference: try SmallLedger.reference)
        Self.check(listener, ["Verifying", "Replaying the rules"], total: 41)
    }

    @Test func anExportDoes() throws {
        let small = try SmallLedger(seed: 5, count: 40, part: 8)
        let listener = Listener()
        let ledger = try Self.listening(to: small, listener)
        _ = try ledger.export(tiles: small.folder + "/tiles")
        Self.check(listener, ["Writing entries"], total: 41)
    }

    @Test func anImportDoes() throws {
        let small = try SmallLedger(seed: 5, count: 1)
        let text = "区划代码,公示级别,标题\n522633,COUNTY,一\n522633,COUNTY,二\n"
        try Data(text.utf8).write(to: URL(fileURLWithPath: small.folder + "/notices.csv"))
        let listener = Listener()
        _ = try? Self.listening(to: small, listener).importFile(small.folder + "/notices.csv", as: .notices)
        let phases = listener.phases
        #expect(phases.first?.name == "Checking" && phases.first?.steps.last?.total == UInt64(text.utf8.count))
        #expect(phases.allSatisfy { $0.steps.last?.isOver == true })
    }

    @Test func aWorkThatFailsEndsItsPhase() {
        struct Failure: Error {}
        let listener = Listener()
        #expect(throws: Failure.self) {
            try ProgressMeter.measuring(Label("甲", "A"), .rows, of: 1_000, listener.report) { meter in
                for _ in 0..<100 { meter.add() }
                throw Failure()
            }
        }
        #expect(listener.phases.first?.steps.map(\.done) == [0, 64, 100])
        #expect(listener.phases.first?.steps.last?.isOver == true)
    }
}
