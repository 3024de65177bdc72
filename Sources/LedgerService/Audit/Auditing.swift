public import LedgerAudit
import LedgerDomain
import LedgerFiles
import LedgerLog
import LedgerReference
import LedgerViews
import MerkleLog

extension Ledger {
    /// Replays the whole log of a ledger's directory and holds every part of it against every other; never writes.
    public static func audit(_ directory: String, _ request: AuditRequest) throws(ServiceError) -> AuditReport {
        try atBorder {
            try audit(directory, request, reference: try ShippedReference())
        }
    }

    static func audit(
        _ directory: String, _ request: AuditRequest, reference: ShippedReference
    ) throws -> AuditReport {
        let watch = LedgerStores.watch(directory)
        do {
            let report = try auditOnce(directory, request, reference)
            if watch.isUndisturbed { return report }
        } catch {
            if watch.isUndisturbed { throw error }
        }
        // Somebody wrote meanwhile, and has left a write-ahead log by which a second reading is consistent.
        return try auditOnce(directory, request, reference)
    }

    private static func auditOnce(
        _ directory: String, _ request: AuditRequest, _ reference: ShippedReference
    ) throws -> AuditReport {
        let log = try LedgerStores.open(auditing: directory)
        defer { try? log.close() }
        if let place = Files.forbidden(in: directory + "/heads"), Files.isTaken(directory + "/heads") {
            throw LogStoreError.notPermitted(path: place)
        }
        return try DatabaseAuditor(directory: directory, log: log, reference: reference, request: request).run()
    }
}

/// One audit of one ledger directory.
private struct DatabaseAuditor {
    let directory: String
    let log: any LogDatabase
    let reference: ShippedReference
    let request: AuditRequest

    func run() throws -> AuditReport {
        let altered = try alteredObjects()
        do { return try replay(altered) } catch {
            // Statements do not fit tables that were altered: which ones, is the finding.
            guard !altered.isEmpty, !(error is ServiceError) else { throw error }
            var report = AuditReport()
            altered.forEach { report.add($0) }
            report.unproven = [
                Label("数据表已被改动，日志未能重放", "tables were altered, so that the log could not be replayed")
            ]
            return report
        }
    }

    private func replay(_ altered: [AuditFinding]) throws -> AuditReport {
        let views = StoredViews(directory + "/views.sqlite")
        let directory = directory
        let core = AuditCore(
            open: { StoreSource(log: try LedgerStores.open(auditing: directory)) }, reference: reference,
            request: request,
            claimedSize: try log.counts().size, foldsUntil: views.position?.size ?? 0, published: published())
        var outcome = try core.run()
        try checkTables(outcome.bytes, headCount: UInt64(outcome.headCount), &outcome.report)
        altered.forEach { outcome.report.add($0) }
        /// What stands beside the log may be altered beyond reading, which was said.
        func besides(_ table: String, _ check: () throws -> Void) throws {
            do { try check() } catch {
                guard !(error is ServiceError), altered.contains(where: { $0.by == "table \(table)" }) else {
                    throw error
                }
            }
        }
        var hasFacts = false
        try besides("fact") { hasFacts = try checkFacts(&outcome) }
        views.check(
            outcome.bytes, outcome.spill, workers: request.workers, isDemanded: request.demandsViews, &outcome.report)
        try besides("cosignature") { try besides("stamp") { try OutsideEvidence(log).check(request, &outcome) } }
        AuditWords.say(&outcome, hasFacts: hasFacts, hasViews: views.position != nil, request)
        return outcome.report
    }

    /// The heads that the ledger published in its own directory.
    private func published() -> [TrustedHead] {
        Files.list(directory + "/heads").filter { StrictDecimal.decode($0) != nil }.map { name in
            .note(Files.read("\(directory)/heads/\(name)", limit: 1 << 20) ?? [], name: "heads/\(name)")
        }
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

    private func alteredObjects() throws -> [AuditFinding] {
        let (version, found) = try log.schema()
        let wanted = try LogSchema.objects(version: version)
        return Set(found.keys).union(wanted.keys).sorted().filter { found[$0] != wanted[$0] }.map { name in
            AuditFinding(
                .schema, want: wanted[name] == nil ? "absent" : "as released",
                got: found[name] == nil ? "absent" : "changed",
                by: name, Label("\(name) 与本版本的结构不同", "\(name) is not as this release makes it"))
        }
    }

    /// Compares the stored facts; gives whether they are of the shape of this release, and so were compared.
    private func checkFacts(_ outcome: inout AuditOutcome) throws -> Bool {
        guard let rules = outcome.rules else { return false }
        let version = try log.factVersion()
        guard version == FactStore.version else {
            outcome.notes.append(
                Label(
                    "余额表属另一版本（\(version ?? "无")），未核对；下次入账前重建",
                    "stored balances are of another version (\(version ?? "none")) and were not compared; the next append makes them again"
                ))
            return false
        }
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
        if outcome.report.findings.allSatisfy({ $0.verdict != .content && $0.verdict != .sequence }) {
            findings.forEach { outcome.report.add($0) }
        }
        return true
    }
}
