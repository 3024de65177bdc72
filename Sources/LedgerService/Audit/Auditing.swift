public import LedgerAudit
import LedgerDomain
import LedgerLog
import LedgerReference
import LedgerViews
import MerkleLog

extension Ledger {
    /// Replays the whole log of a ledger's directory and holds every part of it against every other; never writes.
    public static func audit(_ directory: String, _ request: AuditRequest) throws -> AuditReport {
        try audit(directory, request, reference: try ShippedReference())
    }

    static func audit(
        _ directory: String, _ request: AuditRequest, reference: ShippedReference
    ) throws -> AuditReport {
        let log = try SQLiteLog(reading: directory)
        defer { try? log.close() }
        let auditor = DatabaseAuditor(
            directory: directory, log: log, reference: reference, request: request)
        return try auditor.run()
    }
}

/// One audit of one ledger directory.
private struct DatabaseAuditor {
    let directory: String
    let log: SQLiteLog
    let reference: ShippedReference
    let request: AuditRequest

    func run() throws -> AuditReport {
        let views = try viewsPosition()
        let directory = directory
        let core = AuditCore(
            open: { try DatabaseSource(directory) }, reference: reference, request: request,
            claimedSize: try log.counts().size, foldsUntil: views?.size ?? 0)
        var outcome = try core.run()
        try checkTables(outcome.bytes, headCount: UInt64(outcome.headCount), &outcome.report)
        try checkSchema(&outcome.report)
        try checkFacts(outcome.rules, &outcome.report)
        try checkViews(outcome.bytes, outcome.spill, views, &outcome.report)
        try OutsideEvidence(log).check(request, &outcome)
        AuditWords.say(&outcome, hasFacts: true, hasViews: views != nil, request)
        return outcome.report
    }

    // MARK: Derived tables

    /// Rows that a scan in the order of positions does not meet.
    private func checkTables(_ replay: BytesReplay, headCount: UInt64, _ report: inout AuditReport) throws {
        let counts = try log.counts()
        func hidden(_ table: String, _ want: UInt64, _ got: UInt64) {
            guard want != got else { return }
            report.add(
                AuditFinding(
                    .sequence, want: "\(want)", got: "\(got)", by: table,
                    Label("表 \(table) 的行数与重放的不符", "table \(table) has rows that the replay did not meet")))
        }
        hidden("batch", replay.rowCount, counts.batches)
        hidden("head", headCount, counts.heads)
        let tiles = stride(from: 1, to: Tile.levels(size: replay.next), by: 1).reduce(UInt64(0)) {
            $0 + Tile.fullCount(level: $1, size: replay.next)
        }
        hidden("tile", tiles, counts.tiles)
    }

    private func checkSchema(_ report: inout AuditReport) throws {
        let (version, found) = try log.schema()
        let wanted = try LogSchema.objects(version: version)
        for name in Set(found.keys).union(wanted.keys).sorted() where found[name] != wanted[name] {
            report.add(
                AuditFinding(
                    .schema, want: wanted[name] == nil ? "absent" : "as released",
                    got: found[name] == nil ? "absent" : "changed",
                    by: name, Label("\(name) 与本版本的结构不同", "\(name) is not as this release makes it")))
        }
    }

    private func checkFacts(_ rules: RulesReplay?, _ report: inout AuditReport) throws {
        guard let rules else { return }
        var wanted: [Int64: [UInt8]] = [:]
        for change in try FactStore.changes(rules.facts, { _ in [:] }) { wanted[change.key] = change.state }
        var findings: [AuditFinding] = []
        try log.forEachFact { key, seq, state in
            let expected = wanted.removeValue(forKey: key)
            guard expected.map({ !$0.elementsEqual(state) }) ?? true else { return }
            findings.append(
                AuditFinding(
                    .projection, seq: seq, want: expected.map { Hexadecimal.encode($0) } ?? "absent",
                    got: Hexadecimal.encode(state), by: "fact:\(key)",
                    Label("余额表与重算不符", "a stored balance is not the replayed one")))
        }
        for key in wanted.keys.sorted() {
            findings.append(
                AuditFinding(
                    .projection, want: "present", got: "absent", by: "fact:\(key)",
                    Label("余额表缺少一项", "a stored balance is missing")))
        }
        // A changed entry changes balances with it; that is one finding, not many.
        if report.findings.allSatisfy({ $0.verdict != .content && $0.verdict != .sequence }) {
            findings.forEach { report.add($0) }
        }
    }

    private func viewsPosition() throws -> ViewsFile.Position? {
        let path = directory + "/views.sqlite"
        guard Files.exists(path) else { return nil }
        let file = try ViewsFile(reading: path)
        defer { try? file.close() }
        var position: ViewsFile.Position?
        for view in LedgerFold.views {
            guard let found = try file.position(of: view.name), found.version == view.version,
                position == nil || position == found
            else { return nil }
            position = found
        }
        return position
    }

    private func checkViews(
        _ replay: BytesReplay, _ spill: FoldSpill, _ position: ViewsFile.Position?, _ report: inout AuditReport
    ) throws {
        guard let position else {
            if request.demandsViews {
                report.add(AuditFinding(.unproven, by: "views", Label("没有可核对的视图", "there are no views to compare")))
            }
            return
        }
        guard position.size <= replay.next,
            report.findings.allSatisfy({ $0.verdict != .content && $0.verdict != .sequence })
        else { return }
        let check = ViewsCheck(
            path: directory + "/views.sqlite", spill: spill, fold: replay.fold, workers: request.workers)
        for cell in try check.cells() {
            report.add(
                AuditFinding(
                    .projection, want: cell.expected, got: cell.actual, by: "view:\(cell.view)",
                    Label(
                        "视图 \(cell.view) 的 \(cell.key) 与重算不符",
                        "view \(cell.view), \(cell.key), is not what the log gives")))
        }
    }
}
