import LedgerAudit
import LedgerDomain
import LedgerInterchange
import LedgerFiles
import LedgerReference
import LedgerRules
import MerkleLog

/// What an audit of any source of a log comes to, before what is kept beside the log is looked at.
struct AuditOutcome {
    var report = AuditReport()
    var bytes: BytesReplay
    /// The cells of its figures that were put aside.
    var spill: FoldSpill
    var rules: RulesReplay?
    var chain: KeyChain
    var origin: String
    /// Whether the key was held by the auditor, and did not come with the log.
    var isPinned = false
    /// How many heads from elsewhere were compared, and the size of the largest.
    var heldCount = 0
    var heldSize: UInt64 = 0
    /// How many stored heads were checked.
    var headCount = 0
    /// How many time stamps were checked.
    var stampCount = 0
    /// The positions of entries that log a stamp which is not there.
    var missingStamps: [UInt64] = []
    /// Whether the auditor's policy asks for witnesses.
    var demandsQuorum = false
    /// The size of the newest head that the quorum signed.
    var witnessedSize: UInt64?
    /// The oldest and the newest time that somebody trusted attested.
    var outsideTimes: (oldest: Instant, newest: Instant)?
    /// Who signed the heads: keys of the log, and names of witnesses, each once.
    var signers: [String] = []
    /// How many entries a limited bundle discloses; `nil` where all are there.
    var disclosedCount: Int?
    /// Whether figures that came with the entries were recomputed.
    var hasFigures = false
    /// What else was not shown.
    var notes: [Label] = []

    /// Takes note of a time that somebody trusted attested.
    mutating func attest(_ time: Instant) {
        let known = outsideTimes ?? (time, time)
        outsideTimes = (min(known.oldest, time), max(known.newest, time))
    }

    /// Takes note of a signer.
    mutating func sign(_ name: String) {
        if !signers.contains(name) { signers.append(name) }
    }
}

/// The part of an audit that is the same for a database and for a directory of tiles: bytes, positions, tree, heads,
/// keys, times, rules.
struct AuditCore<Source: AuditSource> {
    let open: @Sendable () throws -> Source
    let reference: ShippedReference
    let request: AuditRequest
    /// The size that the newest head claims.
    let claimedSize: UInt64
    /// Figures are folded up to here.
    let foldsUntil: UInt64
    /// Heads that the ledger itself published: they hold it to its word, and are no evidence from outside.
    var published: [TrustedHead] = []
    /// Witnesses that came with the log, whose signatures must hold as those of the auditor's own.
    var witnesses: [NoteVerifierKey] = []

    func run() throws -> AuditOutcome {
        let source = try open()
        let held = try request.against.map(KeptEvidence.read)
        let policy = try request.policy.map(KeptEvidence.policy)
        let (bytes, spill) = try measuring(Label("核验", "Verifying")) { meter in
            try ReplayRun(
                open: { MeteredSource(base: try open(), meter: meter) },
                form: EntryForm(taxonomy: reference.taxonomy), stops: Set((held + published).compactMap(\.size)),
                foldsUntil: foldsUntil, workers: request.workers
            ).replay(size: claimedSize)
        }
        let opening = try source.entry(at: 0).flatMap { try? Entry($0) }.flatMap {
            $0.ownKind == .ledgerOpened ? $0 : nil
        }
        var outcome = AuditOutcome(
            report: bytes.report, bytes: bytes, spill: spill,
            chain: KeyChain(opening: opening, changes: bytes.keyChanges),
            origin: opening?.text(.origin) ?? "")
        outcome.report.origin = outcome.origin
        outcome.report.size = bytes.next
        outcome.report.root = bytes.root.base64
        checkOpening(&outcome)
        let checks = HeadChecks(
            origin: outcome.origin, chain: outcome.chain,
            witnesses: witnesses + (policy?.witnesses.map(\.key) ?? []))
        let handedOver = try checkHeads(source, checks, &outcome)
        if let policy { pin(policy, handedOver, &outcome) }
        try compare(held, source, checks, &outcome)
        try checkTimes(source, &outcome)
        checkReleases(&outcome)
        if request.checksRules {
            let context = RuleContext(
                ledgerRegion: opening?.region(.region) ?? .nation, regions: reference.regions,
                taxonomy: reference.taxonomy, accounts: reference.budgetCodes, entry: try lookup())
            var rules = RulesReplay(
                context: context, isHistory: { Profile(rawValue: $0)?.isPublishedHistory ?? false })
            try measuring(Label("重放规则", "Replaying the rules")) { meter in
                try rules.read(MeteredSource(base: source, meter: meter), broken: bytes.broken)
            }
            rules.report.findings.forEach { outcome.report.add($0) }
            outcome.report.waivers = rules.waivers
            outcome.rules = rules
        }
        return outcome
    }

    private func measuring<Result>(_ phase: Label, _ body: (ProgressMeter) throws -> Result) rethrows -> Result {
        try ProgressMeter.measuring(phase, .entries, of: claimedSize, request.progress, body)
    }

    /// Reads past entries on a connection of its own: the replay's is in the middle of a scan.
    private func lookup() throws -> (UInt64) -> [UInt8]? {
        let past = try open()
        return { seq in try? past.entry(at: seq) }
    }

    // MARK: Keys and heads

    /// A ledger always has its opening entry: one without entries lost them all.
    private func checkOpening(_ outcome: inout AuditOutcome) {
        guard outcome.bytes.next == 0 else { return }
        outcome.report.add(
            AuditFinding(
                .truncated, seq: 0, want: "1 or more", got: "0", by: "log",
                Label("日志没有任何记录，连建账记录也没有", "the log has no entry, not even the one that opened it")))
    }

    private func pin(_ policy: TrustPolicy, _ handedOver: Set<UInt64>, _ outcome: inout AuditOutcome) {
        let keys = outcome.chain.keys
        outcome.isPinned = outcome.chain.isPinned(by: policy.logs, size: claimedSize, handedOver: handedOver)
        guard !outcome.isPinned else { return }
        // A key that is known but did not hand over here is no proof against the log, nor for it.
        let isKnown = keys.contains { policy.logs.contains($0) }
        outcome.report.add(
            AuditFinding(
                isKnown ? .unproven : .signature, want: policy.logs.map(\.description).joined(separator: " "),
                got: keys.map(\.description).joined(separator: " "), by: "policy",
                isKnown
                    ? Label(
                        "没有由策略文件中的密钥签署的换钥检查点", "no head signed by a key of the policy hands over to the key in use")
                    : Label("账本的密钥不在策略文件之中", "the keys of the log are not those of the policy")))
    }

    /// Gives the sizes of the valid heads by which keys hand over.
    private func checkHeads(
        _ source: Source, _ checks: HeadChecks, _ outcome: inout AuditOutcome
    ) throws -> Set<UInt64> {
        let size = outcome.bytes.next
        let handOvers = outcome.chain.handOvers
        var handedOver: Set<UInt64> = []
        var after: UInt64 = 0
        while true {
            let heads = try source.heads(after: after, through: min(after + 65_536, size))
            for head in heads {
                outcome.headCount += 1
                if let finding = checks.finding(in: head) {
                    outcome.report.add(finding)
                    continue
                }
                if handOvers.contains(head.size) { handedOver.insert(head.size) }
                if let key = outcome.chain.authorised(size: head.size) { outcome.sign(key.description) }
            }
            if after + 65_536 >= size { break }
            after += 65_536
        }
        for head in try source.heads(after: size, through: .max) {
            outcome.headCount += 1
            if let finding = checks.finding(in: head) { outcome.report.add(finding) }
            outcome.report.add(
                AuditFinding(
                    .truncated, seq: size, lastSeq: head.size - 1, want: "\(head.size)", got: "\(size)",
                    by: "checkpoint:\(head.size)",
                    Label(
                        "日志只有 \(size) 条，检查点 \(head.size) 之后的已缺失",
                        "the log has \(size) entries; checkpoint \(head.size) covers more")))
        }
        let covered = outcome.bytes.covered
        guard covered < size else { return handedOver }
        outcome.report.add(
            AuditFinding(
                .tail, seq: covered, lastSeq: size - 1, by: "checkpoint:\(covered)",
                Label("位置 \(covered) 起没有签名的检查点", "no signed head covers the entries from \(covered) on")))
        return handedOver
    }

    private func compare(
        _ held: [TrustedHead], _ source: Source, _ checks: HeadChecks, _ outcome: inout AuditOutcome
    ) throws {
        outcome.heldCount = held.count
        outcome.heldSize = held.compactMap(\.size).max() ?? 0
        for head in held + published {
            let finding = try checks.finding(
                in: head, logSize: outcome.bytes.next, rootAt: { outcome.bytes.roots[$0] },
                leafAt: { try source.entry(at: $0).map { MerkleTree.leafHash($0) } })
            if let finding { outcome.report.add(finding) }
        }
        guard let path = request.mirror else { return }
        let keys = outcome.chain.keys + (try request.policy.map(KeptEvidence.policy)?.logs ?? [])
        let mirror = try Mirror(path, origin: outcome.origin, keys: keys)
        if let finding = mirror.finding { return outcome.report.add(finding) }
        outcome.heldCount += 1
        outcome.heldSize = max(outcome.heldSize, mirror.size)
        if let finding = try mirror.difference(from: source, logSize: outcome.bytes.next) {
            outcome.report.add(finding)
        }
    }

    // MARK: Times and releases

    private func checkTimes(_ source: Source, _ outcome: inout AuditOutcome) throws {
        let size = outcome.bytes.next
        for stamp in outcome.bytes.stamps {
            let findings = try TimeWindow.findings(of: stamp, logSize: size, recordedAt: source.recordedAt)
            findings.forEach { outcome.report.add($0) }
        }
    }

    /// Tables and rules that are not those of this release were not what the entries were checked with.
    private func checkReleases(_ outcome: inout AuditOutcome) {
        let own: [(Key, Hash, VerdictClass, Label)] = [
            (.regionsDigest, Digests.regions, .reference, Label("区划表", "the region tables")),
            (.taxonomyDigest, Digests.taxonomy, .reference, Label("项目分类", "the taxonomy")),
            (.accountsDigest, Digests.accounts, .reference, Label("科目表", "the budget codes")),
            (.rulesDigest, Digests.rules, .software, Label("规则集", "the rule set")),
            (.schemasDigest, Digests.schemas, .software, Label("记录格式", "the forms of entries")),
        ]
        for (key, digest, verdict, name) in own {
            guard let found = outcome.bytes.adopted[key], found != digest.hex else { continue }
            outcome.report.add(
                AuditFinding(
                    verdict, want: found, got: digest.hex, by: key.rawValue,
                    Label(
                        "\(name.chinese)与账本所固定的不同", "\(name.english): not what the log fixes")))
        }
    }
}

/// Reads what an auditor holds.
enum KeptEvidence {
    /// The file of a head or of a receipt, or `SIZE:ROOT`.
    static func read(_ text: String) throws -> TrustedHead {
        let name = text.split(separator: "/").last.map(String.init) ?? text
        let parts = text.split(separator: ":", maxSplits: 1)
        // Sizes of 18 digits at most, as the second verifier reads them.
        if parts.count == 2, parts[0].utf8.count <= 18, let size = StrictDecimal.decode(parts[0]),
            let root = Hash(base64: parts[1]) ?? Hash(hex: parts[1])
        {
            return .typed(size: size, root: root)
        }
        if Files.isTaken(text) {
            let bytes = try EvidenceFile.bytes(text)
            if let receipt = InclusionProofFile(bytes) { return .receipt(receipt, name: name) }
            if let proof = ConsistencyProofFile(bytes) { return .note(proof.note, name: name) }
            return .note(bytes, name: name)
        }
        throw ServiceError.noInput(
            path: text, Label("应为检查点文件、回执文件或 规模:根", "expected the file of a head or receipt, or SIZE:ROOT"))
    }

    /// A policy file.
    static func policy(_ path: String) throws -> TrustPolicy {
        let bytes = try EvidenceFile.bytes(path, Label("策略文件不能读取", "the policy file cannot be read"))
        do { return try TrustPolicy(bytes) } catch {
            let reason = Reason.of(error)
            throw ServiceError.usage(
                Label("策略文件有误：\(reason.chinese)", "the policy file is wrong: \(reason.english)"))
        }
    }
}
