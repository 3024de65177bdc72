public import LedgerAudit
import LedgerDomain
import LedgerLog
import LedgerReference
import MerkleLog

extension Ledger {
    /// Verifies an evidence bundle, with nothing but the bundle and what the auditor brings.
    ///
    /// - Throws: ``ServiceError/noInput(path:_:)`` where the directory is no bundle.
    public static func audit(evidence path: String, _ request: AuditRequest) throws -> AuditReport {
        try audit(evidence: path, request, reference: try ShippedReference())
    }

    static func audit(
        evidence path: String, _ request: AuditRequest, reference: ShippedReference
    ) throws -> AuditReport {
        let directory = TileDirectory(path)
        guard let note = directory.checkpoint(), let text = directory.bytes(at: "bundle") else {
            throw ServiceError.noInput(path: path, Label("不是证据包", "this is no evidence bundle"))
        }
        return try EvidenceAuditor(
            directory: directory, note: note, description: BundleDescription(text), reference: reference,
            request: request
        ).run()
    }
}

/// One audit of one evidence bundle.
private struct EvidenceAuditor {
    let directory: TileDirectory
    let note: [UInt8]
    let description: BundleDescription?
    let reference: ShippedReference
    let request: AuditRequest

    func run() throws -> AuditReport {
        guard let head = HeadChecks.checkpoint(note) else { return TileAuditor.unreadable }
        let scope = description?.scope ?? EvidenceScope()
        let notes = heads()
        let stored = notes.map { AuditHead(size: $0.size, note: $0.note) }
        var outcome = try replay(head, stored, isLimited: scope.isLimited)
        if !stored.contains(where: { $0.size == head.size }) {
            outcome.report.add(
                AuditFinding(.schema, by: "heads/\(head.size)", Label("缺少检查点文件", "the file of the head is missing")))
        }
        try OutsideEvidence(
            heads: notes + [OutsideEvidence.CosignedHead(size: head.size, note: note)], stamps: stamps(),
            published: { size in notes.first { $0.size == size }.flatMap { Self.withoutCosignatures($0.note) } },
            recordedAt: { try entry(at: $0, head.size, scope)?.recordedAt }
        ).check(request, &outcome)
        checkDescription(head, &outcome.report)
        checkFiles(&outcome.report)
        try checkFigures(head, scope, outcome.origin, &outcome.report)
        checkTables(outcome.bytes, &outcome.report)
        outcome.hasFigures = true
        if scope.isLimited {
            outcome.notes.append(
                Label(
                    "限定范围的证据包：其余记录只有哈希，其不属本范围是记账方的说法",
                    "a limited bundle: of other entries there are hashes alone; that they are none of the scope is the operator's word"
                ))
        }
        AuditWords.say(&outcome, hasFacts: false, hasViews: false, request)
        return outcome.report
    }

    private func replay(_ head: Checkpoint, _ heads: [AuditHead], isLimited: Bool) throws -> AuditOutcome {
        let checkpoint = AuditHead(size: head.size, note: note)
        // The file of the newest head may say another thing than the checkpoint: both are checked.
        let all = heads + [checkpoint]
        let sorted = all.sorted { $0.size < $1.size }
        guard isLimited else {
            return try TileAuditor(directory: directory, note: note, reference: reference, request: request).replay(
                head, heads: sorted, foldsUntil: 0)
        }
        var request = request
        // The rules of a limited bundle would miss what the hidden entries did.
        request.checksRules = false
        let source = disclosed(head.size, heads: sorted)
        let core = AuditCore(
            open: { source }, reference: reference, request: request, claimedSize: head.size, foldsUntil: 0)
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

    private func heads() -> [OutsideEvidence.CosignedHead] {
        Files.list(directory.path + "/heads").compactMap { name in
            guard let size = StrictDecimal.decode(name), let note = directory.bytes(at: "heads/\(name)") else {
                return nil
            }
            return OutsideEvidence.CosignedHead(size: size, note: note)
        }.sorted { $0.size < $1.size }
    }

    private func stamps() -> [StoredStamp] {
        Files.list(directory.path + "/stamps").compactMap { name in
            let parts = name.hasSuffix(".tsr") ? name.dropLast(4).split(separator: "-") : []
            guard parts.count == 2, let size = StrictDecimal.decode(parts[0]),
                let number = StrictDecimal.decode(parts[1]),
                let response = directory.bytes(at: "stamps/\(name)")
            else { return nil }
            return StoredStamp(size: size, number: Int(clamping: number), response: response)
        }
    }

    /// A head as the log published it: the text and the first signature, which is the log's own.
    private static func withoutCosignatures(_ bytes: [UInt8]) -> [UInt8]? {
        guard var note = try? SignedNote(bytes) else { return nil }
        note.signatures = Array(note.signatures.prefix(1))
        return note.bytes
    }

    private func entry(at seq: UInt64, _ size: UInt64, _ scope: EvidenceScope) throws -> Entry? {
        let bytes =
            scope.isLimited
            ? try disclosed(size).entry(at: seq)
            : try TileSource(directory: directory, size: size, heads: []).entry(at: seq)
        return bytes.flatMap { try? Entry($0) }
    }

    private func checkDescription(_ head: Checkpoint, _ report: inout AuditReport) {
        let isSame = description.map {
            $0.origin.utf8.elementsEqual(head.origin.utf8) && $0.size == head.size && $0.root == head.root.base64
        }
        guard isSame != true else { return }
        report.add(AuditFinding(.schema, by: "bundle", Label("bundle 文件与检查点不符", "the file bundle is not of this head")))
    }

    /// Every file must be listed with its digest, and no file may stand beside.
    private func checkFiles(_ report: inout AuditReport) {
        let listed = directory.bytes(at: BundleChecksums.name).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let names = Files.list(directory.path).filter { $0 != BundleChecksums.name }
        var expected: [String] = []
        for name in names {
            let bytes = Files.read("\(directory.path)/\(name)", limit: .max)
            expected.append(bytes.map { BundleChecksums.line(name, $0) } ?? "unreadable  \(name)\n")
        }
        let found = listed.split(separator: "\n", omittingEmptySubsequences: false).map { $0 + "\n" }
        guard listed.utf8.elementsEqual(expected.joined().utf8) == false else { return }
        let odd =
            expected.first { !found.contains(Substring($0)) }
            ?? found.first { !expected.contains(String($0)) }.map(String.init)
        let place = odd?.split(separator: " ").last.map { String($0.prefix { $0 != "\n" }) } ?? BundleChecksums.name
        report.add(
            AuditFinding(
                .schema, by: place,
                Label("文件与清单 SHA256SUMS 不符：\(place)", "a file is not as SHA256SUMS lists it: \(place)")))
    }

    private func checkTables(_ bytes: BytesReplay, _ report: inout AuditReport) {
        func digest(_ files: [ShippedReference.File]) -> String {
            MerkleTree.sha256(files.flatMap { directory.bytes(at: "codes/\($0.rawValue)") ?? [] }).hex
        }
        let tables: [(Key, String)] = [
            (.regionsDigest, digest([.regions, .regionChanges])), (.taxonomyDigest, digest([.taxonomy])),
            (.accountsDigest, digest([.budgetCodes])),
            (.rulesDigest, MerkleTree.sha256(directory.bytes(at: "rules.txt") ?? []).hex),
        ]
        for (key, found) in tables {
            guard let wanted = bytes.adopted[key], wanted != found else { continue }
            report.add(
                AuditFinding(
                    .reference, want: wanted, got: found, by: key.rawValue,
                    Label("包内的参考表不是账本所固定的", "a table of the bundle is not the one that the log fixes")))
        }
    }

    // MARK: Figures

    private func checkFigures(
        _ head: Checkpoint, _ scope: EvidenceScope, _ origin: String, _ report: inout AuditReport
    ) throws {
        let opening = try entry(at: 0, head.size, scope)
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
