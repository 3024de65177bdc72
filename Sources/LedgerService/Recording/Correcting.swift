public import LedgerDomain
import LedgerRules
import MerkleLog

extension Ledger {
    /// Takes entries back, all or none (冲销). Each reversal counts where its original counts.
    ///
    /// - Parameters:
    ///   - seqs: the positions of the entries.
    ///   - day: the business date of the reversals; today where none is given.
    /// - Throws: ``ServiceError/refused(_:)`` where one cannot be taken back, with the reason.
    public func reverse(
        _ seqs: [UInt64], reason: String, on day: Day? = nil, isDryRun: Bool = false
    ) throws(ServiceError) -> AppendReceipt {
        try atBorder {
            try demandReversible(seqs)
            return try record(seqs.map { reversal($0, reason, day) }, isDryRun: isDryRun)
        }
    }

    /// Positions that hold business: there are so many, and the first opened the ledger.
    private func demandReversible(_ seqs: [UInt64]) throws {
        let size = try head()?.size ?? 0
        let faults = seqs.compactMap { seq -> RefusedInput? in
            let expected: Label
            if seq >= size {
                expected = Label("账本中的位置（共 \(size) 条记录）", "a position of the ledger, which has \(size) entries")
            } else if seq == 0 {
                expected = Label("业务记录；位置 0 是建账记录", "an entry of business; position 0 opened the ledger")
            } else {
                return nil
            }
            let fault = Fault(.reversal, path: "corrects", given: String(seq), expected: expected)
            return RefusedInput(file: "", row: 0, column: "", fault: fault)
        }
        if !faults.isEmpty { throw ServiceError.refused(faults) }
    }

    /// Takes an entry back and records what is right in its place, in one append (更正).
    ///
    /// The new entry carries the budget year and the attribution date of the old one, whatever the sender wrote or left
    /// out, so that the correction counts where the mistake counted.
    ///
    /// - Parameter text: the right event, one JSON object.
    /// - Throws: ``ServiceError/refused(_:)`` with all faults.
    public func correct(
        _ seq: UInt64, with text: [UInt8], reason: String, on day: Day? = nil, isDryRun: Bool = false
    ) throws(ServiceError) -> AppendReceipt {
        try atBorder {
            try demandReversible([seq])
            guard let original = try show(seq)?.entry else {
                throw ServiceError.usage(Label("位置 \(seq) 不能读取", "position \(seq) cannot be read"))
            }
            let (drafts, _) = try decode(text)
            guard drafts.count == 1, var draft = drafts.first?.draft else {
                throw ServiceError.usage(Label("更正应为一个 JSON 对象", "a correction takes one JSON object"))
            }
            draft.corrects = String(seq)
            draft.region = draft.region ?? original.region?.description
            draft.fiscalYear = draft.fiscalYear ?? original.fiscalYear.map(String.init)
            if draft.countsOn == nil, original.countsOn?.description != draft.effectiveOn {
                draft.countsOn = original.countsOn?.description
            }
            // Both halves are in or out of every cut-off together, or money would count twice between their days.
            let right = Day(draft.effectiveOn) ?? environment.today
            let both = max(right, original.effectiveOn ?? right)
            if let day, day > right {
                throw ServiceError.usage(
                    Label(
                        "\(Choice.on) 不得晚于正确记录的业务日期 \(right)",
                        "\(Choice.on) is not later than the date of the right entry, \(right)"))
            }
            return try record([reversal(seq, reason, day ?? both), draft], isDryRun: isDryRun)
        }
    }

    private func reversal(_ seq: UInt64, _ reason: String, _ day: Day?) -> Draft {
        Draft(
            id: environment.newID(), type: EventKind.entryReversed.type.name,
            effectiveOn: (day ?? environment.today).description, region: nil, fiscalYear: nil, corrects: String(seq),
            body: .object([JSONMember(Key.reason.rawValue, reason)]))
    }

    /// Records drafts of this program's own, all or none.
    func record(_ drafts: [Draft], isDryRun: Bool) throws -> AppendReceipt {
        try append(
            drafts.enumerated().map { RecordedDraft(row: drafts.count > 1 ? $0 + 1 : 0, draft: $1) }, isDryRun: isDryRun
        )
    }
}
