import LedgerAudit
import LedgerDomain
import LedgerTimeStamp
import MerkleLog

/// What others attested about the heads of a log: signatures of witnesses and time stamps.
struct OutsideEvidence {
    /// A head with all signatures below it.
    struct CosignedHead {
        let size: UInt64
        let note: [UInt8]
    }

    /// Heads with signatures of witnesses, smallest first.
    var heads: [CosignedHead] = []
    /// Answers of time-stamping authorities.
    var stamps: [StoredStamp] = []
    /// Signatures with the keys that they were checked with when they came.
    var kept: [StoredCosignature] = []
    /// The head of a size as the log published it, without cosignatures.
    var published: (UInt64) throws -> [UInt8]?
    /// When an entry was recorded.
    var recordedAt: (UInt64) throws -> Instant?

    /// What a ledger's database keeps.
    init(_ log: any LogStore) throws {
        published = { size in size == 0 ? nil : try log.heads(after: size - 1, through: size).first?.note }
        recordedAt = { seq in try log.entry(at: seq).flatMap { try? Entry($0) }?.recordedAt }
        stamps = try log.stamps()
        var lines: [UInt64: [StoredCosignature]] = [:]
        kept = try log.cosignatures()
        for cosignature in kept { lines[cosignature.size, default: []].append(cosignature) }
        for (size, cosignatures) in lines.sorted(by: { $0.key < $1.key }) {
            let note = try published(size) ?? []
            heads.append(CosignedHead(size: size, note: note + cosignatures.flatMap { Array($0.line.utf8) }))
        }
    }

    /// What a directory of files keeps.
    init(
        heads: [CosignedHead], stamps: [StoredStamp], published: @escaping (UInt64) throws -> [UInt8]?,
        recordedAt: @escaping (UInt64) throws -> Instant?
    ) {
        self.heads = heads
        self.stamps = stamps
        self.published = published
        self.recordedAt = recordedAt
    }

    func check(_ request: AuditRequest, _ outcome: inout AuditOutcome) throws {
        try checkKeptSignatures(&outcome.report)
        let policy = try request.policy.map(KeptEvidence.policy)
        if let policy { try checkQuorum(policy, &outcome) }
        try checkStamps(request, &outcome)
        guard let limit = policy?.maximumAgeDays else { return }
        let age = (outcome.outsideTimes?.newest).map { Int(request.asOf.ordinal - $0.day.ordinal) }
        guard age.map({ $0 > limit }) ?? true else { return }
        outcome.report.add(
            AuditFinding(
                .unproven, want: "at most \(limit) days", got: age.map { "\($0) days" } ?? "no outside time",
                by: "freshness",
                age.map {
                    Label(
                        "最新的外部时间距今 \($0) 天（上限 \(limit)）", "the newest outside time is \($0) days old (limit \(limit))")
                } ?? Label("没有外部时间", "there is no time from outside")))
    }

    /// Signatures that the ledger keeps must be what they were when they came, whoever's they are: of the head of their
    /// size, by the key and at the time that stand beside them.
    private func checkKeptSignatures(_ report: inout AuditReport) throws {
        for cosignature in kept {
            let head = try published(cosignature.size).flatMap { try? SignedNote($0) }
            let line = head.flatMap { try? SignedNote(Array("\($0.text)\n\(cosignature.line)".utf8)) }
            let key = try? NoteVerifierKey(cosignature.key)
            let isValid = line?.signatures.count == 1 && key.flatMap { try? line?.verified(by: [$0]) } != nil
            let time = line?.signatures.first.flatMap { Cosignature($0.payload) }?.time
            guard !isValid || time != cosignature.time else { continue }
            report.add(broken(cosignature.size, "cosignature:\(cosignature.size):\(key?.name ?? cosignature.key)"))
        }
    }

    private func broken(_ size: UInt64, _ by: String) -> AuditFinding {
        AuditFinding(
            .signature, seq: size == 0 ? nil : size - 1, by: by,
            Label("检查点 \(size) 的见证签名不成立", "a witness's signature under head \(size) does not hold"))
    }

    /// The newest head that the quorum signed, and the times of its witnesses.
    private func checkQuorum(_ policy: TrustPolicy, _ outcome: inout AuditOutcome) throws {
        var best: QuorumReport?
        for head in heads.reversed() {
            guard let note = try? SignedNote(head.note) else { continue }
            let assessment: QuorumReport
            do { assessment = try policy.assess(note) } catch {
                outcome.report.add(broken(head.size, "cosignature:\(head.size)"))
                continue
            }
            for cosigner in assessment.cosigners {
                let time = Instant(secondsSinceEpoch: Int64(clamping: cosigner.time))
                outcome.attest(time)
                outcome.sign(cosigner.name)
                let late = try TimeWindow.late(
                    below: min(head.size, outcome.bytes.next), at: time,
                    by: "cosignature:\(head.size):\(cosigner.name)",
                    recordedAt: recordedAt)
                if let late { outcome.report.add(late) }
            }
            if assessment.isMet, outcome.witnessedSize == nil { outcome.witnessedSize = head.size }
            if (best?.have ?? -1) < assessment.have { best = assessment }
        }
        outcome.demandsQuorum = policy.demandsQuorum
        guard policy.demandsQuorum, outcome.witnessedSize == nil else { return }
        let (have, need, of) = (best?.have ?? 0, policy.needed.count, policy.needed.of)
        outcome.report.add(
            AuditFinding(
                .unproven, want: "\(need) of \(of)", got: "\(have) of \(of)", by: "quorum",
                Label(
                    "见证人法定数未达到：要求 \(of) 中取 \(need)，实有 \(have)",
                    "quorum \"\(need) of \(of)\" not met: \(have) of \(of)")))
    }

    /// Holds stamps against the heads they are of, and against the entries that logged them.
    private func checkStamps(_ request: AuditRequest, _ outcome: inout AuditOutcome) throws {
        let trusted = try request.authorities.map { path in
            let bytes = try EvidenceFile.bytes(path, Label("证书文件不能读取", "the file of certificates cannot be read"))
            guard String(decoding: bytes, as: UTF8.self).contains("-----BEGIN CERTIFICATE-----") else {
                throw ServiceError.noInput(path: path, TimeStampError.noAuthorities("").label)
            }
            return bytes
        }
        for stamp in stamps {
            let note = try published(stamp.size) ?? []
            let check = StampCheck(stamp: stamp, note: note, trusted: trusted)
            if let finding = check.finding { outcome.report.add(finding) }
            if let time = check.provenTime {
                outcome.attest(time)
                let late = try TimeWindow.late(
                    below: min(stamp.size, outcome.bytes.next), at: time, by: "stamp:\(stamp.size)-\(stamp.number)",
                    recordedAt: recordedAt)
                if let late { outcome.report.add(late) }
            }
            outcome.stampCount += 1
        }
        for logged in outcome.bytes.stamps {
            let kept = stamps.first { MerkleTree.sha256($0.response).hex == logged.responseHash }
            guard let kept else {
                if let finding = exchanged(logged) {
                    outcome.report.add(finding)
                } else {
                    outcome.missingStamps.append(logged.seq)
                }
                continue
            }
            guard let time = StampCheck(stamp: kept, note: [], trusted: nil).claimedTime, time != logged.time else {
                continue
            }
            outcome.report.add(
                AuditFinding(
                    .time, seq: logged.seq, want: "\(time)", got: "\(logged.time)",
                    by: "stamp:\(kept.size)-\(kept.number)",
                    Label("记录所载时刻与时间戳不符", "the entry says another time than the stamp that it logs")))
        }
    }

    /// The finding where another answer stands in the place of the one that an entry logged.
    private func exchanged(_ logged: LoggedStamp) -> AuditFinding? {
        guard let other = stamps.first(where: { $0.size == logged.size }) else { return nil }
        return AuditFinding(
            .signature, seq: logged.seq, want: logged.responseHash, got: MerkleTree.sha256(other.response).hex,
            by: "stamp:\(other.size)-\(other.number)",
            Label("时间戳不是该条记录所登记的那一份", "the time stamp is not the answer that the entry logged"))
    }
}
