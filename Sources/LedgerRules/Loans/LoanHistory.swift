import LedgerDomain

/// What happened to one loan, in the order of the log (贷款历史): what a rule or a subsidy needs to know of it.
///
/// The day of an event is the day it counts on (归属日期), so that a correction made later stands where the business
/// was. A reversal takes its original out, as if it had never been.
struct LoanHistory: Hashable, Sendable {
    /// What a loan was paid out under.
    struct Terms: Hashable, Sendable {
        /// The day it was paid out.
        var start: Day
        var amountFen: Int64
        var programme: LoanProgramme?
        /// Whether it is a second loan beside the first (追加), or renews one.
        var isTopUp = false
        var signedOn: Day?
        var maturity: Day?
        /// In millionths.
        var ratePPM: Int64?
        var status: HouseholdStatus?
        var household: String?
        /// Whether the start is known to the day.
        var isExact = true
    }

    /// Something that happened to a loan.
    enum Event: Hashable, Sendable {
        case disbursed(Terms)
        /// Changes of the principal and of what is overdue of it.
        case changed(on: Day, principalFen: Int64, overdueFen: Int64, isExact: Bool)
        case extended(to: Day)
        /// Interest really paid for [from, to); no penalty.
        case interestPaid(from: Day, to: Day, fen: Int64)
        /// A subsidy paid for [from, to).
        case subsidyPaid(policy: String, from: Day, to: Day, fen: Int64)
    }

    /// An event with the position of its entry.
    struct Record: Hashable, Sendable {
        var seq: UInt64
        var event: Event
    }

    /// In the order of the log.
    private(set) var records: [Record] = []

    init() {}

    init(_ records: [Record]) { self.records = records }

    /// Adds what an entry says, or takes out what its original said.
    mutating func apply(_ record: Record, sign: Int64) {
        if sign > 0 { records.append(record) } else { records.removeAll { $0.seq == record.seq } }
    }

    // MARK: What it says

    /// What the loan was paid out under; `nil` where the ledger does not know the loan.
    var terms: Terms? {
        for case .disbursed(let terms) in records.lazy.map(\.event) { return terms }
        return nil
    }

    /// The day it is to be paid back, with extensions; `nil` where the ledger does not know it.
    var maturity: Day? {
        for case .extended(let day) in records.lazy.reversed().map(\.event) { return day }
        return terms?.maturity
    }

    /// Whether all days that interest depends on are known to the day.
    var isExact: Bool {
        records.allSatisfy { record in
            switch record.event {
            case .disbursed(let terms): terms.isExact
            case .changed(_, _, _, let isExact): isExact
            case .extended, .interestPaid, .subsidyPaid: true
            }
        }
    }

    /// Principal and overdue principal from each day on which one of them changes, in order.
    var balances: [(from: Day, principalFen: Int64, overdueFen: Int64)] {
        var changes: [(day: Day, principal: Int64, overdue: Int64)] = []
        for record in records {
            switch record.event {
            case .disbursed(let terms): changes.append((terms.start, terms.amountFen, 0))
            case .changed(let day, let principal, let overdue, _): changes.append((day, principal, overdue))
            case .extended, .interestPaid, .subsidyPaid: break
            }
        }
        changes.sort { $0.day < $1.day }
        var balances: [(from: Day, principalFen: Int64, overdueFen: Int64)] = []
        var (principal, overdue): (Int64, Int64) = (0, 0)
        for change in changes {
            (principal, overdue) = (principal &+ change.principal, overdue &+ change.overdue)
            if balances.last?.from == change.day { balances.removeLast() }
            balances.append((change.day, principal, overdue))
        }
        return balances
    }

    /// The stretches of days in which a part of it is overdue; `nil` ends the last where it still is.
    var arrears: [(from: Day, to: Day?)] {
        var stretches: [(from: Day, to: Day?)] = []
        for balance in balances {
            let isOpen = stretches.last.map { $0.to == nil } ?? false
            if balance.overdueFen > 0, !isOpen { stretches.append((balance.from, nil)) }
            if balance.overdueFen <= 0, isOpen { stretches[stretches.count - 1].to = balance.from }
        }
        return stretches
    }

    /// The interest payments.
    var interest: [(from: Day, to: Day, fen: Int64)] {
        records.compactMap { record in
            if case .interestPaid(let from, let to, let fen) = record.event { (from, to, fen) } else { nil }
        }
    }

    /// The subsidies paid.
    var subsidies: [(seq: UInt64, policy: String, from: Day, to: Day, fen: Int64)] {
        records.compactMap { record in
            guard case .subsidyPaid(let policy, let from, let to, let fen) = record.event else { return nil }
            return (record.seq, policy, from, to, fen)
        }
    }
}

extension LoanHistory {
    /// What an entry says of loans: of its own, and of the one that a renewal repays. A reversal says what its original
    /// said, under the original's position.
    ///
    /// - Parameter isOldTopUp: whether the loan that a renewal repays is a top-up; its successor is one too.
    static func records(of entry: Entry, isOldTopUp: Bool = false) -> [(loan: String, record: Record)] {
        guard let loan = entry.text(.loan), let seq = entry.sign > 0 ? entry.seq : entry.corrects else { return [] }
        func one(_ event: Event?) -> [(loan: String, record: Record)] {
            event.map { [(loan, Record(seq: seq, event: $0))] } ?? []
        }
        func number(_ key: Key) -> Int64 { entry.number(key) ?? 0 }
        guard let day = entry.countsOn else { return [] }
        let isExact = entry.isExactToTheDay
        switch entry.kind {
        case .loanDisbursed:
            var found = one(.disbursed(terms(of: entry, day, isOldTopUp: isOldTopUp)))
            if let old = entry.text(.oldLoan) {
                let repaid = Event.changed(
                    on: day, principalFen: 0 &- number(.oldPrincipalFen), overdueFen: 0, isExact: isExact)
                found.append((old, Record(seq: seq, event: repaid)))
            }
            return found
        case .loanRepaid, .loanCleared:
            let gone = entry.kind == .loanRepaid ? number(.principalFen) : number(.writtenOffFen)
            return one(
                .changed(on: day, principalFen: 0 &- gone, overdueFen: 0 &- number(.ofOverdueFen), isExact: isExact))
        case .loanOverdue:
            return one(
                .changed(
                    on: day, principalFen: 0, overdueFen: number(.overdueFen) &- number(.curedFen), isExact: isExact))
        case .loanExtended: return one(entry.day(.maturity).map { .extended(to: $0) })
        case .interestPaid:
            guard let from = entry.day(.from), let to = entry.day(.toDay) else { return [] }
            return one(.interestPaid(from: from, to: to, fen: number(.interestFen)))
        case .interestSubsidyPaid:
            guard let from = entry.day(.from), let to = entry.day(.toDay), let policy = entry.text(.policy) else {
                return []
            }
            return one(.subsidyPaid(policy: policy, from: from, to: to, fen: number(.amountFen)))
        default: return []
        }
    }

    private static func terms(of entry: Entry, _ day: Day, isOldTopUp: Bool) -> Terms {
        let kind = entry.code(.loanKind, as: LoanKind.self)
        return Terms(
            start: day, amountFen: entry.number(.amountFen) ?? 0, programme: entry.code(.programme),
            isTopUp: kind == .topUp || kind == .renewal && isOldTopUp, signedOn: entry.day(.signedOn),
            maturity: entry.day(.maturity), ratePPM: entry.number(.ratePPM), status: entry.code(.householdStatus),
            household: entry.text(.household), isExact: entry.isExactToTheDay)
    }
}
