import MerkleLog

/// Trust policies (``TrustPolicy``), which auditors write by hand.
///
/// What is read can be written in the plainest form and read again. The quorum is what the groups say, counted here
/// from the quorum down instead of from the witnesses up.
struct TrustPolicyTarget: FuzzTarget {
    static let name = "policy"
    static let dictionary = [
        "log ", "witness ", "group ", "quorum ", "none", "all", "any", "# max-age-days ", "\n", "quorum none\n",
        "quorum g\n", "group g 1 w\n",
    ]

    private let log: SampleLog
    private let notes: [SignedNote]

    init() throws {
        let log = try SampleLog()
        self.log = log
        notes = try [log.note(size: 8)] + SampleLog.published.map { try SignedNote(Array($0.note.utf8)) }
    }

    func seeds() throws -> [[UInt8]] {
        let (own, witness) = (log.key.verifier.description, log.witness.verifier.description)
        let other = SampleLog.published[3].keys[1]
        return [
            "log \(own)\nquorum none\n",
            "log \(own) https://log.example\nwitness w \(witness) https://w.example\nquorum w\n",
            """
            # whom we trust
            log \(own)
            witness w \(witness)
            witness\tv\t\(other)
            group g 1 w v
            group h all g
            quorum h
            # max-age-days 31

            """,
            "log \(own)\nwitness w \(witness)\nwitness v \(other)\ngroup g any w v\nquorum g\n",
            "log \(own)\nwitness w \(witness)\nwitness v \(other)\ngroup g 2 w v\nquorum g\n",
        ].map { Array($0.utf8) }
    }

    mutating func run(_ bytes: [UInt8]) {
        guard let policy = try? TrustPolicy(bytes) else { return }
        let text = Self.text(of: policy)
        guard let again = try? TrustPolicy(Array(text.utf8)) else { fatalError("cannot be read again: \(text)") }
        expect(again == policy, "read again it is another policy: \(text)")
        let needed = policy.needed
        expect(policy.demandsQuorum == (needed.count > 0) && needed.count <= needed.of, "needed: \(needed)")
        for note in notes {
            guard let report = try? policy.assess(note) else { continue }
            let signed = Set(report.cosigners.map(\.name))
            let isMet = policy.quorum.map { Self.isMet($0, policy, signed) } ?? true
            expect(report.isMet == isMet, "the quorum is met: \(report.isMet)")
            expect(report.have <= needed.of && (!report.isMet || report.have >= needed.count), "has \(report.have)")
        }
    }

    private static func text(of policy: TrustPolicy) -> String {
        var lines = policy.logs.map { "log \($0)" }
        lines += policy.witnesses.map { "witness \($0.name) \($0.key)" }
        lines += policy.groups.map { "group \($0.name) \($0.threshold) \($0.members.joined(separator: " "))" }
        lines.append("quorum \(policy.quorum ?? "none")")
        if let days = policy.maximumAgeDays { lines.append("# max-age-days \(days)") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func isMet(_ name: String, _ policy: TrustPolicy, _ signed: Set<String>) -> Bool {
        guard let group = policy.groups.first(where: { $0.name == name }) else { return signed.contains(name) }
        return group.members.count { isMet($0, policy, signed) } >= group.threshold
    }
}
