public import LedgerDomain
import LedgerRules
import LedgerViews
import MerkleLog

extension Ledger {
    /// Locks the business dates of a place and year (结账), and puts on record the figures and the head of that moment.
    ///
    /// - Parameters:
    ///   - region: the place, with all below it; the ledger's where none is given.
    ///   - from: the first day; 1 January of the year where none is given.
    ///   - to: the last day; 31 December of the year where none is given.
    /// - Throws: ``ServiceError/refused(_:)``, as where the period has not ended.
    public func closePeriod(
        year: Int, region: RegionCode? = nil, from: Day? = nil, to: Day? = nil, isDryRun: Bool = false
    ) throws(ServiceError) -> AppendReceipt {
        try atBorder {
            let region = region ?? genesis.region
            guard let head = try head() else { throw ServiceError.usage(Label("账本为空", "the ledger is empty")) }
            var body = span(year, from, to)
            body.append(JSONMember(Key.headSize.rawValue, String(head.size)))
            body.append(JSONMember(Key.headRoot.rawValue, head.root.hex))
            body.append(JSONMember(Key.figures.rawValue, .array(try figures(region, year, size: head.size))))
            let overlaps = try reading { log in
                var facts = Facts()
                try FactStore.load(EntryFacts.periodNames(region, year), into: &facts, log.facts)
                return EntryFacts.closedAlready(
                    from ?? Day.first(of: year), to ?? Day.last(of: year), region, year, facts)
            }
            var receipt = try record([period(.periodClosed, region, year, body)], isDryRun: isDryRun)
            receipt.notes = overlaps
            return receipt
        }
    }

    /// Lifts the lock of a period, with a reason (重新开账).
    public func reopenPeriod(
        year: Int, region: RegionCode? = nil, from: Day? = nil, to: Day? = nil, reason: String, isDryRun: Bool = false
    ) throws(ServiceError) -> AppendReceipt {
        try atBorder {
            let body = span(year, from, to) + [JSONMember(Key.reason.rawValue, reason)]
            return try record([period(.periodReopened, region ?? genesis.region, year, body)], isDryRun: isDryRun)
        }
    }

    private func span(_ year: Int, _ from: Day?, _ to: Day?) -> [JSONMember] {
        [
            JSONMember(Key.from.rawValue, (from ?? Day.first(of: year)).description),
            JSONMember(Key.to.rawValue, (to ?? Day.last(of: year)).description),
        ]
    }

    private func period(_ kind: EventKind, _ region: RegionCode, _ year: Int, _ body: [JSONMember]) -> Draft {
        Draft(
            id: environment.newID(), type: kind.type.name, effectiveOn: environment.today.description,
            region: region.description, fiscalYear: String(year), body: .object(body))
    }

    /// The two figures of a place and year as they stand at a size of the log: the share on each basis, of each measure and
    /// range of classes, and the growth of own microloans with and without renewals.
    private func figures(_ region: RegionCode, _ year: Int, size: UInt64) throws -> [JSONValue] {
        func request(_ name: ReportName) -> ReportRequest {
            var request = ReportRequest(name)
            (request.region, request.year, request.knownAt) = (region, year, .size(size))
            return request
        }
        let share = try report(request(.industryShare)).report
        let growth = try report(request(.microloanGrowth)).report
        let shares: [(Key, String)] = [
            (.basis, "basis"), (.measure, "measure"), (.classes, "classes"), (.numeratorFen, "numerator_fen"),
            (.denominatorFen, "denominator_fen"), (.reason, "reason"),
        ]
        let loans: [(Key, String)] = [
            (.basis, "variant"), (.numeratorFen, "amount_fen"), (.denominatorFen, "base_fen"), (.reason, "reason"),
        ]
        // Shares by class are no shares of the place, and published figures no loans of its own.
        return Self.figures(of: share, region, "INDUSTRY_SHARE", shares) { $0("by") == MoneyGrouping.total.code }
            + Self.figures(of: growth, region, MicroloanGrowthReport.metric, loans) { $0("variant") != nil }
    }

    private static func figures(
        of report: Report, _ region: RegionCode, _ metric: String, _ named: [(key: Key, column: String)],
        where isWanted: ((String) -> String?) -> Bool
    ) -> [JSONValue] {
        func text(_ row: [ReportValue], _ key: String) -> String? {
            guard let column = report.columns.firstIndex(where: { $0.key == key }) else { return nil }
            switch row[column] {
            case .fen(let amount): return String(amount)
            case .code(let code, _): return code
            case .text(let text): return text.isEmpty ? nil : text
            case .basisPoints, .progress, .integer, .day, .list, .missing: return nil
            }
        }
        let rows = report.rows.filter { row in
            text(row, "region") == region.description && isWanted { text(row, $0) }
        }
        if rows.isEmpty {
            // Nothing of the kind was recorded, which is a figure too.
            return [
                .object([
                    JSONMember(Key.metric.rawValue, metric), JSONMember(Key.numeratorFen.rawValue, "0"),
                    JSONMember(Key.denominatorFen.rawValue, "0"),
                    JSONMember(Key.reason.rawValue, FigureReason.zeroBase.rawValue),
                ])
            ]
        }
        return rows.map { row in
            var members = [JSONMember(Key.metric.rawValue, metric)]
            for (key, column) in named {
                if let text = text(row, column) { members.append(JSONMember(key.rawValue, text)) }
            }
            return .object(members)
        }
    }
}
