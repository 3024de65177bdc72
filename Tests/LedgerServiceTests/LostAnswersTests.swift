import Foundation
import LedgerDomain
import LedgerInterchange
import LedgerTesting
import MerkleLog
import Synchronization
import Testing

@testable import LedgerService

/// An append that fails was kept or not, and who asked cannot know. They ask again: what was not kept is recorded then,
/// what was kept is recognised, and nothing is recorded twice.
@Suite struct LostAnswersTests {
    /// Something a person does that appends.
    enum Action: String, CaseIterable, CustomTestStringConvertible {
        case append, importFile, reverse, correct, closePeriod, reopenPeriod, rebuild, rotateKey

        var testDescription: String { rawValue }
    }

    @Test(arguments: Action.allCases, AppendFaults.Fault.allCases)
    func nothingIsRecordedTwice(_ action: Action, _ fault: AppendFaults.Fault) throws {
        for stores in [LedgerStores.logs, MemoryLogs()] {
            let desk = try FaultyDesk(stores)
            let before = try desk.size
            desk.faults.add(fault)
            desk.chance.mark()
            #expect(throws: (any Error).self) { try desk.perform(action) }
            #expect(!desk.faults.areComing, "the append was tried")
            let isKept = try desk.size > before
            #expect(isKept == (fault == .keptAndUnanswered))
            let kept = try desk.size
            desk.chance.rewind()
            let answer = try desk.perform(action)
            switch (isKept, action) {
            case (false, _):
                #expect(answer == .recorded)
                #expect(try desk.size > before)
            case (true, .rotateKey):
                // It has no identifier that a sender could give: done once more, it is another rotation.
                #expect(answer == .recorded)
            case (true, .closePeriod), (true, .rebuild):
                // They name the head or the size that they are about, which is another one now.
                #expect(answer == .refused)
                #expect(try desk.size == kept)
            case (true, _):
                #expect(answer == .repeated)
                #expect(try desk.size == kept)
            }
            if stores is MemoryLogs { continue }
            #expect(try desk.auditCode() == 0)
        }
    }

    /// The same commands in two stores are the same log, to the byte.
    @Test func aLedgerIsTheSameInEveryStore() throws {
        let notes = try [LedgerStores.logs, MemoryLogs()].map { stores in
            let desk = try FaultyDesk(stores)
            for action in Action.allCases { try desk.perform(action) }
            return try desk.ledger.head()?.note
        }
        #expect(notes[0] != nil)
        #expect(notes[0] == notes[1])
    }
}

/// What somebody was told.
private enum Answer {
    case recorded, repeated, refused
}

/// A ledger whose appends can be made to fail, in a world without chance: whoever asks again asks the same.
private final class FaultyDesk {
    let faults = AppendFaults()
    let chance = RepeatedBytes()
    let desk: Desk
    private let file: String

    init(_ stores: any LogStores) throws {
        desk = try Self.desk(chance, FaultyLogs(stores, faults))
        for (number, command) in [
            Command.receive(line: 0, fen: 100), .receive(line: 1, fen: 100), .register(project: 0),
            .commit(project: 0, line: 0, fen: 60), .close(month: 3),
        ].enumerated() {
            try #require(try desk.perform(command, id: "0190f000-0000-7000-8000-00000000000\(number)"))
        }
        file = NSTemporaryDirectory() + "/\(UUID().uuidString).jsonl"
        try Data(Self.exported.get()).write(to: URL(fileURLWithPath: file))
    }

    private static func desk(_ chance: RepeatedBytes, _ logs: any LogStores) throws -> Desk {
        try Desk(seed: 0) { environment in
            environment.logs = logs
            environment.randomBytes = { chance.next($0) }
            environment.now = { 1_750_000_000 }
        }
    }

    /// What another ledger exported.
    private static let exported = Result {
        let other = try desk(RepeatedBytes(), MemoryLogs())
        try #require(try other.perform(.receive(line: 7, fen: 100), id: "0190f000-0000-7000-8000-000000000017"))
        let path = NSTemporaryDirectory() + "/\(UUID().uuidString).jsonl"
        defer { try? FileManager.default.removeItem(atPath: path) }
        _ = try other.ledger.export(to: path)
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    deinit { try? FileManager.default.removeItem(atPath: file) }

    var ledger: Ledger { desk.ledger }
    var size: Int { get throws { try desk.size } }

    func auditCode() throws -> Int { try desk.auditCode() }

    private static let place = RegionCode("230606")
    /// The positions of what was recorded first.
    private static let line: UInt64 = 2

    @discardableResult
    func perform(_ action: LostAnswersTests.Action) throws -> Answer {
        do { return try answer(action) } catch let error as ServiceError {
            guard error.kind == .refused else { throw error }
            return .refused
        }
    }

    private func answer(_ action: LostAnswersTests.Action) throws -> Answer {
        func answer(_ receipt: AppendReceipt) -> Answer { receipt.recorded.isEmpty ? .repeated : .recorded }
        switch action {
        case .append:
            let text = desk.text(.receive(line: 2, fen: 5), id: "0190f000-0000-7000-8000-000000000009")
            return answer(try ledger.append(Array(text.utf8)))
        case .importFile:
            let receipt = try ledger.importFile(file, as: .events)
            return receipt.earlierImport == nil ? .recorded : .repeated
        case .reverse: return answer(try ledger.reverse([Self.line], reason: "test"))
        case .correct:
            let text = desk.text(.receive(line: 0, fen: 90), id: "0190f000-0000-7000-8000-000000000008")
            return answer(try ledger.correct(1, with: Array(text.utf8), reason: "test"))
        case .closePeriod:
            return answer(
                try ledger.closePeriod(
                    year: 2023, region: Self.place, from: Day(year: 2023, month: 5, day: 1),
                    to: Day(year: 2023, month: 5, day: 31)))
        case .reopenPeriod:
            return answer(
                try ledger.reopenPeriod(
                    year: 2023, region: Self.place, from: Day(year: 2023, month: 3, day: 1),
                    to: Day(year: 2023, month: 3, day: 31), reason: "test"))
        case .rebuild:
            _ = try ledger.rebuild()
            return .recorded
        case .rotateKey:
            _ = try ledger.rotateKey(reason: "test")
            return .recorded
        }
    }
}

/// Random bytes that are the same again after a rewind.
private final class RepeatedBytes: Sendable {
    private let state = Mutex((count: UInt64(0), mark: UInt64(0)))

    func next(_ count: Int) -> [UInt8] {
        state.withLock { state in
            (0..<count).map { _ in
                state.count += 1
                return UInt8(truncatingIfNeeded: (state.count &* 0x9E37_79B9_7F4A_7C15) >> 40)
            }
        }
    }

    /// Remembers this place.
    func mark() { state.withLock { $0.mark = $0.count } }

    /// Goes back to the place remembered.
    func rewind() { state.withLock { $0.count = $0.mark } }
}
