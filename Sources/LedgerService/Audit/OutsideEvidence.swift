import LedgerAudit
import LedgerDomain
import LedgerLog
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
    /// The keys that signatures were checked with when they came, by the line of the signature.
    var keys: [String: String] = [:]
    /// The head of a size as the log published it, without cosignatures.
    var published: (UInt64) throws -> [UInt8]?
    /// When an entry was recorded.
    var recordedAt: (UInt64) throws -> Instant?

    /// What a ledger's database keeps.
    init(_ log: SQLiteLog) throws {
        published = { size in size == 0 ? nil : try log.heads(after: size - 1, through: size).first?.note }
        recordedAt = { seq in try log.entry(at: seq).flatMap { try? Entry($0) }?.recordedAt }
        stamps = try log.stamps()
        var lines: [UInt64: [StoredCosignature]] = [:]
        for cosignature in try log.cosignatures() {
            lines[cosignature.size, default: []].append(cosignature)
            keys[cosignature.line] = cosignature.key
        }
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
        checkKeptSignatures(&outcome.report)
        var newest: Instant?
        if let policy = try request.policy.map(Held.policy) {
            newest = try checkQuorum(policy, &outcome)
        }
        let stamped = try checkStamps(request, &outcome)
        newest = [newest, stamped].compactMap { $0 }.max()
        outcome.newestOutsideTime = newest
        guard let limit = try request.policy.map(Held.policy)?.maximumAgeDays else { return }
        let age = newest.map { Int(request.asOf.ordinal) - Int($0.day.ordinal) }
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

    /// Signatures that the ledger keeps must be what they were when they came, whoever's they are.
    private func checkKeptSignatures(_ report: inout AuditReport) {
        for head in heads {
            guard let note = try? SignedNote(head.note) else {
                report.add(broken(head.size, "cosignature:\(head.size)"))
                continue
            }
            for signature in note.signatures {
                guard let text = keys[signature.line] else { continue }
                let key = try? NoteVerifierKey(text)
                let isValid = key.map { key in
                    (try? SignedNote(text: note.text, signatures: [signature]).verified(by: [key])) != nil
                }
                if isValid != true { report.add(broken(head.size, "cosignature:\(head.size):\(signature.name)")) }
            }
        }
    }

    private func broken(_ size: UInt64, _ by: String) -> AuditFinding {
        AuditFinding(
            .signature, seq: size == 0 ? nil : size - 1, by: by,
            Label("检查点 \(size) 的见证签名不成立", "a witness's signature under head \(size) does not hold"))
    }

    /// The newest head that the quorum signed; gives the newest time of its witnesses.
    private func checkQuorum(_ policy: TrustPolicy, _ outcome: inout AuditOutcome) throws -> Instant? {
        var newest: Instant?
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
                newest = max(newest ?? time, time)
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
        guard policy.demandsQuorum, outcome.witnessedSize == nil else { return newest }
        let (have, need, of) = (best?.have ?? 0, policy.needed.count, policy.needed.of)
        outcome.report.add(
            AuditFinding(
                .unproven, want: "\(need) of \(of)", got: "\(have) of \(of)", by: "quorum",
                Label(
                    "见证人法定数未达到：要求 \(of) 中取 \(need)，实有 \(have)",
                    "quorum \"\(need) of \(of)\" not met: \(have) of \(of)")))
        return newest
    }

    /// Holds stamps against the heads they are of, and against the entries that logged them.
    private func checkStamps(_ request: AuditRequest, _ outcome: inout AuditOutcome) throws -> Instant? {
        let trusted = try request.authorities.map { path in
            guard let bytes = Files.read(path) else {
                throw ServiceError.noInput(path: path, Label("证书文件不能读取", "the file of certificates cannot be read"))
            }
            return bytes
        }
        var newest: Instant?
        for stamp in stamps {
            let note = try published(stamp.size) ?? []
            let check = StampCheck(stamp: stamp, note: note, trusted: trusted)
            if let finding = check.finding { outcome.report.add(finding) }
            if let time = check.provenTime {
                newest = max(newest ?? time, time)
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
                outcome.missingStamps.append(logged.seq)
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
        return newest
    }
}
