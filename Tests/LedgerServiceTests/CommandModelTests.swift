import Dispatch
import Foundation
import LedgerDomain
import LedgerTesting
import LedgerViews
import MerkleLog
import Synchronization
import Testing

@testable import LedgerService

/// Random sequences of commands on a ledger and on its naive twin: the same are taken, the same are refused, and the
/// figures are the same.
@Suite struct CommandModelTests {
    @Test(arguments: seeds(24)) func agreesWithLoops(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let desk = try Desk(seed: seed)
        var model = CommandModel(opened: try desk.size)
        for step in 0..<70 {
            let command = Command.random(size: model.log.count, using: &generator)
            let isTaken = try desk.perform(command, id: desk.newID())
            let isAllowed = model.take(command)
            // After a first disagreement the two are no longer about the same log.
            try #require(isTaken == isAllowed, "seed \(seed), step \(step): \(command)")
            try #require(try desk.size == model.log.count, "seed \(seed), step \(step): \(command)")
        }
        #expect(try desk.totals == model.totals, "seed \(seed)")
        #expect(try desk.auditCode() == 0, "seed \(seed)")
    }

    /// The same identifier with the same content is a repeat, with other content a refusal, whatever happened between.
    @Test(arguments: seeds(8)) func aRetryIsRecognised(seed: UInt64) throws {
        var generator = SeededGenerator(seed: ~seed)
        let desk = try Desk(seed: seed)
        var taken: [(Command, String)] = []
        for _ in 0..<40 {
            let command = Command.random(size: try desk.size, using: &generator)
            guard command.line != nil else { continue }
            let id = desk.newID()
            if try desk.perform(command, id: id) { taken.append((command, id)) }
        }
        let size = try desk.size
        for (command, id) in taken {
            #expect(try desk.perform(command, id: id), "\(command)")
            let other = try #require(command.with(fen: 9_999))
            #expect(try desk.perform(other, id: id) == false, "\(other)")
        }
        #expect(try desk.size == size, "seed \(seed): nothing was recorded again")
    }

    /// A line and a project can be corrected while money stands on them; what would leave it without cover is refused.
    @Test func whatOthersStandOnCanBeCorrected() throws {
        let desk = try Desk(seed: 3)
        let first = try desk.size
        #expect(try desk.perform(.receive(line: 0, fen: 100), id: desk.newID()))
        #expect(try desk.perform(.register(project: 0), id: desk.newID()))
        #expect(try desk.perform(.commit(project: 0, line: 0, fen: 60), id: desk.newID()))
        #expect(try desk.perform(.reverse(first), id: "") == false)
        #expect(try desk.perform(.correct(first, fen: 59), id: "") == false)
        #expect(try desk.perform(.correct(first, fen: 60), id: ""))
        #expect(try desk.totals == [60, 60, 0])
        #expect(try desk.perform(.commit(project: 0, line: 0, fen: 1), id: desk.newID()) == false)
        #expect(try desk.auditCode() == 0)
    }

    /// A correction whose right entry is there already is refused whole: passed over as a repeat, it would leave the
    /// reversal alone.
    @Test func aCorrectionIsNeverHalfARepeat() throws {
        let desk = try Desk(seed: 4)
        let first = try desk.size
        #expect(try desk.perform(.receive(line: 0, fen: 60), id: desk.newID()))
        #expect(try desk.perform(.receive(line: 1, fen: 60), id: desk.newID()))
        #expect(try desk.perform(.register(project: 0), id: desk.newID()))
        #expect(try desk.perform(.commit(project: 0, line: 0, fen: 60), id: desk.newID()))
        let size = try desk.size
        #expect(throws: ServiceError.self) { try desk.replace(first, byARepeatOf: first + 1) }
        #expect(try desk.size == size)
        #expect(try desk.auditCode() == 0)
    }

    /// Several people at once: whatever order the log has, it is one that the twin takes, and the figures are the same.
    @Test(arguments: seeds(4)) func concurrentCommandsAreInSomeOrder(seed: UInt64) throws {
        let desk = try Desk(seed: seed)
        let opened = try desk.size
        let done = Mutex<[String: Command]>([:])
        DispatchQueue.concurrentPerform(iterations: 4) { worker in
            var generator = SeededGenerator(seed: seed &* 4 &+ UInt64(worker))
            for _ in 0..<25 {
                let command = Command.random(size: 30, using: &generator)
                // Positions are not known while others write; corrections are left to the other tests.
                guard command.line != nil || command.isRegistration else { continue }
                let id = desk.newID()
                if (try? desk.perform(command, id: id)) == true { done.withLock { $0[id] = command } }
            }
        }
        var model = CommandModel(opened: opened)
        let taken = done.withLock { $0 }
        for id in try desk.identifiers(from: opened) {
            let command = try #require(taken[id])
            let isAllowed = model.take(command)
            #expect(isAllowed, "seed \(seed): \(command)")
        }
        #expect(taken.count == model.log.count - opened)
        #expect(try desk.totals == model.totals, "seed \(seed)")
        #expect(try desk.auditCode() == 0, "seed \(seed)")
    }
}

extension Command {
    var isRegistration: Bool { if case .register = self { true } else { false } }
}

/// A ledger on which commands are performed as a person performs them.
final class Desk: Sendable {
    private let small: SmallLedger
    private let counter = Mutex(0)

    init(seed: UInt64, _ change: (inout LedgerEnvironment) -> Void = { _ in }) throws {
        small = try SmallLedger(seed: seed, count: 0, change)
    }

    var ledger: Ledger { small.ledger }

    var size: Int { get throws { Int(try small.ledger.head()?.size ?? 0) } }

    func newID() -> String {
        let number = counter.withLock { count -> Int in
            count += 1
            return count
        }
        return String(format: "0190f000-0000-7000-8000-%012x", number)
    }

    func auditCode() throws -> Int { try small.audit() }

    /// What was received, committed and paid, as the execution report says.
    var totals: [Int64] {
        get throws {
            var request = ReportRequest(.execution)
            (request.year, request.region) = (2023, RegionCode("230606"))
            let report = try small.ledger.report(request).report
            guard let row = report.rows.first else { return [0, 0, 0] }
            return ["received_fen", "committed_fen", "paid_fen"].map { key in
                guard let column = report.columns.firstIndex(where: { $0.key == key }), case .fen(let fen) = row[column]
                else { return -1 }
                return Int64(fen)
            }
        }
    }

    func identifiers(from first: Int) throws -> [String] {
        var filter = EntryFilter()
        (filter.from, filter.limit) = (UInt64(first), 100_000)
        return try small.ledger.entries(filter).compactMap(\.id)
    }

    /// Corrects an entry as an import does, which passes over what stands under an equal key.
    func replace(_ seq: Int, byARepeatOf other: Int) throws {
        let entry = try #require(try ledger.show(UInt64(other))?.entry)
        let reversal = Draft(
            id: newID(), type: EventKind.entryReversed.type.name, effectiveOn: "2023-06-01", region: nil,
            fiscalYear: nil, corrects: String(seq), body: .object([JSONMember("reason", "test")]))
        let right = Draft(
            id: newID(), type: entry.typeName, effectiveOn: entry.effectiveOn?.description ?? "",
            region: entry.region?.description, fiscalYear: entry.fiscalYear.map { String($0) },
            documents: entry.documents.map { DocumentReference(printed: $0) }, corrects: String(seq),
            body: try #require(entry.envelopeValue(.body)))
        let recorder = Recorder(
            reference: try SmallLedger.reference, ledgerRegion: .nation, actor: "u:test", skipsEqualKeys: true)
        var head: LogHead?
        _ = try ledger.write(isDryRun: false, &head) { appender in
            try recorder.record([reversal, right].map { RecordedDraft(draft: $0) }, into: appender)
        }
    }

    /// Whether the ledger takes it.
    func perform(_ command: Command, id: String) throws -> Bool {
        do {
            switch command {
            case .reverse(let seq): _ = try ledger.reverse([UInt64(seq)], reason: "test")
            case .correct(let seq, let fen):
                guard let right = try right(seq, fen) else { return false }
                _ = try ledger.correct(UInt64(seq), with: Array(right.utf8), reason: "test")
            case .close(let month):
                let (from, to) = days(of: month)
                _ = try ledger.closePeriod(year: 2023, region: RegionCode("230606"), from: from, to: to)
            case .reopen(let month):
                let (from, to) = days(of: month)
                _ = try ledger.reopenPeriod(
                    year: 2023, region: RegionCode("230606"), from: from, to: to, reason: "test")
            default: _ = try ledger.append(Array(text(command, id: id).utf8))
            }
            return true
        } catch let error as ServiceError where error.kind == .refused {
            #expect(!error.faults.isEmpty, "a refusal says why")
            return false
        }
    }

    private func days(of month: Int) -> (Day?, Day?) {
        (Day(year: 2023, month: month, day: 1), Day(year: 2023, month: month, day: Day.length(of: month, in: 2023)))
    }

    /// The right event for an entry: the entry itself with another amount.
    private func right(_ seq: Int, _ fen: Int64) throws -> String? {
        guard let entry = try ledger.show(UInt64(seq))?.entry, entry.has(.amountFen), entry.sign > 0,
            let body = entry.envelopeValue(.body)?.members, let documents = entry.envelopeValue(.documents),
            let day = entry.effectiveOn
        else { return nil }
        let members = body.map { $0.name == "amount_fen" ? JSONMember("amount_fen", String(fen)) : $0 }
        return String(
            decoding: CanonicalJSON.encode(
                .object([
                    JSONMember("body", .object(members)), JSONMember("documents", documents),
                    JSONMember("effective_on", day.description), JSONMember("type", entry.typeName),
                ])), as: UTF8.self)
    }

    func text(_ command: Command, id: String) -> String {
        let money =
            #""money":{"class":"01.01.01","fund_level":"CENTRAL","fund_source":"LINKED","line_year":"2023","nature":"BUSINESS","task":"CONSOLIDATE"}"#
        func event(_ type: String, _ body: String) -> String {
            let month = command.month
            return #"{"id":"\#(id)","type":"\#(type)","effective_on":"2023-0\#(month)-15","region":"230606","#
                + #""fiscal_year":"2023","documents":[{"no":"测财农〔2023〕1号"}],"body":{\#(body)}}"#
        }
        switch command {
        case .receive(let line, let fen):
            return event(
                "allotment.received",
                #""line_id":"L\#(line)","amount_fen":"\#(fen)",\#(money),"doc_date":"2023-01-10","received_on":"2023-01-15","projects_complete":"YES""#
            )
        case .register(let project):
            return event(
                "project.registered",
                #""project_id":"P\#(project)","project_name":"项目\#(project)","class":"01.01.01","class_set_by":"u:li","nature":"BUSINESS","village":"230606100200","unit":"农业局","total_invest_fen":"100000","library_on":"2022-12-01""#
            )
        case .commit(let project, let line, let fen):
            return event(
                "funds.committed",
                #""project_id":"P\#(project)","line_id":"L\#(line)","amount_fen":"\#(fen)",\#(money)"#)
        case .release(let project, let line, let fen):
            return event(
                "funds.released",
                #""project_id":"P\#(project)","line_id":"L\#(line)","amount_fen":"\#(fen)",\#(money),"reason":"核减""#)
        case .pay(let voucher, let line, let project, let fen, _):
            return event(
                "disbursement.made",
                #""voucher_no":"V\#(voucher)","line_id":"L\#(line)","project_id":"P\#(project)","amount_fen":"\#(fen)",\#(money),"payee":"91350100M000100Y43","payee_class":"ENTERPRISE","purpose":"工程款","econ_class":"50799""#
            )
        case .payBack(let voucher, let line, let project, let fen, _):
            return event(
                "disbursement.returned",
                #""voucher_no":"V\#(voucher)","line_id":"L\#(line)","project_id":"P\#(project)","amount_fen":"\#(fen)",\#(money),"reason":"退款","payee":"91350100M000100Y43","payee_class":"ENTERPRISE""#
            )
        case .reverse, .correct, .close, .reopen: return ""
        }
    }
}
