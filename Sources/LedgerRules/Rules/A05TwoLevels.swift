import LedgerDomain

/// What an upper level issued and what the lower one received agree (上下级对账不一致).
///
/// Lines go together where place, document numbers and, if both name them, upper document numbers are equal. What one
/// document gave to one place is compared as a whole, since each level numbers its lines as it likes.
struct A05TwoLevels: LogRule {
    static let description = RuleDescription(
        "A05", Label("上下级对账不一致", "Two-level reconciliation"), .error, .audit,
        definition: Label(
            "同一指标文号、上级指标文号下，上级下达与下级接收的金额、发文时间、项目代码、资金性质、功能科目、分配方式相等。",
            "Under the same document number and upper document number, amount, document date, project code, fund nature, function code and distribution method are equal at both levels."
        ),
        silence: Label(
            "账中只有一级的记录；一级没有填写该项", "only one of the two levels is in the log; one of them does not state the item"),
        remedy: Label("上下级核对后更正。", "Let both levels check, and correct the entry that is wrong."),
        .data,
        basis:
            "form 转移支付资金上下级对账信息, public front-end source of a provincial transfer-payment supervision system")

    static let kinds: [EventKind] = [.allotmentIssued, .allotmentReceived]

    /// What is compared, beside the amount.
    private static let items: [(key: Key, label: Label)] = [
        (.documentDate, Label("发文时间", "document date")), (.transferProjectCode, Label("项目代码", "project code")),
        (.fundNature, Label("资金性质", "fund nature")), (.expenditureFunction, Label("功能科目", "function code")),
        (.distributionMethod, Label("分配方式", "distribution method")),
    ]

    private struct Document: Hashable {
        let place: RegionCode
        let numbers: [String]
    }

    private struct Line {
        let seq: UInt64
        let isIssued: Bool
        let year: Int
        let document: Document
        let upper: [String]
        let amount: Int64
        let values: [String?]
    }

    private var lines: [UInt64: Line] = [:]

    init() {}

    mutating func apply(_ entry: Entry) {
        guard let position = entry.position else { return }
        let isIssued = entry.kind == .allotmentIssued
        guard entry.sign > 0, let place = isIssued ? entry.region(.to) : entry.region else {
            lines[position] = nil
            return
        }
        lines[position] = Line(
            seq: position, isIssued: isIssued, year: entry.fiscalYear ?? 0,
            document: Document(place: place, numbers: entry.documents.sorted()),
            upper: entry.texts(.upperDocuments).sorted(), amount: entry.number(.amountFen) ?? 0,
            values: Self.items.map { entry.text($0.key) })
    }

    func findings(_ scope: AuditScope) -> [Finding] {
        let byDocument = Dictionary(grouping: lines.values.sorted { $0.seq < $1.seq }, by: \.document)
        let ordered = byDocument.sorted {
            ($0.key.place, $0.key.numbers.joined()) < ($1.key.place, $1.key.numbers.joined())
        }
        return ordered.flatMap { document, lines in
            // Where every line names its upper documents, one document under two of them is two matters.
            guard lines.allSatisfy({ !$0.upper.isEmpty }) else { return compare(lines, document, []) }
            return Dictionary(grouping: lines, by: \.upper).sorted { $0.key.joined() < $1.key.joined() }
                .flatMap { compare($0.value, document, $0.key) }
        }
    }

    private func compare(_ lines: [Line], _ document: Document, _ upper: [String]) -> [Finding] {
        let (issued, received) = (lines.filter(\.isIssued), lines.filter { !$0.isIssued })
        guard !issued.isEmpty, !received.isEmpty else { return [] }
        func sum(_ lines: [Line]) -> Int128 { lines.reduce(0) { $0 + Int128($1.amount) } }
        let subject = (document.numbers + upper).joined(separator: " ")
        func finding(_ key: Key, _ amount: Int128, _ given: String, _ expected: Label, by difference: String? = nil)
            -> Finding
        {
            Finding(
                Self.description, region: document.place, fiscalYear: received.map(\.year).min(),
                subject: "\(subject) \(key.rawValue)", amountFen: amount, positions: lines.map(\.seq),
                path: "body.\(key.rawValue)", given: given, expected: expected, difference: difference)
        }
        var findings: [Finding] = []
        let gap = sum(received) - sum(issued)
        if gap != 0 {
            findings.append(
                finding(
                    .amountFen, gap < 0 ? 0 - gap : gap, String(sum(received)),
                    Label("\(sum(issued)) 分（上级下达）", "\(sum(issued)) fen, as was issued"),
                    by: String(gap < 0 ? 0 - gap : gap)))
        }
        for (index, item) in Self.items.enumerated() {
            let above = issued.compactMap { $0.values[index] }
            let below = received.compactMap { $0.values[index] }
            guard above.count == issued.count, below.count == received.count, Set(above) != Set(below) else { continue }
            let wanted = Set(above).sorted().joined(separator: ", ")
            findings.append(
                finding(
                    item.key, sum(received), Set(below).sorted().joined(separator: ", "),
                    Label("\(wanted)（上级的\(item.label.chinese)）", "\(wanted), the \(item.label.english) above")))
        }
        return findings
    }
}
