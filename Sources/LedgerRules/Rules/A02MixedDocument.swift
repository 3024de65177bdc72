import LedgerDomain

/// An allotment document is about one fund (未单独下达指标文件).
struct A02MixedDocument: LogRule {
    static let description = RuleDescription(
        "A02", Label("未单独下达指标文件", "Allotment document mixed with other funds"), .warn, .audit,
        definition: Label("一个文号的指标行只有一个转移支付项目代码。", "The lines of one document number have one transfer project code."),
        silence: Label("没有转移支付项目代码", "transfer_project_code is absent"),
        remedy: Label(
            "今后单独下达；文号填错的，更正记录。", "Issue it by a document of its own; where the number is wrong, correct the entry."),
        .other, basis: "szb.northnews.cn 2022-05-23 (Inner Mongolia)")

    static let kinds: [EventKind] = [.allotmentIssued]

    private struct Line {
        let place: RegionCode
        let year: Int
        let documents: [String]
        let code: String
        let amount: Int64
    }

    private var lines: [UInt64: Line] = [:]

    init() {}

    mutating func apply(_ entry: Entry) {
        guard let position = entry.position else { return }
        guard entry.sign > 0, let place = entry.region, let code = entry.text(.transferProjectCode) else {
            lines[position] = nil
            return
        }
        lines[position] = Line(
            place: place, year: entry.fiscalYear ?? 0, documents: entry.documents, code: Self.short(code),
            amount: entry.number(.amountFen) ?? 0)
    }

    /// The code from its `Z`: the long form has eight digits before it, 10000015Z155110000004.
    private static func short(_ code: String) -> String {
        code.firstIndex(of: "Z").map { String(code[$0...]) } ?? code
    }

    func findings(_ scope: AuditScope) -> [Finding] {
        var byDocument: [RegionCode: [String: [UInt64]]] = [:]
        for (seq, line) in lines {
            for document in Set(line.documents) {
                byDocument[line.place, default: [:]][document, default: []].append(seq)
            }
        }
        var findings: [Finding] = []
        for (place, documents) in byDocument.sorted(by: { $0.key < $1.key }) {
            for (document, positions) in documents.sorted(by: { $0.key < $1.key }) {
                let mixed = positions.compactMap { lines[$0] }
                let codes = Set(mixed.map(\.code)).sorted()
                guard codes.count > 1 else { continue }
                findings.append(
                    Finding(
                        Self.description, region: place, fiscalYear: mixed.map(\.year).min(), subject: document,
                        amountFen: mixed.reduce(0) { $0 + Int128($1.amount) }, positions: positions,
                        path: "body.transfer_project_code", given: codes.joined(separator: ", "),
                        expected: Label("一个文号只有一个项目代码", "one code in one document")))
            }
        }
        return findings
    }
}
