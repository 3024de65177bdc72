import LedgerAudit
public import LedgerDomain
import LedgerRules
import MerkleLog

/// What raising findings came to.
public struct RaiseReceipt: Sendable {
    /// The receipt of the append.
    public var append: AppendReceipt
    /// Findings that were on record already.
    public var alreadyRaised: [String] = []
}

extension Ledger {
    /// The proof of a finding that an entry holds; the list of findings gives the rest.
    private static let provingPositions = 1_000

    /// Puts findings on record: those named, or all that stand and were not raised yet.
    ///
    /// - Parameter ids: the findings; `nil` for all that the request lists.
    /// - Throws: ``ServiceError/usage(_:)`` where a finding is not in the list.
    public func raiseFindings(_ ids: [String]?, _ request: FindingsRequest) throws(ServiceError) -> RaiseReceipt {
        try atBorder {
            let made = try findings(request)
            let rows = Dictionary(made.rows.map { ($0.finding.id, $0) }, uniquingKeysWith: { first, _ in first })
            let wanted = ids ?? made.rows.map(\.finding.id)
            if let stranger = wanted.first(where: { rows[$0] == nil }) {
                throw ServiceError.usage(
                    Label("没有疑点 \(stranger)；编号见 audit rules", "there is no finding \(stranger); audit rules lists them")
                )
            }
            var seen: Set<String> = []
            var drafts: [Draft] = []
            var receipt = RaiseReceipt(append: AppendReceipt())
            for row in wanted.compactMap({ rows[$0] }) where seen.insert(row.finding.id).inserted {
                if row.record.status == .open {
                    drafts.append(draft(raising: row.finding, lastSeen: made.size - 1))
                } else {
                    receipt.alreadyRaised.append(row.finding.id)
                }
            }
            receipt.append = try record(drafts)
            // Raising again finds them on record.
            receipt.append.hasGivenIDs = true
            return receipt
        }
    }

    /// Answers a finding (答复).
    public func answerFinding(_ id: String, _ text: String) throws(ServiceError) -> AppendReceipt {
        try atBorder {
            try handle(id, .findingAnswered, [JSONMember(Key.answer.rawValue, text)])
        }
    }

    /// Judges a finding (违规认定).
    public func judgeFinding(_ id: String, _ result: FindingResult, facts: String) throws(ServiceError) -> AppendReceipt
    {
        try atBorder {
            try handle(
                id, .findingJudged,
                [JSONMember(Key.facts.rawValue, facts), JSONMember(Key.result.rawValue, result.rawValue)])
        }
    }

    /// Records what was put right (整改): 退回, 调账 and 其他.
    public func rectifyFinding(_ id: String, returned: Fen, adjusted: Fen, other: Fen) throws(ServiceError)
        -> AppendReceipt
    {
        try atBorder {
            let amounts = [(Key.returnedFen, returned), (.adjustedFen, adjusted), (.otherFen, other)]
            return try handle(id, .findingRectified, amounts.map { JSONMember($0.rawValue, String($1.count)) })
        }
    }

    private func draft(raising finding: Finding, lastSeen: UInt64) -> Draft {
        let proof = finding.positions.prefix(Self.provingPositions).map { JSONValue.string(String($0)) }
        return findingDraft(
            .findingRaised, region: finding.region, year: finding.fiscalYear,
            [
                JSONMember(Key.finding.rawValue, finding.id), JSONMember(Key.ruleID.rawValue, finding.rule),
                JSONMember(Key.ruleVersion.rawValue, String(finding.ruleVersion)),
                JSONMember(Key.severity.rawValue, finding.severity.rawValue),
                JSONMember(Key.amountFen.rawValue, String(finding.amountFen)),
                JSONMember(Key.findingType.rawValue, finding.findingType.rawValue),
                JSONMember(Key.proof.rawValue, .array(Array(proof))),
                JSONMember(Key.firstSeen.rawValue, String(finding.firstSeen)),
                JSONMember(Key.lastSeen.rawValue, String(lastSeen)),
            ])
    }

    /// Records a step about a finding under its place and year. What is not on record is refused by the rules (E16).
    private func handle(_ id: String, _ kind: EventKind, _ members: [JSONMember]) throws -> AppendReceipt {
        let raised = try handling()[id].raised
        return try record([
            findingDraft(
                kind, region: raised?.region, year: raised?.fiscalYear,
                [JSONMember(Key.finding.rawValue, id)] + members)
        ])
    }

    /// What people did about findings so far.
    private func handling() throws -> FindingHandling {
        try reading { log in
            var handling = FindingHandling()
            var entry = Entry()
            try log.read(0..<(try log.head()?.size ?? 0)) { _, bytes in
                do throws(EntryFault) { try entry.read(bytes) } catch { return true }
                handling.apply(entry)
                return true
            }
            return handling
        }
    }

    private func findingDraft(_ kind: EventKind, region: RegionCode?, year: Int?, _ body: [JSONMember]) -> Draft {
        let today = environment.today
        return Draft(
            id: environment.newID(), type: kind.type.name, effectiveOn: today.description,
            region: (region ?? genesis.region).description, fiscalYear: String(year ?? today.year), body: .object(body))
    }

    private func record(_ drafts: [Draft]) throws -> AppendReceipt {
        var receipt = AppendReceipt()
        receipt.hasGivenIDs = false
        let recorder = Recorder(reference: reference, ledgerRegion: genesis.region, actor: environment.actor)
        let outcome = try write(isDryRun: false, &receipt.head) { appender in
            try recorder.record(drafts.map { RecordedDraft(draft: $0) }, into: appender)
        }
        receipt.recorded = outcome.recorded.map { ($0.id, $0.seq) }
        receipt.repeats = outcome.repeats.map { ($0.id, $0.seq) }
        receipt.warnings = outcome.warnings.map { RefusedInput(file: "", row: $0.row, column: "", fault: $0.fault) }
        return receipt
    }
}
