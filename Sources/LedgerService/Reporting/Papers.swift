public import LedgerAudit
public import LedgerDomain
import LedgerViews
import MerkleLog

/// What working papers are asked for.
public struct PapersRequest: Sendable {
    /// The place; the ledger's where none is given.
    public var region: RegionCode?
    /// The budget year.
    public var year: Int
    /// The seed of the sample.
    public var seed: UInt64
    /// How many entries, or hits, the sample has.
    public var count: Int

    /// A request for the papers of a year.
    public init(year: Int, region: RegionCode?, seed: UInt64, count: Int) {
        (self.year, self.region, self.seed, self.count) = (year, region, seed, count)
    }
}

/// What working papers (审计底稿) are made of, all of one head.
public struct MadePapers: Sendable {
    /// The place, and its name.
    public let region: RegionCode
    public let placeName: String
    /// The budget year.
    public let year: Int
    /// The verification of the log.
    public let audit: AuditReport
    /// The figures.
    public let share: MadeReport
    public let growth: MadeReport
    public let execution: MadeReport
    /// The entries behind the industry share of all levels' money, which holds those of the others.
    public let entries: WhyAnswer
    /// What those entries were asked for, and the root over the entries looked through.
    public let entriesRequest: ReportRequest
    public let entriesRoot: String?
    /// What is doubtful.
    public let findings: MadeFindings
    /// Entries to trace.
    public let sample: MadeSample
}

extension Ledger {
    /// Verifies the log and makes what working papers hold. What comes in meanwhile belongs to other papers.
    public func papers(_ request: PapersRequest) throws(ServiceError) -> MadePapers {
        try atBorder {
            let audit = try Ledger.audit(directory, AuditRequest(asOf: environment.today))
            let known = KnownAt.size(audit.size)
            func asked(_ name: ReportName) -> ReportRequest {
                var report = ReportRequest(name)
                (report.region, report.year, report.knownAt) = (request.region, request.year, known)
                return report
            }
            var entries = asked(.industryShare)
            entries.share.basis = .allLevels
            var findings = FindingsRequest(asOf: environment.today)
            (findings.region, findings.year, findings.listsWaived) = (request.region, request.year, true)
            findings.knownAt = known
            var sample = SampleRequest(.mus, count: request.count, seed: request.seed)
            (sample.scope.region, sample.scope.year, sample.knownAt) = (request.region, request.year, known)
            // One sum of money stands in several entries; what was paid is what vouchers prove.
            sample.scope.type = .disbursementMade
            var drawn = try self.sample(sample)
            if drawn.sample.drawn.isEmpty {
                sample.scope.type = nil
                drawn = try self.sample(sample)
            }
            let region = request.region ?? genesis.region
            let (behind, head) = (try why(entries), try head())
            return MadePapers(
                region: region, placeName: placeName(region), year: request.year, audit: audit,
                share: try report(asked(.industryShare)), growth: try report(asked(.microloanGrowth)),
                execution: try report(asked(.execution)), entries: behind, entriesRequest: entries,
                entriesRoot: head?.size == behind.size ? head?.root.base64 : nil,
                findings: try self.findings(findings), sample: drawn)
        }
    }
}
