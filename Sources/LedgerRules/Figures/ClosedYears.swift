public import LedgerDomain
import LedgerViews

/// Which places have closed which stretches of a budget year (结账).
public struct ClosedYears: Sendable {
    private var periods: [String: [ClosedPeriod]] = [:]

    /// Nothing is closed.
    public init() {}

    /// Closes or reopens a period.
    public mutating func apply(_ entry: Entry) {
        guard let region = entry.region, let year = entry.fiscalYear else { return }
        periods["\(region)\n\(year)", default: []].apply(entry)
    }

    /// The places and years that are closed from the first day to the last, as reports take them.
    var whole: Set<ClosedYear> {
        var found: Set<ClosedYear> = []
        for (key, closed) in periods {
            let parts = key.split(separator: "\n")
            guard parts.count == 2, let region = RegionCode(parts[0]), let year = Int(parts[1]),
                closed.covers(Day.first(of: year), Day.last(of: year))
            else { continue }
            found.insert(ClosedYear(region: region, year: year))
        }
        return found
    }

    /// Whether a place, or one that contains it, has closed a year from its first day to its last.
    public func isClosed(_ place: RegionCode, _ year: Int, _ regions: RegionTable) -> Bool {
        var at: RegionCode? = place
        while let region = at {
            let closed = periods["\(region)\n\(year)"] ?? []
            if closed.covers(Day.first(of: year), Day.last(of: year)) { return true }
            at = region == .nation ? nil : regions.parent(of: region) ?? .nation
        }
        return false
    }
}

/// A stretch of business days that is closed, with the entry that closed it.
struct ClosedPeriod: Hashable, Sendable {
    let from: Day
    let to: Day
    let seq: UInt64
}

extension [ClosedPeriod] {
    /// Adds what an entry closes, and takes out what it reopens. Reopening a part leaves the rest closed; neither can be
    /// reversed.
    mutating func apply(_ entry: Entry) {
        guard let from = entry.day(.from), let to = entry.day(.to), let seq = entry.seq else { return }
        switch entry.kind {
        case .periodClosed: append(ClosedPeriod(from: from, to: to, seq: seq))
        case .periodReopened:
            self = flatMap { period -> [ClosedPeriod] in
                guard period.from <= to, period.to >= from else { return [period] }
                var rest: [ClosedPeriod] = []
                if period.from < from {
                    rest.append(ClosedPeriod(from: period.from, to: from.adding(days: -1), seq: period.seq))
                }
                if period.to > to {
                    rest.append(ClosedPeriod(from: to.adding(days: 1), to: period.to, seq: period.seq))
                }
                return rest
            }
        default: break
        }
    }

    /// The period that a day lies in.
    func closing(_ day: Day) -> ClosedPeriod? { first { $0.from <= day && day <= $0.to } }

    /// Whether every day from one to another is closed.
    func covers(_ from: Day, _ to: Day) -> Bool {
        var day = from
        while day <= to {
            guard let period = closing(day) else { return false }
            day = period.to.adding(days: 1)
        }
        return true
    }
}
