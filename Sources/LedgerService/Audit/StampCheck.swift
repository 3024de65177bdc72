import LedgerAudit
import LedgerDomain
import LedgerTimeStamp
import MerkleLog

/// One stored stamp held against the head that it is of.
struct StampCheck {
    /// What is wrong with it.
    private(set) var finding: AuditFinding?
    /// The time that the answer states, whoever made it.
    private(set) var claimedTime: Instant?
    /// The time, where an authority that the auditor trusts signed it over this very head.
    private(set) var provenTime: Instant?

    /// - Parameters:
    ///   - note: the head as published; empty where only the claimed time is asked for.
    ///   - trusted: certificates of authorities (PEM); `nil` where the auditor brought none.
    init(stamp: StoredStamp, note: [UInt8], trusted: [UInt8]?) {
        let by = "stamp:\(stamp.size)-\(stamp.number)"
        func refuse(_ error: TimeStampError, got: String? = nil) -> AuditFinding {
            AuditFinding(
                .signature, seq: stamp.size == 0 ? nil : stamp.size - 1, got: got ?? "\(error)", by: by,
                Label(
                    "检查点 \(stamp.size) 的时间戳不成立（\(error.label.chinese)）",
                    "the time stamp of head \(stamp.size) does not hold (\(error.label.english))"))
        }
        do throws(TimeStampError) {
            let answer = try TimeStampAnswer(stamp.response)
            claimedTime = Instant(secondsSinceEpoch: answer.time)
            guard !note.isEmpty else { return }
            let imprint = MerkleTree.sha256(note).bytes
            guard answer.imprint == imprint else {
                finding = refuse(.otherImprint, got: "imprint \(Hexadecimal.encode(answer.imprint))")
                return
            }
            guard let trusted else { return }
            try answer.verify(imprint: imprint, nonce: nil, trusted: trusted)
            provenTime = claimedTime
        } catch { finding = refuse(error) }
    }
}
