import LedgerDomain

/// What the numbers and texts of a household's fact mean (农户).
enum HouseholdFact {
    /// Principal of microloans for people lifted out of poverty, over all places and banks.
    static let outstanding = 0
    /// The part of it that stands on top-up loans.
    static let topUp = 1
    /// Text: what the register says of it, by day.
    static let statuses = 0
    /// Text: what it got, by policy.
    static let grants = 1
}

/// The register of households, and what each of them got under each policy (农户登记、到户补助).
enum HouseholdFacts: FactFamily {
    /// What the register says of a household from a day on.
    struct Status: Hashable {
        let seq: UInt64
        let from: Day
        let status: HouseholdStatus
        let monitorType: MonitorType?
    }

    static func names(for entry: Entry) -> [FactName] {
        guard entry.kind == .householdStatusSet || entry.kind == .householdSubsidyPaid,
            let household = entry.text(.household), let place = entry.region?.description
        else { return [] }
        return [FactName(.household, household), FactName(.register, place)]
    }

    static func apply(_ entry: Entry, at seq: UInt64, to facts: inout Facts) {
        guard let household = entry.text(.household), let place = entry.region?.description else { return }
        switch entry.kind {
        case .householdStatusSet:
            guard let status = entry.code(.householdStatus, as: HouseholdStatus.self), let day = entry.countsOn else {
                return
            }
            facts.change(FactName(.register, place), at: seq) { $0[0] &+= entry.sign }
            facts.change(FactName(.household, household), at: seq) { state in
                guard entry.sign > 0 else {
                    let original = String(entry.corrects ?? seq)
                    let kept = state.lines(HouseholdFact.statuses).filter { $0.first != original }
                    return state.setLines(HouseholdFact.statuses, kept)
                }
                let monitor = entry.code(.monitorType, as: MonitorType.self)?.rawValue ?? ""
                state.addLine(
                    HouseholdFact.statuses, [String(seq), String(day.ordinal), status.rawValue, monitor])
            }
        case .householdSubsidyPaid:
            guard let policy = entry.text(.policy), let amount = entry.number(.amountFen) else { return }
            facts.change(FactName(.household, household), at: seq) { state in
                state.setLines(
                    HouseholdFact.grants,
                    FactSums.adding(amount &* entry.sign, under: policy, to: state.lines(HouseholdFact.grants)))
            }
        default: return
        }
    }

    /// What the register said of a household on a day: the entry that counts latest by then, and of equal days the one
    /// recorded last. `nil` where it does not name the household.
    static func status(_ household: String, on day: Day, _ facts: Facts) -> Status? {
        let lines = facts[FactName(.household, household)].lines(HouseholdFact.statuses)
        return lines.compactMap(status).filter { $0.from <= day }.max {
            $0.from == $1.from ? $0.seq < $1.seq : $0.from < $1.from
        }
    }

    /// Whether the register of a place is kept in the log.
    static func hasRegister(_ place: String, _ facts: Facts) -> Bool { facts[FactName(.register, place)][0] > 0 }

    /// What a household got under a policy so far.
    static func granted(_ household: String, _ policy: String, _ facts: Facts) -> Int64 {
        FactSums.sum(under: policy, in: facts[FactName(.household, household)].lines(HouseholdFact.grants))
    }

    private static func status(_ line: [String]) -> Status? {
        guard line.count == 4, let seq = UInt64(line[0]), let ordinal = Int32(line[1]),
            let status = HouseholdStatus(rawValue: line[2])
        else { return nil }
        return Status(
            seq: seq, from: Day(ordinal: ordinal), status: status, monitorType: MonitorType(rawValue: line[3]))
    }
}

/// Sums under names, as a list of a fact.
enum FactSums {
    static func sum(under name: String, in lines: [[String]]) -> Int64 {
        lines.first { $0.first == name }.flatMap { $0.count > 1 ? Int64($0[1]) : nil } ?? 0
    }

    /// The list with an amount added; a sum of 0 leaves no trace.
    static func adding(_ amount: Int64, under name: String, to lines: [[String]]) -> [[String]] {
        let sum = sum(under: name, in: lines) &+ amount
        guard let index = lines.firstIndex(where: { $0.first == name }) else {
            return sum == 0 ? lines : lines + [[name, String(sum)]]
        }
        var lines = lines
        if sum == 0 { lines.remove(at: index) } else { lines[index] = [name, String(sum)] }
        return lines
    }
}
