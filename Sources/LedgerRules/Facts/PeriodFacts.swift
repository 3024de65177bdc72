public import LedgerDomain

/// Which business days of a place and year are closed (结账).
enum PeriodFacts: FactFamily {
    static func names(for entry: Entry) -> [FactName] {
        guard let region = entry.region, let year = entry.fiscalYear else { return [] }
        return names(region, year)
    }

    static func names(_ region: RegionCode, _ year: Int) -> [FactName] {
        enclosing(region).map { FactName(.period, $0.description, String(year)) }
    }

    static func apply(_ entry: Entry, at seq: UInt64, to facts: inout Facts) {
        guard entry.kind == .periodClosed || entry.kind == .periodReopened, let region = entry.region,
            let year = entry.fiscalYear
        else { return }
        facts.change(FactName(.period, region.description, String(year)), at: seq) { state in
            var periods = periods(state)
            periods.apply(entry)
            state.numbers = periods.flatMap {
                [Int64($0.from.ordinal), Int64($0.to.ordinal), Int64(clamping: $0.seq) + 1]
            }
        }
    }

    /// The closed period that a business day of a place and year lies in, with the place that closed it.
    static func closing(_ day: Day, _ region: RegionCode, _ year: Int, _ facts: Facts) -> (RegionCode, ClosedPeriod)? {
        for place in enclosing(region) {
            let closed = periods(facts[FactName(.period, place.description, String(year))])
            if let period = closed.closing(day) { return (place, period) }
        }
        return nil
    }

    /// A period that is closed has ended and is not closed already; one that is reopened is closed.
    static func faults(in entry: Entry, _ facts: Facts) -> [Fault] {
        guard entry.sign > 0, entry.kind == .periodClosed || entry.kind == .periodReopened,
            let from = entry.day(.from), let to = entry.day(.to), let region = entry.region, let year = entry.fiscalYear
        else { return [] }
        func fault(_ path: String, _ given: Day, _ expected: Label) -> [Fault] {
            [Fault(.combination, path: path, given: given.description, expected: expected)]
        }
        guard from <= to else { return [] }
        if entry.kind == .periodReopened {
            let periods = periods(facts[FactName(.period, region.description, String(year))])
            let isClosed = periods.contains { $0.from <= to && $0.to >= from }
            return isClosed ? [] : fault("body.from", from, Label("已结账的期间", "a period that is closed"))
        }
        if let last = entry.effectiveOn, to > last {
            return fault("body.to", to, Label("不晚于 \(last)", "\(last) or earlier"))
        }
        for place in enclosing(region) {
            let closed = Self.periods(facts[FactName(.period, place.description, String(year))])
            guard closed.covers(from, to) else { continue }
            let parts = closed.filter { $0.from <= to && $0.to >= from }
            return [
                Fault(
                    rule: EntryCheck.combination.rawValue, path: "body.from", given: "\(from) – \(to)",
                    expected: Label(
                        "尚未结账的期间（\(place) 已结账 "
                            + parts.map { "\($0.from) 至 \($0.to)，位置 \($0.seq)" }.joined(separator: "；") + "）",
                        "a period not closed yet (\(place) closed "
                            + parts.map { "\($0.from) to \($0.to) at position \($0.seq)" }.joined(separator: ", ") + ")"
                    ),
                    remedy: Label(
                        "该期间已经锁定，再次结账不增加任何内容；要改动先重新开账。",
                        "It is locked already and another close adds nothing; to change it, reopen it first."))
            ]
        }
        return []
    }

    /// What of a period its place, or one around it, has closed already.
    static func overlaps(
        _ from: Day, _ to: Day, _ region: RegionCode, _ year: Int, _ facts: Facts
    ) -> [(place: RegionCode, period: ClosedPeriod)] {
        enclosing(region).flatMap { place in
            periods(facts[FactName(.period, place.description, String(year))])
                .filter { $0.from <= to && $0.to >= from }.map { (place, $0) }
        }
    }

    private static func periods(_ state: FactState) -> [ClosedPeriod] {
        stride(from: 0, to: state.numbers.count / 3 * 3, by: 3).map { index in
            ClosedPeriod(
                from: Day(ordinal: Int32(clamping: state.numbers[index])),
                to: Day(ordinal: Int32(clamping: state.numbers[index + 1])),
                seq: UInt64(clamping: state.numbers[index + 2] - 1))
        }
    }

    /// A place and those that contain it by its code, the smallest first: what a province closes is closed in its
    /// counties.
    private static func enclosing(_ region: RegionCode) -> [RegionCode] {
        let code = region.description
        let codes = [code, code.prefix(4) + "00", code.prefix(2) + "0000", "000000"]
        var found: [RegionCode] = []
        for region in codes.compactMap({ RegionCode($0) }) where !found.contains(region) { found.append(region) }
        return found
    }
}

extension EntryFacts {
    /// The facts that say which days of a place and year are closed.
    public static func periodNames(_ region: RegionCode, _ year: Int) -> [FactName] {
        PeriodFacts.names(region, year)
    }

    /// What a close of days of which some are closed already is told: which they are, and that it adds the rest.
    public static func closedAlready(
        _ from: Day, _ to: Day, _ region: RegionCode, _ year: Int, _ facts: Facts
    ) -> [Label] {
        PeriodFacts.overlaps(from, to, region, year, facts).map { place, period in
            Label(
                "\(period.from) 至 \(period.to) 已由 \(place) 在位置 \(period.seq) 结账，本次只增加其余日期",
                "\(place) closed \(period.from) to \(period.to) at position \(period.seq); this close adds the other days"
            )
        }
    }
}
