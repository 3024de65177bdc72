import LedgerDomain
import LedgerTesting
import LedgerViews
import Testing

/// The same figures worked out slowly, with loops over a list of movements, held against the reports on random
/// logs of money.
@Suite struct MoneyTwinTests {
    /// One movement with what its entry said.
    struct Fact {
        var movement: Movement
        var documents: [String]
        var complete: String?
        var batch: String?
        /// Where the money came from: place, line, and whether by carry-over.
        var origin: (place: RegionCode, line: String, isCarried: Bool)?

        var key: String { "\(movement.region) \(holder)" }
        var holder: String {
            switch movement.line {
            case .none: "-"
            case .line(let id): "L/\(id)"
            case .pool(let id): "P/\(id)"
            }
        }
        var amount: Int128 { Int128(movement.amount) }
        var isPool: Bool { holder.utf8.starts(with: "P/".utf8) }
    }

    static func facts(_ entries: [Entry]) -> [Fact] {
        var facts: [Fact] = []
        for entry in entries {
            Movement.each(of: entry) { movement in
                var fact = Fact(movement: movement, documents: entry.documents)
                switch movement.quantity {
                case .received: (fact.complete, fact.batch) = (entry.text(.projectsComplete), entry.text(.batch))
                case .arrived:
                    if let place = entry.region, let line = entry.text(.parentLineID) {
                        fact.origin = (place, line, false)
                    }
                case .carriedIn:
                    if let place = entry.region, let line = entry.text(.lineID) { fact.origin = (place, line, true) }
                default: break
                }
                facts.append(fact)
            }
        }
        return facts
    }

    /// The values said of a line that were not taken back.
    static func said(_ facts: [Fact], _ key: String, _ value: (Fact) -> String?) -> [String] {
        var counts: [String: Int64] = [:]
        for fact in facts where fact.key == key {
            if let text = value(fact) { counts[text, default: 0] += fact.movement.count }
        }
        return counts.filter { $0.value > 0 }.keys.sorted()
    }

    static func origins(_ facts: [Fact], _ key: String, carriedOnly: Bool = false) -> [String] {
        said(facts, key) { fact in
            guard let origin = fact.origin, origin.isCarried || !carriedOnly else { return nil }
            return "\(origin.place) L/\(origin.line)"
        }
    }

    static func lineage(_ facts: [Fact], _ key: String, carriedOnly: Bool = false) -> [String] {
        var found = [key]
        var next = 0
        while next < found.count {
            // Distributions before carry-overs, as the index has them.
            let all = origins(facts, found[next], carriedOnly: carriedOnly)
            let carried = origins(facts, found[next], carriedOnly: true)
            let distributed =
                carriedOnly
                ? []
                : said(facts, found[next]) { fact in
                    fact.origin.flatMap { $0.isCarried ? nil : "\($0.place) L/\($0.line)" }
                }
            for origin in distributed + carried + all where !found.contains(origin) { found.append(origin) }
            next += 1
        }
        return found
    }

    static func isComplete(_ facts: [Fact], _ key: String) -> Bool {
        for line in lineage(facts, key) {
            let words = said(facts, line, \.complete)
            if !words.isEmpty { return words == ["YES"] }
        }
        return false
    }

    static func receipts(_ facts: [Fact], _ key: String, _ year: Int) -> Int64 {
        facts.filter { $0.movement.quantity == .received && $0.key == key && $0.movement.fiscalYear == year }
            .reduce(0) { $0 + $1.movement.count }
    }

    /// What one movement adds to what a place received, or to its own money.
    static func received(_ fact: Fact, _ facts: [Fact]) -> Int128 {
        switch fact.movement.quantity {
        case .received: fact.amount
        case .arrived: receipts(facts, fact.key, fact.movement.fiscalYear) > 0 ? 0 : fact.amount
        case .distributedToOwn: -fact.amount
        default: 0
        }
    }

    static func own(_ fact: Fact, _ facts: [Fact]) -> Int128 {
        switch fact.movement.quantity {
        case .passedDown, .recovered: -fact.amount
        default: received(fact, facts)
        }
    }

    // MARK: Share

    /// A share as the report gives it.
    struct Share: Equatable {
        var numerator: Int128?
        var denominator: Int128?
        var bounds: ClosedRange<Int128>?
        var reason: FigureReason?
    }

    /// −1 outside the basis, 0 not known, 1 inside.
    static func standing(_ level: FundLevel?, _ basis: ShareBasis) -> Int {
        switch (basis, level) {
        case (.allLevels, _), (.central, .central?): 1
        case (.central, .centralAndProvincial?): 0
        case (.centralAndProvincial, .central?), (.centralAndProvincial, .provincial?): 1
        case (.centralAndProvincial, .centralAndProvincial?): 1
        default: -1
        }
    }

    static func share(
        _ all: [Fact], _ place: RegionCode, _ basis: ShareBasis, _ measure: ShareMeasure, _ year: Int
    ) -> Share {
        let facts = all.filter {
            place.contains($0.movement.region) && $0.movement.money.source == .linked
                && (measure == .arranged ? $0.movement.money.lineYear : $0.movement.fiscalYear) == year
        }
        let quantity: Movement.Quantity = measure == .arranged ? .committed : .paid
        func used(_ list: [Fact]) -> Int128 {
            list.filter { $0.movement.quantity == quantity }.reduce(0) { $0 + $1.amount }
        }
        func industry(_ list: [Fact]) -> Int128 { used(list.filter { $0.movement.money.projectClass?.level1 == 1 }) }
        func ownMoney(_ list: [Fact]) -> Int128 { list.reduce(0) { $0 + own($1, all) } }
        let onLines = facts.filter { !$0.isPool }
        let inside = onLines.filter { standing($0.movement.money.level, basis) == 1 }
        var lower = industry(inside)
        var upper = lower
        var denominator = measure == .arranged ? ownMoney(inside) : used(inside)
        var isIncomplete = false
        var hasUnsplitLine = false
        for key in Set(onLines.map(\.key)) {
            for level in FundLevel.allCases where standing(level, basis) >= 0 {
                let line = onLines.filter { $0.key == key && $0.movement.money.level == level }
                let atWork = measure == .arranged ? ownMoney(line) : used(line)
                if atWork != 0, !isComplete(all, key) { isIncomplete = true }
                guard standing(level, basis) == 0 else { continue }
                if atWork != 0 { hasUnsplitLine = true }
                upper += max(0, min(industry(line), atWork))
            }
        }
        for key in Set(facts.filter(\.isPool).map(\.key)) {
            let pool = facts.filter { $0.key == key }
            let unsplit = pool.filter { standing($0.movement.money.level, basis) == 0 }
            let documents = said(all.filter { $0.movement.quantity == .committed }, key) { $0.documents.first }
            var room: (inside: Int128, outside: Int128)? = nil
            var isBroken = false
            for line in Set(onLines.map(\.key)) where line.prefix(6) == key.prefix(6) {
                let own = documentsOfLine(all, line)
                guard documents.contains(where: own.contains) else { continue }
                for level in FundLevel.allCases {
                    let part = onLines.filter { $0.key == line && $0.movement.money.level == level }
                    guard ownMoney(part) != 0 else { continue }
                    let committed = part.filter { $0.movement.quantity == .committed }.reduce(Int128(0)) {
                        $0 + $1.amount
                    }
                    let left = max(0, ownMoney(part) - committed)
                    var sums = room ?? (0, 0)
                    switch standing(level, basis) {
                    case 1: sums.inside += left
                    case 0: isBroken = true
                    default: sums.outside += left
                    }
                    room = sums
                }
            }
            if isBroken { room = nil }
            let knownInside = pool.filter { standing($0.movement.money.level, basis) == 1 }
            if used(unsplit) <= 0 {
                lower += industry(knownInside)
                upper += industry(knownInside)
                if measure == .paid { denominator += used(knownInside) }
            } else if let room, room.outside == 0, room.inside > 0 {
                lower += industry(pool)
                upper += industry(pool)
                if measure == .paid { denominator += used(pool) }
            } else if let room, room.inside == 0, room.outside > 0 {
                continue
            } else {
                let least = room.map { max(0, industry(pool) - $0.outside) } ?? 0
                let most = max(0, min(industry(pool), room?.inside ?? industry(pool)))
                lower += min(least, most)
                upper += max(least, most)
            }
        }
        var share = Share(numerator: lower, denominator: hasUnsplitLine ? nil : denominator)
        if lower != upper { (share.numerator, share.bounds) = (nil, lower...upper) }
        if share.denominator == 0 {
            share.reason = .zeroBase
        } else if isIncomplete {
            share.reason = .incompletePlan
        } else if lower != upper || hasUnsplitLine {
            share.reason = .mixedSplitUnknown
        }
        return share
    }

    /// The documents said of a line by receipts, issues and what opened it.
    static func documentsOfLine(_ facts: [Fact], _ key: String) -> [String] {
        let quantities: [Movement.Quantity] = [.received, .issued, .arrived, .carriedIn]
        return said(facts.filter { quantities.contains($0.movement.quantity) }, key) { $0.documents.first }
    }

    @Test func sharesAgreeOnRandomLogs() throws {
        var reasons: Set<FigureReason?> = []
        for seed in seeds(30) {
            var random = SeededGenerator(seed: seed)
            let samples = RandomLog.moneyDrafts(count: Int.random(in: 1...60, using: &random), using: &random)
            let facts = Self.facts(try log(samples))
            let views = try MoneyViews(samples)
            for place in ["230606", "230600", "150000", "000000"] {
                let scope = SampleTables.scope(place, 2022)
                for row in try views.shares(scope, ShareOptions(by: .total, classes: .all)) {
                    let twin = Self.share(facts, scope.region, row.basis, row.measure, 2022)
                    let given = Share(
                        numerator: row.numerator, denominator: row.denominator, bounds: row.bounds, reason: row.reason)
                    #expect(given == twin, "seed \(seed), \(place), \(row.basis), \(row.measure)")
                    reasons.insert(row.reason)
                }
            }
        }
        #expect(reasons.isSuperset(of: [nil, .zeroBase, .incompletePlan]))
    }

    // MARK: Execution

    static func execution(_ all: [Fact], _ place: RegionCode, _ year: Int, batch: String?) -> ExecutionSum {
        let facts = all.filter { place.contains($0.movement.region) && $0.movement.fiscalYear >= year }
        let inYear = facts.filter { $0.movement.fiscalYear == year }
        let wanted = Set(inYear.map(\.key)).filter { key in
            if let batch { return lineage(all, key).contains { said(all, $0, \.batch).contains(batch) } }
            return hasCome(inYear, key) || origins(all, key, carriedOnly: true).isEmpty
        }
        let years = Set(inYear.filter { wanted.contains($0.key) }.map(\.movement.money.lineYear))
        var sum = ExecutionSum()
        for fact in facts where fact.movement.money.source == .linked {
            let isIn = fact.movement.fiscalYear == year
            guard
                isIn
                    ? wanted.contains(fact.key)
                    : years.contains(fact.movement.money.lineYear) && isCarried(all, fact, wanted)
            else { continue }
            sum.received += received(fact, all)
            sum.unallocated += received(fact, all)
            switch fact.movement.quantity {
            case .passedDown:
                sum.received -= fact.amount
                sum.suballottedLower += fact.amount
            case .distributedToOwn: sum.suballottedOwn += fact.amount
            case .committed:
                sum.committed += fact.amount
                let isOwnPart = lineage(all, fact.key, carriedOnly: true).contains { key in
                    said(all, key) { $0.origin.flatMap { $0.isCarried ? nil : "\($0.place)" } }
                        .contains(String(key.prefix(6)))
                }
                if !isOwnPart { sum.suballottedOwn += fact.amount }
            case .paid: sum.paid += fact.amount
            case .recovered: sum.recovered += fact.amount
            case .lapsed: sum.lapsed += fact.amount
            case .issued: sum.issued += fact.amount
            case .carriedOut: sum.carried += isIn ? fact.amount : 0
            default: break
            }
        }
        sum.own = sum.received - sum.recovered
        sum.unallocated -= sum.recovered + sum.suballottedOwn + sum.suballottedLower
        return sum
    }

    /// Whether a kind of money was received on the line, or brought to it by a distribution.
    private static func hasCome(_ facts: [Fact], _ key: String) -> Bool {
        var sums: [String: Int128] = [:]
        for fact in facts where fact.key == key && [.received, .arrived].contains(fact.movement.quantity) {
            sums["\(fact.movement.quantity) \(fact.movement.money)", default: 0] += fact.amount
        }
        return sums.values.contains { $0 != 0 }
    }

    private static func isCarried(_ all: [Fact], _ fact: Fact, _ wanted: Set<String>) -> Bool {
        origins(all, fact.key, carriedOnly: true).contains { origin in
            lineage(all, origin, carriedOnly: true).contains(where: wanted.contains)
        }
    }

    @Test func executionAgreesOnRandomLogs() throws {
        for seed in seeds(30) {
            var random = SeededGenerator(seed: seed)
            let samples = RandomLog.moneyDrafts(count: Int.random(in: 1...60, using: &random), using: &random)
            let facts = Self.facts(try log(samples))
            let views = try MoneyViews(samples)
            for place in ["230606", "230600", "150000", "000000"] {
                for batch in [nil, "第一批"] {
                    let scope = SampleTables.scope(place, 2022)
                    let options = ExecutionOptions(batches: batch.map { [$0] } ?? [], by: .total)
                    var given = try #require(try views.execution(scope, options).first).sum
                    given.evidence = Evidence()
                    let twin = Self.execution(facts, scope.region, 2022, batch: batch)
                    #expect(given == twin, "seed \(seed), \(place), \(batch ?? "all")")
                }
            }
        }
    }
}
