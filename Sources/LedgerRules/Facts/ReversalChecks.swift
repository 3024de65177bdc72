public import LedgerDomain

extension EntryFacts {
    // MARK: Reversals

    static func reversalFaults(
        in entry: Entry, _ facts: Facts, _ context: RuleContext, isFollowed: Bool
    ) -> [Fault] {
        guard entry.ownKind == .entryReversed, let seq = entry.corrects else { return [] }
        func fault(_ given: String, _ expected: Label) -> [Fault] {
            [Fault(.reversal, path: "corrects", given: given, expected: expected)]
        }
        let earlier = facts[FactName(.reversed, String(seq))]
        if earlier[ReversedFact.by] > 0 {
            return fault(
                String(seq),
                Label(
                    "未被冲销的记录（已由 \(earlier[ReversedFact.by] - 1) 冲销）",
                    "an entry not reversed yet (\(earlier[ReversedFact.by] - 1) reversed it)"))
        }
        guard let own = entry.seq, seq < own, let bytes = context.entry(seq), let original = try? Entry(bytes) else {
            return fault(String(seq), Label("更早的记录的位置", "the position of an earlier entry"))
        }
        guard original.ownKind != .entryReversed else {
            return fault(String(seq), Label("不是冲销的记录；重新登记即可", "no reversal; record the event again instead"))
        }
        guard let ownKind = original.ownKind, !ownKind.isOwnedByLedger else {
            return fault(original.typeName, Label("业务记录", "an entry of business"))
        }
        guard ownKind != .periodClosed, ownKind != .periodReopened else {
            return fault(original.typeName, Label("结账以 period.reopened 解除", "use period.reopened to lift a lock"))
        }
        guard let repeated = entry.original,
            CanonicalJSON.encode(repeated) == CanonicalJSON.encode(Self.original(of: original))
        else {
            return [
                Fault(
                    .reversal, path: "body.original", given: "",
                    expected: Label("与位置 \(seq) 的记录逐字节相同", "byte for byte what stands at position \(seq)"))
            ]
        }
        if !isFollowed, ownKind == .projectRegistered, let project = original.text(.projectID),
            let place = original.region?.description,
            facts[FactName(.project, place, project)][1] > 0
        {
            return fault(project, Label("没有资金安排的项目", "a project without commitments"))
        }
        var faults: [Fault] = []
        // A cut-off between the two days would otherwise count the reversal alone.
        if let mine = entry.effectiveOn, let its = original.effectiveOn, mine < its {
            faults.append(
                Fault(
                    .reversal, path: "effective_on", given: mine.description,
                    expected: Label("不早于 \(its)", "\(its) or later")))
        }
        for (path, mine, its) in [
            ("region", entry.region?.description, original.region?.description),
            ("fiscal_year", entry.fiscalYear.map(String.init), original.fiscalYear.map(String.init)),
            ("counts_on", entry.countsOn?.description, original.countsOn?.description),
        ] where mine != its {
            faults.append(Fault(.reversal, path: path, given: mine ?? "", expected: Label(its ?? "", its ?? "")))
        }
        return faults
    }

    /// What a reversal repeats of an entry.
    public static func original(of entry: Entry) -> JSONValue {
        var members = [JSONMember("body", entry.envelopeValue(.body) ?? .object([]))]
        if let documents = entry.envelopeValue(.documents) { members.append(JSONMember("documents", documents)) }
        members.append(JSONMember("effective_on", entry.effectiveOn?.description ?? ""))
        members.append(JSONMember("type", entry.typeName))
        members.append(JSONMember("type_v", entry.typeVersion))
        return .object(members)
    }

    // MARK: Corrections

    /// What an entry that replaces a reversed one must hold: the other is reversed and not replaced yet, and both count in
    /// the same budget year and on the same day.
    static func replacementFaults(in entry: Entry, _ facts: Facts, _ context: RuleContext) -> [Fault] {
        guard entry.ownKind != .entryReversed, let seq = entry.corrects else { return [] }
        func fault(_ path: String, _ given: String, _ expected: Label) -> Fault {
            Fault(.reversal, path: path, given: given, expected: expected)
        }
        let state = facts[FactName(.reversed, String(seq))]
        guard state[ReversedFact.by] > 0, let bytes = context.entry(seq), let original = try? Entry(bytes) else {
            return [
                fault("corrects", String(seq), Label("已冲销的记录；更正先冲销", "an entry that is reversed; reverse it first"))
            ]
        }
        if state[ReversedFact.replacedBy] > 0 {
            let by = state[ReversedFact.replacedBy] - 1
            return [
                fault(
                    "corrects", String(seq),
                    Label("尚未更正的记录（已由 \(by) 更正；请更正该条）", "an entry not corrected yet (\(by) did; correct that one)"))
            ]
        }
        var faults: [Fault] = []
        if original.kind == .projectRegistered, let project = original.text(.projectID),
            let place = original.region?.description, facts[FactName(.project, place, project)][1] > 0,
            entry.kind != .projectRegistered || entry.text(.projectID) != project
        {
            faults.append(fault("body.project_id", entry.text(.projectID) ?? "", Label(project, project)))
        }
        // New business does not enter a closed period as the correction of something else.
        for (path, mine, its) in [
            ("type", entry.typeName, original.typeName),
            ("region", entry.region?.description, original.region?.description),
            ("fiscal_year", entry.fiscalYear.map { String($0) }, original.fiscalYear.map { String($0) }),
            ("counts_on", entry.countsOn?.description, original.countsOn?.description),
        ] where mine != its {
            faults.append(fault(path, mine ?? "", Label(its ?? "", its ?? "")))
        }
        return faults
    }

    /// The reversal and the correction of an entry, as the facts know them.
    public static func chain(of seq: UInt64, _ facts: Facts) -> (reversedBy: UInt64?, replacedBy: UInt64?) {
        let state = facts[FactName(.reversed, String(seq))]
        func position(_ index: Int) -> UInt64? { state[index] > 0 ? UInt64(state[index] - 1) : nil }
        return (position(ReversedFact.by), position(ReversedFact.replacedBy))
    }
}
