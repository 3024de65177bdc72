public import LedgerDomain
import LedgerFiles
import LedgerLog
public import LedgerViews
import MerkleLog
import LedgerReference

/// The reports by their names.
public enum ReportName: String, CaseIterable, Sendable {
    case industryShare = "industry-share"
    case microloanGrowth = "microloan-growth"
    case execution
    case subsidies
    case microloans
    case attainment
    case supervision
}

/// What is asked of a report.
public struct ReportRequest: Sendable {
    /// Which report.
    public var name: ReportName
    /// The year; the current one where none is given.
    public var year: Int?
    /// The place; the ledger's where none is given.
    public var region: RegionCode?
    /// The last business day counted.
    public var effectiveTo: Day?
    /// What was known; everything where it is not limited.
    public var knownAt: KnownAt?
    /// The breakdown.
    public var by: String?
    /// Of `why`, the codes that tell one row of the report from the others; the place itself where none are given.
    public var keys: [String] = []
    /// The batches of an execution rate.
    public var batches: [String] = []
    /// Limits of an industry share.
    public var share = ShareOptions()
    /// Whether subsidies are asked for as what is due against what was paid, loan by loan.
    public var isEntitled = false

    /// A request for a report.
    public init(_ name: ReportName) {
        self.name = name
    }
}

/// A report with what proves it: which log, how much of it, and under which cut-offs.
public struct MadeReport: Sendable {
    /// The report.
    public var report: Report
    /// The log's identity.
    public var origin: String
    /// The number of entries known.
    public var size: UInt64
    /// The root over them, in base64; `nil` where no signed head stands at that size.
    public var root: String?
    /// The place.
    public var region: RegionCode
    /// The year.
    public var year: Int
    /// The last business day counted, if one was asked for.
    public var effectiveTo: Day?
    /// What was asked for as the last known position or day.
    public var knownAt: String?
    /// Which projections, with their versions.
    public var projection: String
    /// The digest of the rule set.
    public var rules: String
}

extension Ledger {
    /// Makes a report. The current one reads the stored views after catching up; one with cut-offs folds the log.
    public func report(_ request: ReportRequest) throws(ServiceError) -> MadeReport {
        try atBorder {
            let scope = try scope(of: request, request.effectiveTo)
            let (region, year) = (scope.region, scope.year)
            let (report, size, root) = try edition(request, scope)
            return MadeReport(
                report: report, origin: genesis.origin, size: size, root: root, region: region,
                year: year, effectiveTo: request.effectiveTo, knownAt: request.knownAt?.description,
                projection: StoredView.allCases.map { "\($0.name):\($0.version)" }.joined(separator: ","),
                rules: Digests.rules.hex)
        }
    }

    /// The place and year of a report.
    func scope(of request: ReportRequest, _ effectiveTo: Day?) throws -> ReportScope {
        let region = request.region ?? genesis.region
        guard reference.regions.name(of: region) != nil else {
            throw ServiceError.usage(Label("区划代码 \(region) 不存在", "there is no division \(region)"))
        }
        return ReportScope(
            region: region, year: request.year ?? environment.today.year, effectiveTo: effectiveTo,
            today: environment.today)
    }

    private func edition(_ request: ReportRequest, _ scope: ReportScope) throws -> (Report, UInt64, String?) {
        if request.isEntitled { return try entitlements(request, scope) }
        let (fold, size, root) = try edition(request)
        return (try make(request, fold, scope), size, root)
    }

    /// What a report is made of, with the number of entries known and the root over them.
    func edition(_ request: ReportRequest) throws -> (LedgerFold, UInt64, String?) {
        guard request.knownAt != nil || request.effectiveTo != nil else {
            let year = request.year ?? environment.today.year
            let (fold, head) = try currentFold(Self.views(of: request.name), year: year)
            return (fold, head?.size ?? 0, head?.root.base64)
        }
        return try reading { log in
            let head = try log.head()
            let size = try cutOff(request.knownAt, log, head?.size ?? 0)
            let fold = try fold(log, 0..<size) { entry in
                guard let last = request.effectiveTo, let day = entry.effectiveOn else { return true }
                return day <= last
            }
            return (fold, size, try log.root(at: size)?.base64)
        }
    }

    /// The views that a report reads, and of each the rows that count in it.
    private static func views(of report: ReportName) -> [StoredView: [TextCondition]] {
        let attributes = [
            TextCondition(
                column: "attribute",
                values: LineAttribute.allCases.filter { $0 != .receivedOn && $0 != .documentDate }.map(\.rawValue))
        ]
        let newLoans = [
            TextCondition(column: "programme", values: [LoanProgramme.povertyMicroloan.rawValue]),
            TextCondition(
                column: "quantity", values: LoanDays.Quantity.allCases.filter(\.isDisbursed).map(\.rawValue)),
        ]
        return switch report {
        case .industryShare: [.money: [], .lineAttributes: attributes, .policies: []]
        case .execution, .supervision: [.money: [], .lineAttributes: attributes]
        case .microloanGrowth: [.loans: newLoans, .figures: [], .policies: []]
        case .microloans: [.loans: [], .figures: []]
        case .subsidies: [.subsidies: [], .figures: []]
        case .attainment: [.figures: [], .policies: []]
        }
    }

    /// The number of entries known at a cut-off.
    func cutOff(_ knownAt: KnownAt?, _ log: any LogStore, _ size: UInt64) throws -> UInt64 {
        switch knownAt {
        case nil: size
        case .position(let seq): min(seq == .max ? seq : seq + 1, size)
        case .size(let given): min(given, size)
        case .day(let day): try entriesRecorded(upTo: day, log, size)
        case .head(let head, _): min(head.size, size)
        }
    }

    private func entriesRecorded(upTo day: Day, _ log: any LogStore, _ size: UInt64) throws -> UInt64 {
        var count: UInt64 = 0
        var entry = Entry()
        try log.read(0..<size) { seq, bytes in
            do throws(EntryFault) { try entry.read(bytes) } catch { return true }
            guard let recorded = entry.recordedAt?.day, recorded <= day else { return false }
            count = seq + 1
            return true
        }
        return count
    }

    func make(_ request: ReportRequest, _ fold: LedgerFold, _ scope: ReportScope) throws -> Report {
        let money = moneyReference
        switch request.name {
        case .industryShare:
            var options = request.share
            options.by = try grouping(request, MoneyGrouping.self)
            return IndustryShareReport.make(
                money: fold.money, attributes: fold.attributes, policies: fold.policies, scope: scope, options: options,
                reference: money)
        case .execution:
            return ExecutionReport.make(
                money: fold.money, attributes: fold.attributes, scope: scope,
                options: ExecutionOptions(
                    batches: request.batches, by: try grouping(request, MoneyGrouping.self) ?? .place),
                reference: money)
        case .supervision:
            return SupervisionReport.make(
                money: fold.money, attributes: fold.attributes, scope: scope,
                rows: try grouping(request, SupervisionRows.self) ?? .fund,
                basis: request.share.basis ?? .central, reference: money)
        case .microloanGrowth:
            return MicroloanGrowthReport.make(
                loans: fold.loans, figures: fold.figures, policies: fold.policies, scope: scope,
                regions: reference.regions, rows: try grouping(request, LoanRows.self) ?? .total)
        case .microloans:
            return MicroloansReport.make(
                loans: fold.loans, figures: fold.figures, scope: scope, regions: reference.regions,
                rows: try grouping(request, LoanRows.self) ?? .total)
        case .subsidies:
            return SubsidiesReport.make(
                subsidies: fold.subsidies, figures: fold.figures, scope: scope, regions: reference.regions)
        case .attainment:
            return AttainmentReport.make(
                figures: fold.figures, policies: fold.policies, scope: scope, regions: reference.regions)
        }
    }

    /// The rows of a report with what makes them up.
    func figures(_ request: ReportRequest, _ fold: LedgerFold, _ scope: ReportScope) throws -> [ReportedFigure] {
        switch request.name {
        case .industryShare:
            var options = request.share
            options.by = try grouping(request, MoneyGrouping.self)
            return IndustryShareReport.figures(
                money: fold.money, attributes: fold.attributes, policies: fold.policies, scope: scope, options: options,
                reference: moneyReference)
        case .execution:
            return ExecutionReport.figures(
                money: fold.money, attributes: fold.attributes, scope: scope,
                options: ExecutionOptions(
                    batches: request.batches, by: try grouping(request, MoneyGrouping.self) ?? .place),
                reference: moneyReference)
        case .supervision:
            return SupervisionReport.figures(
                money: fold.money, attributes: fold.attributes, scope: scope,
                rows: try grouping(request, SupervisionRows.self) ?? .fund,
                basis: request.share.basis ?? .central, reference: moneyReference)
        case .microloanGrowth:
            return MicroloanGrowthReport.figures(
                loans: fold.loans, figures: fold.figures, policies: fold.policies, scope: scope,
                regions: reference.regions, rows: try grouping(request, LoanRows.self) ?? .total)
        case .microloans:
            return MicroloansReport.figures(
                loans: fold.loans, figures: fold.figures, scope: scope, regions: reference.regions,
                rows: try grouping(request, LoanRows.self) ?? .total)
        case .subsidies:
            return SubsidiesReport.figures(
                subsidies: fold.subsidies, figures: fold.figures, scope: scope, regions: reference.regions)
        case .attainment:
            return AttainmentReport.figures(
                figures: fold.figures, policies: fold.policies, scope: scope, regions: reference.regions)
        }
    }

    private var moneyReference: MoneyReference {
        MoneyReference(
            regions: reference.regions, taxonomy: reference.taxonomy, keyCounties: reference.keyCounties.codes)
    }

    private func grouping<Grouping: RawRepresentable<String>>(
        _ request: ReportRequest, _ type: Grouping.Type
    ) throws -> Grouping? {
        guard let text = request.by else { return nil }
        if request.name.groupings.contains(text), let found = Grouping(rawValue: text) { return found }
        let names = request.name.groupings.joined(separator: "|")
        throw ServiceError.usage(Label("\(Choice.by) 应为 \(names)", "\(Choice.by) takes \(names)"))
    }
}
