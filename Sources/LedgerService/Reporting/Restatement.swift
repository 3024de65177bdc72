public import LedgerDomain
import LedgerViews
import LedgerReference
import MerkleLog

/// An edition of a figure: what was known, and up to which business day (版本).
///
/// ```
/// known:2023-12-31,effective:2023-12-31
/// ```
public struct Edition: Sendable, Hashable {
    /// The text it was read from.
    public let text: String
    /// What was known; all that is known where it is not limited.
    public let knownAt: KnownAt?
    /// The last business day counted.
    public let effectiveTo: Day?

    /// The forms that are read.
    public static let forms = Label(
        "now 或 known:位置|日期|size:N|检查点文件，可加 ,effective:日期 和 ,rules:then",
        "now or known:POSITION|DATE|size:N|FILE OF A HEAD, then optionally ,effective:DATE and ,rules:then")

    /// Reads `known:…[,effective:…][,rules:then]` (Decisions D30). `now` is everything known.
    ///
    /// A figure counts by the policies in its own edition, so `rules:then` says what holds anyway. Under `rules:now` no
    /// amount of a figure would change: only findings are judged anew, by the findings under the policies of today.
    ///
    /// - Parameter read: takes what was known from its text; a door that can open files also reads heads.
    /// - Throws: ``ServiceError/usage(_:)`` with the forms that are read.
    public init(
        _ text: String,
        knownAt read: (String) throws(ServiceError) -> KnownAt = { text throws(ServiceError) in
            guard let known = KnownAt(text) else { throw .noCutOff }
            return known
        }
    ) throws(ServiceError) {
        func refused(_ part: Substring, _ why: Label = Label("不能识别", "is not read")) -> ServiceError {
            .usage(
                Label(
                    "版本 \(text) 中的 \(part) \(why.chinese)；可用：\(Self.forms.chinese)",
                    "\(part) in the edition \(text) \(why.english); it takes \(Self.forms.english)"))
        }
        var knownAt: KnownAt?
        var effectiveTo: Day?
        var seen: Set<String> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let name = part.prefix { $0 != ":" }
            let value = part.dropFirst(name.count + 1)
            guard seen.insert(name == "now" ? "known" : String(name)).inserted else {
                throw refused(part, Label("重复", "comes twice"))
            }
            switch (name, value) {
            case ("now", ""): if part.hasSuffix(":") { throw refused(part) }
            case ("known", _) where !value.isEmpty: knownAt = try read(String(value))
            case ("effective", _):
                guard let day = Day(value) else { throw refused(part, Label("不是日期", "is no date")) }
                effectiveTo = day
            case ("rules", "then"): break
            case ("rules", "now"):
                throw refused(
                    part,
                    Label(
                        "不用于指标：指标按其版本当时的政策；今日政策只重新判断疑点（\(Choice.findingsOfToday)）",
                        "is not for figures, which go by the policies of their edition; today's judge findings anew (\(Choice.findingsOfToday))"
                    ))
            default: throw refused(part)
            }
        }
        self.text = text
        self.knownAt = knownAt
        self.effectiveTo = effectiveTo
    }
}

extension Ledger {
    /// Explains how a figure changed between two editions, event by event: for each amount of the figure the first value,
    /// what each event adds, and the last value. The parts sum exactly to the change.
    ///
    /// - Parameter request: the figure; its cut-offs are those of the editions. A share without basis, measure or classes is
    ///   the headline one: central money, arranged, all industry.
    /// - Complexity: one fold of the log, and one figure for each event in which the editions differ.
    public func restatement(of request: ReportRequest, from: Edition, to: Edition) throws(ServiceError) -> MadeReport {
        try atBorder {
            var request = request
            request.share = ShareOptions(
                basis: request.share.basis ?? .central, measure: request.share.measure ?? .arranged,
                classes: request.share.classes ?? .all)
            let (first, last) = (try made(request, from), try made(request, to))
            let steps = try reading { log in
                let size = try log.head()?.size ?? 0
                let (old, new) = (try cutOff(from.knownAt, log, size), try cutOff(to.knownAt, log, size))
                return try RestatementSteps(
                    ledger: self, request: request, scope: scope(of: request, nil),
                    isOld: { seq, day in seq < old && from.includes(day) },
                    isNew: { seq, day in seq < new && to.includes(day) }
                ).run(log, size: max(old, new))
            }
            var result = last
            result.report = RestatementTable.report(
                first.report, last.report, steps, place: request.region ?? genesis.region, of: request)
            result.knownAt = "\(from.text) → \(to.text)"
            result.effectiveTo = nil
            return result
        }
    }

    private func made(_ request: ReportRequest, _ edition: Edition) throws -> MadeReport {
        var request = request
        (request.knownAt, request.effectiveTo) = (edition.knownAt, edition.effectiveTo)
        // A figure that is asked for without any cut-off may come from the views; both editions are folded alike.
        if request.knownAt == nil, request.effectiveTo == nil { request.knownAt = .size(.max) }
        return try report(request)
    }
}

extension Edition {
    /// Whether a business day is counted.
    func includes(_ day: Day?) -> Bool {
        guard let effectiveTo, let day else { return true }
        return day <= effectiveTo
    }
}

/// One event's part in the change of a figure.
struct RestatementStep {
    let entry: Entry
    /// What the event adds to each amount of each row, in 分.
    let change: [RestatementTable.Cell: Int128]
}

/// Goes from one edition to another, one event at a time.
private struct RestatementSteps {
    let ledger: Ledger
    let request: ReportRequest
    let scope: ReportScope
    let isOld: (UInt64, Day?) -> Bool
    let isNew: (UInt64, Day?) -> Bool

    func run(_ log: any LogStore, size: UInt64) throws -> [RestatementStep] {
        var common = LedgerFold()
        var removed: [Entry] = []
        var added: [Entry] = []
        var entry = Entry()
        try log.read(0..<size) { seq, bytes in
            do throws(EntryFault) { try entry.read(bytes) } catch { return true }
            switch (isOld(seq, entry.effectiveOn), isNew(seq, entry.effectiveOn)) {
            case (true, true): common.apply(entry)
            case (true, false): removed.append(entry)
            case (false, true): added.append(entry)
            case (false, false): break
            }
            return true
        }
        // What left the figure is what would come back if it were put in again, taken away.
        let gone = try steps(removed, after: common).map { step in
            RestatementStep(entry: step.entry, change: step.change.mapValues { 0 - $0 })
        }
        return (gone + (try steps(added, after: common))).sorted { ($0.entry.seq ?? 0) < ($1.entry.seq ?? 0) }
    }

    private func steps(_ entries: [Entry], after common: LedgerFold) throws -> [RestatementStep] {
        var fold = common
        var before = try cells(fold)
        var steps: [RestatementStep] = []
        for entry in entries {
            fold.apply(entry)
            guard isConcerned(entry) else { continue }
            let after = try cells(fold)
            var change: [RestatementTable.Cell: Int128] = [:]
            for cell in Set(before.keys).union(after.keys) {
                let delta = (after[cell] ?? 0) - (before[cell] ?? 0)
                if delta != 0 { change[cell] = delta }
            }
            if !change.isEmpty { steps.append(RestatementStep(entry: entry, change: change)) }
            before = after
        }
        return steps
    }

    /// Whether an entry moves anything in the place.
    private func isConcerned(_ entry: Entry) -> Bool {
        var isConcerned = false
        Movement.each(of: entry) { movement in
            if ledger.reference.regions.contains(scope.region, movement.region) { isConcerned = true }
        }
        return isConcerned
    }

    private func cells(_ fold: LedgerFold) throws -> [RestatementTable.Cell: Int128] {
        RestatementTable.cells(
            of: try ledger.make(request, fold, scope), place: scope.region, isBrokenDown: request.by != nil)
    }
}

/// The table of a restatement.
enum RestatementTable {
    /// One amount of one row of a figure.
    struct Cell: Hashable, Comparable {
        /// What tells the row from others of the place.
        let row: String
        /// The key of the column.
        let column: String

        static func < (left: Cell, right: Cell) -> Bool { (left.row, left.column) < (right.row, right.column) }
    }

    private static let identities = [
        "by", "key", "basis", "measure", "classes", "fund_source", "caliber", "variant", "programme", "count_unit",
        "metric", "policy", "batch", "kind", "township",
    ]

    /// The amounts of the rows about a place; what is undefined counts as nothing.
    ///
    /// - Parameter isBrokenDown: whether parts of a total are wanted beside it.
    static func cells(of report: Report, place: RegionCode, isBrokenDown: Bool) -> [Cell: Int128] {
        let region = report.columns.firstIndex { $0.key == "region" }
        let by = report.columns.firstIndex { $0.key == "by" }
        var cells: [Cell: Int128] = [:]
        for row in report.rows {
            if let by, !isBrokenDown, text(row[by]) != "TOTAL" { continue }
            if let region, row[region] != .text(place.description), !isCode(row[region], place) { continue }
            let name = zip(report.columns, row).filter { identities.contains($0.0.key) }.map { text($0.1) }
                .filter { !$0.isEmpty }.joined(separator: " ")
            for (column, value) in zip(report.columns, row) {
                if case .fen(let amount) = value { cells[Cell(row: name, column: column.key), default: 0] += amount }
            }
        }
        return cells
    }

    private static func isCode(_ value: ReportValue, _ place: RegionCode) -> Bool {
        if case .code(let code, _) = value { code == place.description } else { false }
    }

    private static func text(_ value: ReportValue) -> String {
        switch value {
        case .text(let text): text
        case .code(let code, _): code
        case .list(let codes): codes.joined(separator: "+")
        case .integer(let number): String(number)
        case .day(let day): day.description
        case .fen, .basisPoints, .progress, .missing: ""
        }
    }

    static func report(
        _ first: Report, _ last: Report, _ steps: [RestatementStep], place: RegionCode, of request: ReportRequest
    ) -> Report {
        let isBrokenDown = request.by != nil
        let before = cells(of: first, place: place, isBrokenDown: isBrokenDown)
        let after = cells(of: last, place: place, isBrokenDown: isBrokenDown)
        var report = Report(
            "restatement", title: Label("\(first.title.chinese)变动说明", "Restatement of \(first.title.english)"),
            columns: columns.map(\.column))
        let labels = Dictionary(last.columns.map { ($0.key, $0.label) }, uniquingKeysWith: { $1 })
        for cell in Set(before.keys).union(after.keys).sorted() {
            let (old, new) = (before[cell] ?? 0, after[cell] ?? 0)
            let parts = steps.compactMap { step in step.change[cell].map { (step.entry, $0) } }
            guard old != new || !parts.isEmpty else { continue }
            func row(_ kind: Kind, _ entry: Entry?, _ amount: Int128) -> [ReportValue] {
                columns.values(
                    of: Row(
                        name: request.name, cell: cell, label: labels[cell.column], kind: kind, entry: entry,
                        amount: amount))
            }
            report.rows.append(row(.from, nil, old))
            report.rows += parts.map { row(.event, $0, $1) }
            // Events that the editions count in another order than the log may act together; nothing is hidden.
            let rest = new - old - parts.reduce(0) { $0 + $1.1 }
            if rest != 0 { report.rows.append(row(.together, nil, rest)) }
            report.rows.append(row(.to, nil, new))
        }
        for entry in steps.map(\.entry) { report.evidence.add(entry.seq ?? 0) }
        if report.rows.isEmpty {
            report.notes.append(Label("两个版本之间没有变动。", "Nothing changed between the two editions."))
        }
        return report
    }

    private enum Kind: String {
        case from = "FROM"
        case event = "EVENT"
        case together = "TOGETHER"
        case to = "TO"

        var label: Label {
            switch self {
            case .from: Label("原值", "before")
            case .event: Label("变动", "event")
            case .together: Label("相互作用", "together")
            case .to: Label("新值", "after")
            }
        }
    }

    /// One row: an amount of a figure in an edition, or what an event adds to it.
    private struct Row {
        let name: ReportName
        let cell: Cell
        let label: Label?
        let kind: Kind
        let entry: Entry?
        let amount: Int128

        /// How many days after its business date an entry was recorded.
        var delay: Int64? {
            guard let recorded = entry?.recordedAt, let day = entry?.effectiveOn else { return nil }
            return Int64(recorded.day.ordinal) - Int64(day.ordinal)
        }
    }

    private static let columns: [Column<Row>] = [
        Column("figure", "指标", "Figure", isShown: false) { .text($0.name.rawValue) },
        Column("row", "行", "Row") { .text($0.cell.row) },
        Column("column", "项", "Amount") {
            .code($0.cell.column, $0.label ?? Label($0.cell.column, $0.cell.column))
        },
        Column("kind", "类别", "Kind") { .code($0.kind.rawValue, $0.kind.label) },
        Column("seq", "位置", "Position") { $0.entry?.seq.map { .integer(Int64(clamping: $0)) } ?? .missing },
        Column("recorded_at", "入账时间", "Recorded") { $0.entry?.recordedAt.map { .text($0.description) } ?? .missing },
        Column("effective_on", "业务日期", "Date") { $0.entry?.effectiveOn.map { .text($0.description) } ?? .missing },
        Column("delay_days", "迟记天数", "Days late") { $0.delay.map { .integer($0) } ?? .missing },
        Column("type", "类型", "Type") { $0.entry?.ownKind.map { .code($0.type.name, $0.type.label) } ?? .missing },
        Column("corrects", "冲销/更正", "Corrects") {
            $0.entry?.corrects.map { .integer(Int64(clamping: $0)) } ?? .missing
        },
        Column("waives", "豁免", "Waives") { $0.entry.map { .list($0.waivers.map(\.rule)) } ?? .missing },
        Column("documents", "文号", "Documents", isShown: false) { $0.entry.map { .list($0.documents) } ?? .missing },
        Column("amount_fen", "金额", "Amount") { .fen($0.amount) },
    ]
}
