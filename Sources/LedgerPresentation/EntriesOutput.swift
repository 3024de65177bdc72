import LedgerDomain
public import LedgerInterchange
public import LedgerService
import MerkleLog

/// A list of entries as table, JSON, CSV or workbook.
public struct EntriesOutput {
    private let made: MadeEntries
    private let presenter: Presenter

    /// Entries as a presenter gives them.
    public init(_ made: MadeEntries, _ presenter: Presenter) {
        (self.made, self.presenter) = (made, presenter)
    }

    /// The entries as JSON, whole.
    public var json: String { JSONText.array(made.entries.map(\.value.output)).text }

    /// The entries as people read them.
    public var text: String { dataTable.text(TableStyle(presenter.language, in: .yuan)) }

    /// That the list may not be the whole; `nil` where it is.
    public var cutNote: String? { made.isCut ? presenter.text(cut) : nil }

    /// The entries with what proves them.
    public var dataTable: DataTable {
        DataTable(
            Label("记录清单", "Entries"), scope: scope, columns: Self.columns,
            rows: made.entries.map { entry in row(entry, entry.seq.flatMap { made.chains[$0] }) },
            evidence: EvidenceLines.log(made.origin, size: made.size, root: made.root), notes: made.isCut ? [cut] : [])
    }

    private var cut: Label {
        let limit = made.filter.limit
        return Label(
            "最多列出 \(limit) 条（\(Choice.limit)）。", "At most \(limit) entries are listed (\(Choice.limit))."
        ).named(by: presenter.vocabulary)
    }

    private static let columns = [
        ReportColumn("seq", "位置", "Position"), ReportColumn("recorded_at", "入账时间", "Recorded"),
        ReportColumn("effective_on", "业务日期", "Date"), ReportColumn("type", "类型", "Type"),
        ReportColumn("region", "地区", "Place"), ReportColumn("amount_fen", "金额", "Amount"),
        ReportColumn("corrects", "冲销/更正", "Corrects"), ReportColumn("reversed_by", "被冲销", "Reversed by"),
        ReportColumn("replaced_by", "被更正", "Replaced by"),
    ]

    private func row(_ entry: Entry, _ chain: (reversedBy: UInt64?, replacedBy: UInt64?)?) -> [ReportValue] {
        func position(_ seq: UInt64?) -> ReportValue { seq.map { .integer(Int64(clamping: $0)) } ?? .text("") }
        return [
            position(entry.seq), .text(entry.recordedAt?.description ?? ""),
            entry.effectiveOn.map { .day($0) } ?? .text(""),
            .text(entry.ownKind.map { presenter.text($0.type.label) } ?? entry.typeName),
            .text(entry.region?.description ?? ""), entry.number(.amountFen).map { .fen(Int128($0)) } ?? .text(""),
            position(entry.corrects), position(chain?.reversedBy), position(chain?.replacedBy),
        ]
    }

    /// Which entries were asked for.
    private var scope: String {
        let filter = made.filter
        let last = filter.to.map { String($0) }
        let positions = presenter.pick(
            "位置 \(filter.from) 至 \(last ?? "最新")", "positions \(filter.from) to \(last ?? "the newest")")
        let parts = [filter.type, filter.region?.description, positions]
        return parts.compactMap { $0 }.joined(separator: "  ")
    }
}

/// One entry, for people and for programs.
public struct EntryOutput {
    private let shown: ShownEntry
    private let presenter: Presenter

    /// An entry as a presenter gives it.
    public init(_ shown: ShownEntry, _ presenter: Presenter) {
        (self.shown, self.presenter) = (shown, presenter)
    }

    /// The entry as JSON, with its place in a chain of corrections.
    public var json: JSONText {
        .object([
            ("entry", shown.entry.value.output), ("leaf_hash", .string(shown.leaf.hex)),
            ("undoes", .optional(shown.undoes)), ("replaces", .optional(shown.replaces)),
            ("reversed_by", .optional(shown.reversedBy)), ("replaced_by", .optional(shown.replacedBy)),
        ])
    }

    /// The entry as people read it, member by member.
    public var text: String {
        let entry = shown.entry
        let kind = entry.ownKind
        let name = kind.map { presenter.text($0.type.label) } ?? ""
        var lines = ["\(presenter.pick("位置", "Position")) \(entry.seq ?? 0)  \(name) \(entry.typeName)"]
        for member in entry.value.members ?? [] where member.name != "body" {
            lines.append("  \(member.name): \(Self.text(member.value))")
        }
        for member in entry.value["body"]?.members ?? [] {
            let field = kind?.type.fields.first { $0.field.key.rawValue == member.name }?.field
            let heading = "    \(field.map { presenter.text($0.label) } ?? member.name) (\(member.name)):"
            guard case .list(.record(let parts)) = field?.kind, case .array(let records) = member.value else {
                lines.append("\(heading) \(Self.text(member.value))")
                continue
            }
            lines.append(heading)
            for record in records { lines.append("      " + text(record, parts)) }
        }
        for (position, what) in [
            (shown.undoes, Label("冲销位置", "takes back position")), (shown.replaces, Label("更正位置", "replaces position")),
            (shown.reversedBy, Label("被冲销于位置", "taken back by position")),
            (shown.replacedBy, Label("正确的记录在位置", "what is right stands at position")),
        ] {
            if let position { lines.append("  \(presenter.text(what)) \(position)") }
        }
        return (lines + ["  \(presenter.pick("叶哈希", "leaf hash")) \(shown.leaf.hex)"]).joined(separator: "\n")
    }

    private static func text(_ value: JSONValue) -> String { value.text ?? value.output.text }

    /// A record of a list on one line, each member under its name.
    private func text(_ record: JSONValue, _ fields: [FieldUse]) -> String {
        (record.members ?? []).map { member in
            let field = fields.first { $0.field.key.rawValue == member.name }?.field
            return "\(field.map { presenter.text($0.label) } ?? member.name) \(Self.text(member.value))"
        }.joined(separator: presenter.pick("，", ", "))
    }
}
