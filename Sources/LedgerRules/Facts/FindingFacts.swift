import LedgerDomain

/// What the numbers of a finding's fact mean. Its text is the list of its judgements, each with position and result.
enum FindingFact {
    /// The position that put it on record, plus one; 0 where it is not on record.
    static let raised = 0
    /// The amount with which it was put on record, in 分.
    static let amount = 1
    /// How many answers, judgements and rectifications stand.
    static let steps = 2
    /// How many rectifications stand.
    static let rectifications = 3
    /// What they come to, in 分.
    static let rectified = 4

    /// Whether the newest judgement that stands is NORMAL (无问题).
    static func isNormal(_ finding: FactState) -> Bool {
        finding.lines(0).last?.last == FindingResult.normal.rawValue
    }
}

/// Which findings are on record, and what was done about them (疑点): a step needs its finding, what is put right cannot
/// pass its amount, and a finding that is no violation has nothing to be put right.
enum FindingFacts: FactFamily {
    static func names(for entry: Entry) -> [FactName] {
        entry.text(.finding).map { [FactName(.finding, $0)] } ?? []
    }

    static func apply(_ entry: Entry, at seq: UInt64, to facts: inout Facts) {
        guard let kind = entry.kind, let finding = entry.text(.finding) else { return }
        let isTaken = entry.sign > 0
        func change(_ body: (inout FactState) -> Void) { facts.change(FactName(.finding, finding), at: seq, body) }
        func step(_ state: inout FactState) { state[FindingFact.steps] &+= entry.sign }
        switch kind {
        case .findingRaised:
            change { state in
                state[FindingFact.raised] = isTaken ? Int64(clamping: seq + 1) : 0
                state[FindingFact.amount] = isTaken ? entry.number(.amountFen) ?? 0 : 0
            }
        case .findingAnswered: change(step)
        case .findingJudged:
            change { state in
                step(&state)
                let position = String(isTaken ? seq : entry.corrects ?? seq)
                if isTaken {
                    state.addLine(0, [position, entry.text(.result) ?? ""])
                } else {
                    state.setLines(0, state.lines(0).filter { $0.first != position })
                }
            }
        case .findingRectified:
            change { state in
                step(&state)
                state[FindingFact.rectifications] &+= entry.sign
                let sum = Int128(state[FindingFact.rectified]) + Int128(entry.sign) * Int128(amount(of: entry))
                // A sum that passes 64 bits passes every amount, and is refused.
                state[FindingFact.rectified] = Int64(clamping: sum)
            }
        default: break
        }
    }

    /// 退回, 调账 and 其他 together, in 分.
    private static func amount(of entry: Entry) -> Int64 {
        let parts = [Key.returnedFen, .adjustedFen, .otherFen].map { Int128(entry.number($0) ?? 0) }
        return Int64(clamping: parts.reduce(0, +))
    }

    // MARK: Checks

    /// A rectification of a finding with an amount says what was put right.
    static func faults(in entry: Entry, _ facts: Facts) -> [Fault] {
        guard entry.kind == .findingRectified, entry.sign > 0, let finding = entry.text(.finding),
            facts[FactName(.finding, finding)][FindingFact.amount] > 0, amount(of: entry) == 0
        else { return [] }
        return [
            Fault(
                .form, path: "body.returned_fen", given: "0",
                expected: Label("退回、调账、其他至少一项大于 0", "more than 0 returned, adjusted or otherwise"))
        ]
    }

    /// The bounds that a finding's fact passes. A step without its finding is a reference's to report.
    static func excesses(_ state: FactState) -> [Balance.Excess] {
        if state[FindingFact.raised] <= 0 {
            return [.init(kind: .handled, has: state[FindingFact.steps], limit: 0)].filter { $0.by > 0 }
        }
        let isNormal = FindingFact.isNormal(state)
        return [
            .init(kind: .rectified, has: state[FindingFact.rectified], limit: state[FindingFact.amount]),
            .init(kind: .normal, has: isNormal ? state[FindingFact.rectifications] : 0, limit: 0),
        ].filter { $0.by > 0 }
    }

    /// What a passed bound means for the entry that passes it.
    static func fault(_ excess: Balance.Excess, _ entry: Entry) -> Fault? {
        let finding = entry.text(.finding) ?? ""
        switch excess.kind {
        case .handled:
            guard entry.kind == .findingRaised else { return nil }
            return Fault(
                .reversal, path: entry.sign < 0 ? "corrects" : "body.finding", given: finding,
                expected: Label(
                    "没有答复、认定和整改的疑点（尚有 \(excess.has) 条，先冲销）",
                    "a finding without answers, judgements and rectifications (reverse its \(excess.has) first)"))
        case .rectified where entry.kind == .findingRaised:
            return Fault(
                .arithmetic, path: "body.amount_fen", given: String(entry.number(.amountFen) ?? 0),
                expected: Label("不少于已整改的 \(excess.has) 分", "the \(excess.has) fen put right already, or more"),
                difference: String(excess.by))
        case .rectified: return tooMuch(excess, entry)
        case .normal: return contradiction(finding, entry)
        default: return nil
        }
    }

    private static func tooMuch(_ excess: Balance.Excess, _ entry: Entry) -> Fault {
        let given = amount(of: entry)
        let left = max(0, given &- excess.by)
        let expected =
            excess.limit == 0
            ? Label("各项为 0（该疑点没有金额）", "0 in each part, as the finding has no amount")
            : Label(
                "退回、调账、其他合计不超过 \(left) 分（疑点金额 \(excess.limit) 分，其余已整改）",
                "\(left) fen or less in all, as the finding is about \(excess.limit) fen and the rest was put right")
        let path = [Key.returnedFen, .adjustedFen, .otherFen].first { (entry.number($0) ?? 0) > 0 } ?? .returnedFen
        return Fault(
            .arithmetic, path: "body.\(path.rawValue)", given: String(given), expected: expected,
            difference: String(excess.by))
    }

    private static func contradiction(_ finding: String, _ entry: Entry) -> Fault {
        if entry.kind == .findingRectified {
            return Fault(
                .findingStep, path: "body.finding", given: finding,
                expected: Label(
                    "未被认定为正常的疑点（认定正常的没有可整改的）", "a finding not judged NORMAL, which leaves nothing to put right"))
        }
        guard entry.sign < 0 else {
            return Fault(
                .findingStep, path: "body.result", given: FindingResult.normal.rawValue,
                expected: Label("VIOLATION（该疑点已有整改，不能认定正常）", "VIOLATION, as something of the finding was put right"))
        }
        return Fault(
            .findingStep, path: "corrects", given: finding,
            expected: Label(
                "没有整改的疑点（冲销后只剩“正常”的认定，先冲销整改）",
                "a finding without rectifications (what is left would be NORMAL; reverse what was put right first)"))
    }
}
