public import LedgerAudit
public import LedgerDomain
import LedgerInterchange
import LedgerFiles
import LedgerReference
public import LedgerRules
import MerkleLog

/// What is asked of a list of findings.
public struct FindingsRequest: Sendable {
    /// The day as of which deadlines are judged, and the last business day looked at: nobody is late for what happened
    /// in days that are not looked at.
    public var asOf: Day
    /// What was known; everything where it is not limited.
    public var knownAt: KnownAt?
    /// Which policies the rules see.
    public var policies = FindingsReplay.Policies.then
    /// The budget year listed.
    public var year: Int?
    /// The place listed, with all below it.
    public var region: RegionCode?
    /// The rule listed.
    public var rule: String?
    /// The least severity listed.
    public var severity: Severity?
    /// Whether findings that somebody waived are listed too.
    public var listsWaived = false

    /// A request for all findings that stand.
    public init(asOf: Day) {
        self.asOf = asOf
    }
}

/// One finding with what people did about it.
public struct FindingRow: Sendable {
    /// The finding.
    public let finding: Finding
    /// What was done.
    public let record: FindingHandling.Record
    /// The name of its place.
    public let place: String
}

/// A finding on record that the rules no longer find.
public struct SettledFinding: Sendable {
    /// Its identifier.
    public let id: String
    /// What was done.
    public let record: FindingHandling.Record
}

/// A list of findings with what proves it.
public struct MadeFindings: Sendable {
    /// The log's identity.
    public var origin = ""
    /// The number of entries known.
    public var size: UInt64 = 0
    /// The root over them, in base64; `nil` where no signed head stands at that size.
    public var root: String?
    /// The digest of the rule set.
    public var rules = ""
    /// What was asked for.
    public var request: FindingsRequest
    /// The findings listed.
    public var rows: [FindingRow] = []
    /// How many findings of the place, year and rule are waived.
    public var waivedCount = 0
    /// What rules could not judge for want of a policy.
    public var noPolicy: [NoPolicy] = []
    /// All rules that entries set aside.
    public var waivers: [WaivedRule] = []
    /// Findings on record that the rules no longer find.
    public var settled: [SettledFinding] = []

    /// Whether a warning or an error stands among the findings listed.
    public var hasStanding: Bool {
        rows.contains { $0.finding.waiver == nil && $0.finding.severity != .info }
    }

    /// The positions behind all findings listed, each once.
    public var evidence: Evidence {
        var evidence = Evidence()
        for seq in Set(rows.flatMap(\.finding.positions)) { evidence.add(seq) }
        return evidence
    }
}

extension Ledger {
    /// The findings of the rules over the log, as of a day; never writes.
    public func findings(_ request: FindingsRequest) throws(ServiceError) -> MadeFindings {
        try atBorder {
            let (size, root) = try reading { log in
                let size = try cutOff(request.knownAt, log, try log.head()?.size ?? 0)
                return (size, try log.root(at: size)?.base64)
            }
            let directory = directory
            return try Self.findings(request, size, root, reference) {
                StoreSource(log: try environment.logs.open(reading: directory))
            }
        }
    }

    /// The same from an exported directory of tiles, with no database at all.
    ///
    /// - Throws: ``ServiceError/noInput(path:_:)`` where the directory has no readable head.
    public static func findings(tiles path: String, _ request: FindingsRequest) throws(ServiceError) -> MadeFindings {
        try atBorder {
            let directory = TileDirectory(path)
            guard let head = directory.checkpoint().flatMap(HeadChecks.checkpoint) else {
                throw ServiceError.noInput(
                    path: path + "/checkpoint", Label("没有检查点：不是瓦片目录", "there is no head: this is no directory of tiles")
                )
            }
            guard request.knownAt == nil else {
                throw ServiceError.usage(
                    Label("\(Choice.tiles) 不能与 \(Choice.knownAt) 同用", "\(Choice.tiles) goes without \(Choice.knownAt)"))
            }
            return try findings(request, head.size, head.root.base64, try ShippedReference()) {
                TileSource(directory: directory, size: head.size, heads: [])
            }
        }
    }

    static func findings<Source: AuditSource>(
        _ request: FindingsRequest, _ size: UInt64, _ root: String?, _ reference: ShippedReference,
        _ open: () throws -> Source
    ) throws -> MadeFindings {
        // The replay is in the middle of a scan when it asks for past entries.
        let (source, past) = (try open(), try open())
        let opening = try past.entry(at: 0).flatMap { try? Entry($0) }
        let ledgerRegion = opening?.region(.region) ?? .nation
        if let region = request.region, reference.regions.name(of: region) == nil {
            throw ServiceError.usage(Label("区划代码 \(region) 不存在", "there is no division \(region)"))
        }
        let context = RuleContext(
            ledgerRegion: ledgerRegion, regions: reference.regions, taxonomy: reference.taxonomy,
            accounts: reference.budgetCodes, entry: { seq in try? past.entry(at: seq) })
        var options = FindingsReplay.Options(asOf: request.asOf, size: size)
        options.policies = request.policies
        var replay = FindingsReplay(
            context: context, options, isHistory: { Profile(rawValue: $0)?.isPublishedHistory ?? false })
        var made = MadeFindings(request: request)
        (made.origin, made.root, made.rules) = (opening?.text(.origin) ?? "", root, Digests.rules.hex)
        made.take(try replay.run(source), reference)
        return made
    }
}

extension MadeFindings {
    /// Takes what was asked for out of a replay.
    fileprivate mutating func take(_ report: FindingsReport, _ reference: ShippedReference) {
        func isListed(_ rule: String, _ region: RegionCode, _ year: Int?) -> Bool {
            (request.rule.map { $0.uppercased() == rule } ?? true)
                // A finding that concerns no year is shown with every one, or nobody who asks by year would see it.
                && (request.year.map { year == nil || $0 == year } ?? true)
                && (request.region.map { reference.regions.contains($0, region) } ?? true)
        }
        size = report.size
        waivers = report.waivers
        noPolicy = report.noPolicy.filter { isListed($0.rule, $0.region, $0.fiscalYear) }
        let ranks = Severity.allCases
        let least = request.severity.flatMap { ranks.firstIndex(of: $0) } ?? 0
        let asked = report.findings.filter { finding in
            isListed(finding.rule, finding.region, finding.fiscalYear)
                && ranks.firstIndex(of: finding.severity).map { $0 >= least } ?? true
        }
        waivedCount = asked.count { $0.waiver != nil }
        rows = asked.filter { request.listsWaived || $0.waiver == nil }.map { finding in
            FindingRow(
                finding: finding, record: report.handling[finding.id],
                place: reference.regions.name(of: finding.region) ?? finding.region.description)
        }
        let found = Set(report.findings.map(\.id))
        settled = report.handling.identifiers.filter { !found.contains($0) }.compactMap { id in
            let record = report.handling[id]
            guard let raised = record.raised, isListed(raised.rule, raised.region, raised.fiscalYear) else {
                return nil
            }
            return SettledFinding(id: id, record: record)
        }
    }
}
