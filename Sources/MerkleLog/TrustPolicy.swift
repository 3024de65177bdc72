/// Why a policy file is refused, with the number of the line.
public struct TrustPolicyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: String, Error, Sendable {
        /// Longer than 64 KiB, not UTF-8, or with control characters.
        case malformed
        /// A line that begins with no known word, or has too few or too many parts.
        case line
        /// A key that is none, or of the other kind.
        case key
        /// A key or name that stands there already.
        case repeated
        /// A member that no line before defines, or that is a member already.
        case member
        /// A threshold that is no number from 1 to the number of members.
        case threshold
        /// No `log` line, or not exactly one `quorum` line.
        case incomplete
        /// `max-age-days` without a number from 1 to 36,500.
        case age
    }

    /// The line, from 1; 0 where it concerns the whole.
    public let line: Int
    /// What is wrong.
    public let reason: Reason

    /// The line and the reason.
    public var description: String { "line \(line): \(reason.rawValue)" }
}

/// Whom an auditor trusts (C2SP tlog-policy): the keys of logs, witnesses, and how many of these must have signed.
///
/// ```
/// log example.gov.cn/funds/522633+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx
/// witness audit-office audit.example.gov.cn+789a57c1+BIqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c
/// witness treasury treasury.example.gov.cn+…
/// group outside 1 audit-office treasury
/// quorum outside
/// # max-age-days 31
/// ```
///
/// The last line is this ledger's own, in a comment so that other tools read the same file: how old the newest time
/// from outside may be.
public struct TrustPolicy: Hashable, Sendable {
    /// A witness: the name in this file, and the key.
    public struct Witness: Hashable, Sendable {
        /// The name in this file.
        public let name: String
        /// Its key, of kind ``NoteKeyKind/cosignature``.
        public let key: NoteVerifierKey
    }

    /// Names of which so many must have signed.
    public struct Group: Hashable, Sendable {
        /// The name in this file.
        public let name: String
        /// How many of the members.
        public let threshold: Int
        /// Witnesses or groups that stand before.
        public let members: [String]
    }

    /// The keys of the logs.
    public private(set) var logs: [NoteVerifierKey] = []
    /// The witnesses.
    public private(set) var witnesses: [Witness] = []
    /// The groups, members before those that hold them.
    public private(set) var groups: [Group] = []
    /// The witness or group that must have signed; `nil` for none.
    public private(set) var quorum: String?
    /// How many days before the day of an audit the newest time from outside may be; `nil` where that is not limited.
    public private(set) var maximumAgeDays: Int?

    private static let maximumBytes = 65_536
    private static let ageMark = "max-age-days"

    /// Reads a policy file.
    ///
    /// - Throws: ``TrustPolicyError``.
    public init(_ bytes: [UInt8]) throws(TrustPolicyError) {
        guard bytes.count <= Self.maximumBytes, bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0A || $0 == 0x09 }),
            String(validating: bytes, as: UTF8.self) != nil
        else { throw TrustPolicyError(line: 0, reason: .malformed) }
        var reader = Reader()
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let parts = line.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 }).map {
                String(decoding: $0, as: UTF8.self)
            }
            do { try reader.read(parts, into: &self) } catch { throw TrustPolicyError(line: index + 1, reason: error) }
        }
        guard !logs.isEmpty, reader.hasQuorum else { throw TrustPolicyError(line: 0, reason: .incomplete) }
    }

    /// Takes lines one after the other.
    private struct Reader {
        var hasQuorum = false
        var names: Set<[UInt8]> = []
        var used: Set<[UInt8]> = []
        var keys: Set<[UInt8]> = []

        mutating func read(_ parts: [String], into policy: inout TrustPolicy) throws(TrustPolicyError.Reason) {
            guard let word = parts.first else { return }
            if word.utf8.first == UInt8(ascii: "#") { return try readComment(parts, into: &policy) }
            switch (word, parts.count) {
            case ("log", 2...3): policy.logs.append(try key(parts[1], .ed25519))
            case ("witness", 3...4):
                try define(parts[1])
                policy.witnesses.append(Witness(name: parts[1], key: try key(parts[2], .cosignature)))
            case ("group", 4...):
                let members = Array(parts[3...])
                for member in members { try use(member) }
                try define(parts[1])
                policy.groups.append(
                    Group(name: parts[1], threshold: try threshold(parts[2], members.count), members: members))
            case ("quorum", 2):
                guard !hasQuorum else { throw .repeated }
                hasQuorum = true
                if parts[1] == "none" { return }
                guard names.contains(Array(parts[1].utf8)) else { throw .member }
                policy.quorum = parts[1]
            default: throw .line
            }
        }

        private func readComment(_ parts: [String], into policy: inout TrustPolicy) throws(TrustPolicyError.Reason) {
            guard parts[0] == "#", parts.count > 1, parts[1] == TrustPolicy.ageMark else { return }
            guard parts.count == 3, let days = StrictDecimal.decode(parts[2]), (1...36_500).contains(days) else {
                throw .age
            }
            guard policy.maximumAgeDays == nil else { throw .repeated }
            policy.maximumAgeDays = Int(days)
        }

        private mutating func key(_ text: String, _ kind: NoteKeyKind) throws(TrustPolicyError.Reason)
            -> NoteVerifierKey
        {
            guard let key = try? NoteVerifierKey(text), key.kind == kind else { throw .key }
            guard keys.insert(key.publicKey).inserted else { throw .repeated }
            return key
        }

        private mutating func define(_ name: String) throws(TrustPolicyError.Reason) {
            guard name != "none" else { throw .line }
            guard names.insert(Array(name.utf8)).inserted else { throw .repeated }
        }

        private mutating func use(_ name: String) throws(TrustPolicyError.Reason) {
            guard names.contains(Array(name.utf8)), used.insert(Array(name.utf8)).inserted else { throw .member }
        }

        private func threshold(_ text: String, _ count: Int) throws(TrustPolicyError.Reason) -> Int {
            switch text {
            case "all": return count
            case "any": return 1
            default:
                guard let number = StrictDecimal.decode(text), (1...UInt64(count)).contains(number) else {
                    throw .threshold
                }
                return Int(number)
            }
        }
    }

    /// Whether any witness is asked for.
    public var demandsQuorum: Bool { quorum != nil }

    /// How many of how many the quorum asks for: of a witness, 1 of 1.
    public var needed: (count: Int, of: Int) {
        guard let quorum else { return (0, 0) }
        guard let group = groups.first(where: { $0.name.utf8.elementsEqual(quorum.utf8) }) else { return (1, 1) }
        return (group.threshold, group.members.count)
    }
}

/// Which witnesses signed a head, and whether they are enough.
public struct QuorumReport: Hashable, Sendable {
    /// A witness that signed, and its newest time.
    public struct Cosigner: Hashable, Sendable {
        /// The name in the policy.
        public let name: String
        /// When, in seconds since 1970.
        public let time: UInt64
    }

    /// Whether the quorum signed. Where the policy asks for none, it is met.
    public let isMet: Bool
    /// How many members of the quorum signed.
    public let have: Int
    /// The witnesses that signed.
    public let cosigners: [Cosigner]
}

extension TrustPolicy {
    /// Holds the signatures under a head against the policy. A witness that signed twice counts once.
    ///
    /// - Throws: ``NoteError/badSignature(_:)`` where a witness's signature does not fit.
    public func assess(_ note: SignedNote) throws(NoteError) -> QuorumReport {
        var cosigners: [QuorumReport.Cosigner] = []
        for witness in witnesses {
            let own = note.signatures.filter {
                $0.keyID == witness.key.keyID && $0.name.utf8.elementsEqual(witness.key.name.utf8)
            }
            guard !own.isEmpty else { continue }
            _ = try SignedNote(text: note.text, signatures: own).verified(by: [witness.key])
            let times = own.compactMap { Cosignature($0.payload)?.time }
            cosigners.append(QuorumReport.Cosigner(name: witness.name, time: times.max() ?? 0))
        }
        var signed = Set(cosigners.map { Array($0.name.utf8) })
        func count(_ members: [String]) -> Int { members.count { signed.contains(Array($0.utf8)) } }
        // Members stand before the groups that hold them, so one pass in order is enough.
        for group in groups where count(group.members) >= group.threshold { signed.insert(Array(group.name.utf8)) }
        guard let quorum else { return QuorumReport(isMet: true, have: 0, cosigners: cosigners) }
        let isMet = signed.contains(Array(quorum.utf8))
        let group = groups.first { $0.name.utf8.elementsEqual(quorum.utf8) }
        return QuorumReport(
            isMet: isMet, have: group.map { count($0.members) } ?? (isMet ? 1 : 0), cosigners: cosigners)
    }
}
