import LedgerAudit
public import LedgerDomain
import LedgerFiles
import LedgerTimeStamp
import MerkleLog

/// A stamp that was added.
public struct StampReceipt: Sendable {
    /// The size of the head that was stamped.
    public let size: UInt64
    /// When, as the authority says.
    public let time: Instant
    /// The authority.
    public let authority: String
    /// The position of the entry that logs it.
    public let seq: UInt64
}

extension Ledger {
    /// Writes the request for a time stamp of the newest head (RFC 3161), and publishes that head.
    ///
    /// - Returns: the path of the head that is to be stamped.
    public func requestStamp(at path: String) throws(ServiceError) -> (path: String, size: UInt64) {
        try atBorder {
            try FileOutput.check(path, outside: directory)
            let (published, head) = try publishHead()
            let nonce = environment.randomBytes(8)
            let request = try TimeStampRequest.encode(imprint: MerkleTree.sha256(head.note).bytes, nonce: nonce)
            try FileOutput.write(request, to: path, outside: directory)
            return (published, head.size)
        }
    }

    /// Checks the answer of a time-stamping authority, keeps it and logs it, so that all that follows is later.
    ///
    /// - Parameter authorities: certificates (PEM) to trust.
    /// - Throws: ``ServiceError`` that refutes it where the answer is of no head of this log or not signed by such an authority.
    public func addStamp(_ path: String, authorities: String) throws(ServiceError) -> StampReceipt {
        try atBorder {
            let bytes = try EvidenceFile.bytes(path)
            let trusted = try EvidenceFile.bytes(authorities)
            let answer: TimeStampAnswer
            let head: StoredHead
            do {
                answer = try TimeStampAnswer(bytes)
                guard let found = try stampedHead(answer.imprint) else { throw TimeStampError.otherImprint }
                head = found
                try answer.verify(imprint: answer.imprint, nonce: nil, trusted: trusted)
            } catch let error as TimeStampError {
                if case .noAuthorities = error { throw ServiceError.noInput(path: authorities, error.label) }
                throw ServiceError.refuted(
                    .signature,
                    Label(
                        "时间戳应答不成立（\(error.label.chinese)）",
                        "the answer is no valid time stamp of a head of this log (\(error.label.english))"))
            }
            let time = Instant(secondsSinceEpoch: answer.time)
            let authority = answer.authority.isEmpty ? "unknown" : String(answer.authority.prefix(500))
            let seq = try recordOwn(
                .headStamped,
                [
                    JSONMember("head_size", String(head.size)), JSONMember("head_root", Hexadecimal.encode(head.root)),
                    JSONMember("stamped_at", time.description), JSONMember("authority", authority),
                    JSONMember("response_sha256", MerkleTree.sha256(bytes).hex),
                ]
            ) { try $0.addStamp(bytes, size: head.size) }
            try Files.write(bytes, to: "\(directory)/heads/\(head.size).tsr")
            return StampReceipt(size: head.size, time: time, authority: authority, seq: seq)
        }
    }

    /// The head that an imprint is of, looked for from the newest.
    private func stampedHead(_ imprint: [UInt8]) throws -> StoredHead? {
        try reading { log in
            var below = try log.head()?.size ?? 0
            while below > 0 {
                let from = below > 1_024 ? below - 1_024 : 0
                for head in try log.heads(after: from, through: below).reversed()
                where MerkleTree.sha256(head.note).bytes == imprint { return head }
                below = from
            }
            return nil
        }
    }
}
