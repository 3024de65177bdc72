public import LedgerAudit
import LedgerDomain
import LedgerFiles
import LedgerReference
import MerkleLog

extension Ledger {
    /// Verifies an evidence bundle, with nothing but the bundle and what the auditor brings.
    ///
    /// - Throws: ``ServiceError/noInput(path:_:)`` where the directory is no bundle.
    public static func audit(evidence path: String, _ request: AuditRequest) throws(ServiceError) -> AuditReport {
        try atBorder {
            try audit(evidence: path, request, reference: try ShippedReference())
        }
    }

    static func audit(
        evidence path: String, _ request: AuditRequest, reference: ShippedReference
    ) throws -> AuditReport {
        let directory = TileDirectory(path)
        try directory.requirePermission()
        let names = Files.list(path)
        guard let note = directory.checkpoint(), BundleInspection.isBundle(names) else {
            throw ServiceError.noInput(path: path, Label("不是证据包", "this is no evidence bundle"))
        }
        return try EvidenceAuditor(
            directory: directory, note: note, names: names,
            description: directory.bytes(at: "bundle").flatMap { BundleDescription($0) }, reference: reference,
            request: request
        ).run()
    }
}

/// One audit of one evidence bundle.
private struct EvidenceAuditor {
    let directory: TileDirectory
    let note: [UInt8]
    let names: [String]
    let description: BundleDescription?
    let reference: ShippedReference
    let request: AuditRequest

    func run() throws -> AuditReport {
        guard let head = HeadChecks.checkpoint(note) else { return TileAuditor.unreadable }
        let inspection = BundleInspection(directory: directory, names: names, head: head, description: description)
        let scope = description?.scope ?? EvidenceScope()
        let notes = heads()
        let stored = notes.map { AuditHead(size: $0.size, note: $0.note) }
        var outcome = try replay(head, stored, inspection)
        try OutsideEvidence(
            heads: notes + [OutsideEvidence.CosignedHead(size: head.size, note: note)], stamps: stamps(),
            published: { size in notes.first { $0.size == size }.flatMap { Self.withoutCosignatures($0.note) } },
            recordedAt: { try entry(at: $0, head.size, inspection.isLimited)?.recordedAt }
        ).check(request, &outcome)
        inspection.check(outcome.chain, outcome.bytes, &outcome)
        // Without a description nobody knows which figures the bundle is to show.
        if inspection.isDescribed {
            try checkFigures(head, scope, &outcome.report)
            outcome.hasFigures = true
        }
        if outcome.disclosedCount.map({ UInt64($0) < head.size }) ?? false {
            outcome.notes.append(
                Label(
                    "限定范围的证据包：其余记录只有哈希，其不属本范围是记账方的说法",
                    "a limited bundle: of other entries there are hashes alone; that they are none of the scope is the operator's word"
                ))
        }
        AuditWords.say(&outcome, hasFacts: false, hasViews: false, request)
        return outcome.report
    }

    private func replay(
        _ head: Checkpoint, _ heads: [AuditHead], _ inspection: BundleInspection
    ) throws -> AuditOutcome {
        let checkpoint = AuditHead(size: head.size, note: note)
        // The file of the newest head may say another thing than the checkpoint: both are checked.
        let all = heads + [checkpoint]
        let sorted = all.sorted { $0.size < $1.size }
        let witnesses = inspection.policy?.witnesses.map(\.key) ?? []
        guard inspection.isLimited else {
            return try TileAuditor(directory: directory, note: note, reference: reference, request: request).replay(
                head, heads: sorted, witnesses: witnesses, foldsUntil: 0)
        }
        var request = request
        // The rules of a limited bundle would miss what the hidden entries did.
        request.checksRules = false
        let source = disclosed(head.size, heads: sorted)
        let core = AuditCore(
            open: { source }, reference: reference, request: request, claimedSize: head.size, foldsUntil: 0,
            witnesses: witnesses)
        var outcome = try core.run()
        source.findings.forEach { outcome.report.add($0) }
        outcome.disclosedCount = source.count
        TileAuditor(directory: directory, note: note, reference: reference, request: request).checkPartialTiles(
            head, &outcome)
        return outcome
    }

    private func disclosed(_ size: UInt64, heads: [AuditHead] = []) -> DisclosedSource {
        DisclosedSource(TileSource(directory: directory, size: size, heads: heads))
    }

    // MARK: Files

    /// The heads of the bundle. A file that cannot be read as one is a head that says nothing, and is found unsigned.
    private func heads() -> [OutsideEvidence.CosignedHead] {
        Files.list(directory.path + "/heads").compactMap { name in
            StrictDecimal.decode(name).map { size in
                OutsideEvidence.CosignedHead(size: size, note: directory.bytes(at: "heads/\(name)") ?? [])
            }
        }.sorted { $0.size < $1.size }
    }

    private func stamps() -> [StoredStamp] {
        Files.list(directory.path + "/stamps").compactMap { name in
            guard let place = BundleStamps.place(of: name), let response = directory.bytes(at: "stamps/\(name)") else {
                return nil
            }
            return StoredStamp(size: place.size, number: Int(clamping: place.number), response: response)
        }
    }

    /// A head as the log published it: the text and the first signature, which is the log's own.
    private static func withoutCosignatures(_ bytes: [UInt8]) -> [UInt8]? {
        guard var note = try? SignedNote(bytes) else { return nil }
        note.signatures = Array(note.signatures.prefix(1))
        return note.bytes
    }

    private func entry(at seq: UInt64, _ size: UInt64, _ isLimited: Bool) throws -> Entry? {
        let bytes =
            isLimited
            ? try disclosed(size).entry(at: seq)
            : try TileSource(directory: directory, size: size, heads: []).entry(at: seq)
        return bytes.flatMap { try? Entry($0) }
    }

    // MARK: Figures

    private func checkFigures(
        _ head: Checkpoint, _ scope: EvidenceScope, _ report: inout AuditReport
    ) throws {
        let opening = try entry(at: 0, head.size, scope.isLimited)
        let region = scope.region ?? opening?.region(.region) ?? .nation
        let figures = EvidenceFigures(reference: reference, region: region, year: scope.year) { body in
            var entry = Entry()
            func read(_ bytes: UnsafeRawBufferPointer) throws {
                do throws(EntryFault) { try entry.read(bytes) } catch { return }
                try body(entry)
            }
            if scope.isLimited {
                try disclosed(head.size).forEachDisclosed { bytes in try bytes.withUnsafeBytes { try read($0) } }
            } else {
                try TileSource(directory: directory, size: head.size, heads: []).forEachRow(from: 0) { row in
                    try row.forEachEntry { try read($0) }
                    return true
                }
            }
        }
        let wanted = try figures.text()
        let found = directory.bytes(at: "figures.json") ?? []
        guard wanted != found else { return }
        report.add(
            AuditFinding(
                .projection, want: MerkleTree.sha256(wanted).hex, got: MerkleTree.sha256(found).hex, by: "figures.json",
                Label("包内的指标不是由记录算出的", "the figures of the bundle are not those that the entries give")))
    }
}
