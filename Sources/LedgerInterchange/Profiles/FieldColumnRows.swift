import LedgerDomain

/// Rows whose columns are the fields of event types, by their names in entries, in Chinese or in English.
///
/// The columns come from the description of the types: a field added there can be imported at once.
struct FieldColumnRows {
    /// A field and the column it stands in, if the sheet has one.
    private struct Place {
        let field: Field
        let column: Int?
        let inner: [Place]
        /// The codes of a list by their codes and labels.
        let codes: [String: String]

        init(_ field: Field, _ sheet: Sheet) {
            self.field = field
            column = sheet.index(ofAny: FieldColumnRows.names(of: field))
            if case .record(let uses) = field.kind {
                inner = uses.map { Place($0.field, sheet) }
            } else {
                inner = []
            }
            var codes: [String: String] = [:]
            if column != nil, case .code(let list) = field.kind {
                for code in list.codes {
                    for name in [code.code, code.label.chinese, code.label.english] where codes[name] == nil {
                        codes[name] = code.code
                    }
                }
            }
            self.codes = codes
        }

        var isThere: Bool { column != nil || field.key == .money || inner.contains(where: \.isThere) }
    }

    let kinds: [EventKind]
    /// Where the fields of each kind stand, looked up once for the sheet.
    private let places: [EventKind: [Place]]
    private let kindsByName: [String: EventKind]

    init(_ kinds: [EventKind], _ sheet: Sheet) {
        self.kinds = kinds
        places = Dictionary(
            uniqueKeysWithValues: kinds.map { kind in
                (kind, kind.type.fields.map { Place($0.field, sheet) }.filter(\.isThere))
            })
        var kindsByName: [String: EventKind] = [:]
        for kind in kinds.reversed() {
            for name in [kind.type.name, kind.type.label.chinese, kind.type.label.english.lowercased()] {
                kindsByName[name] = kind
            }
        }
        self.kindsByName = kindsByName
    }

    private static let typeColumns = ["type", "event", "业务类型", "记录类型"]
    static let regionColumns = ["region_code6", "region", "区划代码", "地区代码"]
    static let yearColumns = ["fiscal_year", "年度", "预算年度"]
    static let dateColumns = ["effective_on", "date", "日期", "业务日期", "支付日期", "拨付日期", "放款日期", "发生日期"]
    static let countsColumn = RowColumn(
        "counts_on", "归属日期", .day, help: Label("与日期不在同一月份时填写。", "Where it counts in another month than its date."))
    static let documents = RowColumn("document_no", "文号", .documents, also: ["documents", "指标文号"])

    func drafts(_ row: inout RowReader, _ context: ImportContext) -> [Draft] {
        guard let kind = self.kind(&row) else { return [] }
        let region = row.cell(Self.regionColumns)?.text ?? context.ledgerRegion.description
        let line = row.text("line_id", "指标行").flatMap { context.line(region, $0) }
        let day = row.day(Self.dateColumns)
        let counts = row.day(Self.countsColumn)
        let year =
            row.cell(Self.yearColumns)?.text ?? line.map { String($0.fiscalYear) }
            ?? (counts ?? day).map { String($0.year) }
        let date = RowDate(day, lines: line.map { [$0] } ?? [], fiscalYear: year, context)
        let documents = row.documents(Self.documents)
        var body = members(of: places[kind] ?? [], &row, line, context)
        PersonColumns.add(to: &body, kind, &row, on: day ?? context.today, context)
        body += date.members.filter { member in !body.contains { $0.name == member.name } }
        return [
            Draft(
                id: "", type: kind.type.name, effectiveOn: date.text, countsOn: counts?.description, region: region,
                fiscalYear: year, documents: documents, body: .object(body))
        ]
    }

    private func kind(_ row: inout RowReader) -> EventKind? {
        guard let given = row.cell(Self.typeColumns)?.text else { return kinds.first }
        let found = kindsByName[given] ?? kindsByName[given.lowercased()]
        if found == nil {
            let names = kinds.map { "\($0.type.label.chinese)（\($0.type.name)）" }.joined(separator: "、")
            row.fault(
                Self.typeColumns[0], Fault(.unknownType, path: "type", given: given, expected: Label(names, names)))
        }
        return found
    }

    private func members(
        of places: [Place], _ row: inout RowReader, _ line: ImportContext.Line?, _ context: ImportContext
    ) -> [JSONMember] {
        places.compactMap { place in
            value(of: place, &row, line, context).map { JSONMember(place.field.key.rawValue, $0) }
        }
    }

    /// The headings under which a field may stand, without the unit.
    static func names(of field: Field) -> [String] {
        var key = field.key.rawValue
        for suffix in ["_fen", "_ppm"] where key.hasSuffix(suffix) { key.removeLast(suffix.count) }
        return [field.key.rawValue, key, field.label.chinese, field.label.english.lowercased().filter { $0 != " " }]
    }

    private func value(
        of place: Place, _ row: inout RowReader, _ line: ImportContext.Line?, _ context: ImportContext
    ) -> JSONValue? {
        let field = place.field
        if case .record = field.kind { return record(place, &row, line, context) }
        guard let column = place.column else { return nil }
        switch field.kind {
        case .fen:
            return row.value(at: column) { text, column throws(CellFault) in
                let unit = column.name.hasSuffix("_fen") ? .fen : column.amountUnit
                return .string(String(try CellText.amount(text, in: unit).count))
            }
        case .number where field.key == .ratePPM || field.key == .basePPM:
            return row.value(at: column) { text, column throws(CellFault) in
                .string(String(try Self.rate(text, column)))
            }
        case .number:
            return row.value(at: column) { text, _ throws(CellFault) in .string(String(try CellText.number(text))) }
        case .flag: return row.value(at: column) { text, _ throws(CellFault) in .bool(try CellText.flag(text)) }
        case .day:
            return row.day(at: column).map { .string($0.description) }
        case .code: return row.cell(at: column).map { text, _ in .string(place.codes[text] ?? text) }
        case .token: return row.cell(at: column).map { token(field, $0.text, &row, context) }
        case .payee: return row.cell(at: column).map { payee(field, $0.text, &row, context) }
        case .list(.text): return row.cell(at: column).map { .array([.string($0.text)]) }
        case .list, .original, .record: return nil
        case .region, .place, .classCode, .identifier, .capitals, .text, .hash, .instant, .document:
            return row.cell(at: column).map { .string($0.text) }
        }
    }

    /// The money of a row: its own columns, and what they leave out copied from its line.
    private func record(
        _ place: Place, _ row: inout RowReader, _ line: ImportContext.Line?, _ context: ImportContext
    ) -> JSONValue? {
        var found = members(of: place.inner, &row, nil, context)
        if place.field.key == .money {
            func add(_ key: Key, _ text: String?) {
                guard let text, !found.contains(where: { $0.name == key.rawValue }) else { return }
                found.append(JSONMember(key.rawValue, text))
            }
            add(.fundSource, line?.money.source?.rawValue)
            add(.fundLevel, line?.money.level?.rawValue)
            add(.lineYear, line.map { String($0.money.lineYear) })
            add(.task, line?.money.task?.rawValue)
        }
        return found.isEmpty ? nil : .object(found)
    }

    /// A yearly rate: per cent, or millionths where the heading says so.
    private static func rate(_ text: String, _ column: Sheet.Column) throws(CellFault) -> Int64 {
        if column.name.hasSuffix("_ppm") { return try CellText.number(text) }
        let plain = CellText.plain(text)
        return try CellText.scaled(plain.hasSuffix("%") ? String(plain.dropLast()) : plain, decimals: 4)
    }

    private func token(
        _ field: Field, _ text: String, _ row: inout RowReader, _ context: ImportContext
    ) -> JSONValue {
        if Token.isValid(Array(text.utf8)) { return .string(text) }
        let kind: TokenKind =
            switch field.key {
            case .household: .household
            case .card: .card
            case .legalRepresentative: .legalRepresentative
            default: .loan
            }
        return .string(row.token(kind, text, context))
    }

    /// An organisation stands in clear, anyone else as a token.
    private func payee(
        _ field: Field, _ text: String, _ row: inout RowReader, _ context: ImportContext
    ) -> JSONValue {
        if CreditCode(text) != nil || Token.isValid(Array(text.utf8)) { return .string(text) }
        let kind: TokenKind = field.key == .holder ? .holder : .payee
        return .string(row.token(kind, text, isPerson: field.key != .bank, context))
    }
}

/// Payments and returns (拨付与退回).
struct DisbursementRows: RowProfile {
    static let variant = "disbursements"
    static let columns = [["voucher_no", "支付凭证号"], ["line_id", "指标行"], ["amount", "金额", "拨付金额"]]
    static let totalColumn: String? = "amount"
    static let kinds = [EventKind.disbursementMade, .disbursementReturned]
    static let template = FieldColumnRows.template(kinds)
    private let rows: FieldColumnRows

    init(_ sheet: Sheet) { rows = FieldColumnRows(Self.kinds, sheet) }

    mutating func drafts(_ row: inout RowReader, _ context: ImportContext) -> [Draft] { rows.drafts(&row, context) }
}

/// Loans and what happens to them (小额信贷).
struct MicroloanRows: RowProfile {
    static let variant = "microloans"
    static let columns = [["loan", "贷款", "contract_no", "合同号", "借款合同号"]]
    static let totalColumn: String? = nil
    static let kinds = [
        EventKind.loanDisbursed, .loanRepaid, .loanOverdue, .loanCleared, .loanExtended, .interestPaid,
    ]
    static let template = FieldColumnRows.template(kinds)
    private let rows: FieldColumnRows

    init(_ sheet: Sheet) { rows = FieldColumnRows(Self.kinds, sheet) }

    mutating func drafts(_ row: inout RowReader, _ context: ImportContext) -> [Draft] { rows.drafts(&row, context) }
}

/// Subsidies of single households and loans (到户补助、贴息明细).
struct SubsidyDetailRows: RowProfile {
    static let variant = "subsidies"
    static let columns = [["voucher_no", "支付凭证号"], ["amount", "金额"], ["policy", "贴息办法", "补助政策"]]
    static let totalColumn: String? = "amount"
    static let kinds = [EventKind.interestSubsidyPaid, .householdSubsidyPaid]
    static let template = FieldColumnRows.template(kinds) + [principal, rate, baseRate]

    private static let principal = RowColumn(
        "principal", "本金", .amount, help: Label("贴息时必填。", "For interest subsidies."))
    private static let rate = RowColumn("rate", "年利率", .percent, help: Label("贴息时必填。", "For interest subsidies."))
    private static let baseRate = RowColumn(
        "base_rate", "基准利率", .percent, help: Label("不填为年利率。", "The rate itself where empty."))
    private let rows: FieldColumnRows

    init(_ sheet: Sheet) { rows = FieldColumnRows(Self.kinds, sheet) }

    mutating func drafts(_ row: inout RowReader, _ context: ImportContext) -> [Draft] {
        rows.drafts(&row, context).map { draft in
            guard draft.type == EventKind.interestSubsidyPaid.type.name, draft.body["segments"] == nil else {
                return draft
            }
            return withSegment(draft, &row)
        }
    }

    /// A row has one stretch of equal principal and rate: its period.
    private func withSegment(_ draft: Draft, _ row: inout RowReader) -> Draft {
        guard let from = draft.body["from"]?.text.flatMap({ Day($0) }),
            let to = draft.body["to_day"]?.text.flatMap({ Day($0) }),
            let principal = row.amount(Self.principal), let rate = row.scaled(Self.rate, decimals: 4)
        else { return draft }
        let base = row.scaled(Self.baseRate, decimals: 4)
        let segment: [JSONMember] = [
            JSONMember("from", from.description), JSONMember("to_day", to.description),
            JSONMember("principal_fen", String(principal.count)), JSONMember("rate_ppm", String(rate)),
            JSONMember("base_ppm", String(base ?? rate)), JSONMember("days", String(to.ordinal - from.ordinal)),
        ]
        var draft = draft
        draft.body = .object((draft.body.members ?? []) + [JSONMember("segments", .array([.object(segment)]))])
        return draft
    }
}
