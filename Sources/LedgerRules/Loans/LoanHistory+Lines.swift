import LedgerDomain

/// Records of loans as lines of a fact: the position, a letter for what happened, and its fields; empty where absent.
extension LoanHistory {
    /// The history that the fact of a loan holds.
    init(_ state: FactState) {
        self.init(state.lines(0).compactMap(Self.record))
    }

    /// What the loan of a fact was paid out under, without reading the rest of its history.
    static func terms(_ state: FactState) -> Terms? {
        guard let text = state.texts.first, let line = FactLines.first(text, withSecond: "D"),
            case .disbursed(let terms) = record(line)?.event
        else { return nil }
        return terms
    }

    /// Adds a record to the fact of a loan, or takes it out.
    static func apply(_ record: Record, sign: Int64, to state: inout FactState) {
        if sign > 0 {
            state.addLine(0, line(record))
        } else {
            let seq = String(record.seq)
            state.setLines(0, state.lines(0).filter { $0.first != seq })
        }
    }

    static func line(_ record: Record) -> [String] {
        func text(_ day: Day?) -> String { day.map { String($0.ordinal) } ?? "" }
        let fields: [String]
        switch record.event {
        case .disbursed(let terms):
            fields = [
                "D", text(terms.start), String(terms.amountFen), terms.programme?.rawValue ?? "",
                terms.isTopUp ? "T" : "", text(terms.signedOn), text(terms.maturity),
                terms.ratePPM.map { String($0) } ?? "", terms.status?.rawValue ?? "", terms.household ?? "",
                terms.isExact ? "" : "?",
            ]
        case .changed(let day, let principal, let overdue, let isExact):
            fields = ["C", text(day), String(principal), String(overdue), isExact ? "" : "?"]
        case .extended(let day): fields = ["E", text(day)]
        case .interestPaid(let from, let to, let fen): fields = ["I", text(from), text(to), String(fen)]
        case .subsidyPaid(let policy, let from, let to, let fen):
            fields = ["S", text(from), text(to), String(fen), policy]
        }
        return [String(record.seq)] + fields
    }

    static func record(_ line: [String]) -> Record? {
        func number(_ index: Int) -> Int64? { index < line.count ? Int64(line[index]) : nil }
        func day(_ index: Int) -> Day? { number(index).map { Day(ordinal: Int32(clamping: $0)) } }
        func text(_ index: Int) -> String? { index < line.count && !line[index].isEmpty ? line[index] : nil }
        guard line.count > 2, let seq = UInt64(line[0]), let first = day(2) else { return nil }
        let event: Event
        switch line[1] {
        case "D":
            event = .disbursed(
                Terms(
                    start: first, amountFen: number(3) ?? 0, programme: text(4).flatMap(LoanProgramme.init),
                    isTopUp: text(5) != nil, signedOn: day(6), maturity: day(7), ratePPM: number(8),
                    status: text(9).flatMap(HouseholdStatus.init), household: text(10), isExact: text(11) == nil))
        case "C":
            event = .changed(
                on: first, principalFen: number(3) ?? 0, overdueFen: number(4) ?? 0, isExact: text(5) == nil)
        case "E": event = .extended(to: first)
        case "I": event = .interestPaid(from: first, to: day(3) ?? first, fen: number(4) ?? 0)
        case "S":
            event = .subsidyPaid(policy: text(5) ?? "", from: first, to: day(3) ?? first, fen: number(4) ?? 0)
        default: return nil
        }
        return Record(seq: seq, event: event)
    }
}
