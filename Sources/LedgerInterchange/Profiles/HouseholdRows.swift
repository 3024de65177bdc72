import LedgerDomain

/// The register of households (农户登记): a row for each person, who live in households with a status.
///
/// The people go to the vault. The log gets one dated status for each household and day, however many people it has.
struct HouseholdRows: RowProfile {
    static let variant = "households"
    static let columns = [PersonColumns.household, status.names, date.names]
    static let totalColumn: String? = nil
    static let kinds = [EventKind.householdStatusSet]

    static let template =
        PersonColumns.register + [status, monitor, date, entitled, cleared, village, reason, .region.optional]

    private static let status = RowColumn(
        "hh_status", "农户类型", .code(CodeList(HouseholdStatus.self)), isRequired: true,
        also: ["status", "户类型", "农户身份", "户属性", "householdstatus"])
    private static let date = RowColumn(
        "status_on", "认定日期", .day, isRequired: true,
        also: FieldColumnRows.dateColumns + ["识别日期", "登记日期", "纳入日期", "变动日期", "采集日期"])
    private static let entitled = RowColumn(
        "entitled", "是否享受政策", .flag, also: ["享受政策"],
        help: Label("农户类型已写明时不填。", "Empty where the status says it."))
    private static let cleared = RowColumn(
        "risk_cleared", "风险是否消除", .flag, also: ["风险是否已消除", "风险消除"],
        help: Label("农户类型已写明时不填。", "Empty where the status says it."))
    private static let monitor = RowColumn(
        "monitor_type", "监测类型", .code(CodeList(MonitorType.self)),
        also: ["监测对象类别", "监测对象类型", "monitortype"])
    private static let village = RowColumn(
        "village", "村代码", also: ["village_code", "行政村代码", "村级区划代码"],
        help: Label("12 位统计用区划代码。", "The statistical code of 12 digits."))
    private static let reason = RowColumn("reason", "原因", also: ["变动原因", "认定原因"])

    /// What an earlier row said of a household on a day.
    private struct Said {
        let status: HouseholdStatus
        let row: Int
    }

    private var said: [String: Said] = [:]

    init(_ sheet: Sheet) {}

    mutating func drafts(_ row: inout RowReader, _ context: ImportContext) -> [Draft] {
        let day = row.day(Self.date)
        let status = status(&row)
        let monitor = monitorType(&row)
        if row.cell(Self.date) == nil { row.missing(Self.date) }
        let household = PersonColumns.keepRegistered(&row, context)
        let region = row.cell(FieldColumnRows.regionColumns)?.text ?? context.ledgerRegion.description
        let village = row.text(Self.village)
        let reason = row.text(Self.reason)
        let year = row.cell(FieldColumnRows.yearColumns)?.text
        guard let household, let status, let day else { return [] }
        if let earlier = said.updateValue(Said(status: status, row: row.record.number), forKey: "\(household) \(day)") {
            if earlier.status != status { refuse(status, after: earlier, &row) }
            return []
        }
        var body = [
            JSONMember(Key.household.rawValue, household), JSONMember(Key.householdStatus.rawValue, status.rawValue),
        ]
        func add(_ key: Key, _ text: String?) { if let text { body.append(JSONMember(key.rawValue, text)) } }
        add(.monitorType, monitor)
        add(.village, village)
        add(.reason, reason)
        // A register that was corrected and comes again says most of what it said before.
        if let known = context.status(household, day),
            CanonicalJSON.encode(known.body) == CanonicalJSON.encode(.object(body))
        {
            row.repeated = known.seq
            return []
        }
        return [
            Draft(
                id: "", type: EventKind.householdStatusSet.type.name, effectiveOn: day.description, region: region,
                fiscalYear: year ?? String(day.year), body: .object(body))
        ]
    }

    private func refuse(_ status: HouseholdStatus, after earlier: Said, _ row: inout RowReader) {
        let label = earlier.status.label
        row.fault(
            Self.status.names[0],
            Fault(
                rule: EntryCheck.form.rawValue, path: "hh_status", given: status.label.chinese,
                expected: Label(
                    "同一户同一日只有一种类型（第 \(earlier.row) 行为 \(label.chinese)）",
                    "one status for a household and day (row \(earlier.row) says: \(label.english))"),
                remedy: Label("核对该户的农户类型。", "Check the household's status.")),
            Self.status.names)
    }

    // MARK: Status

    private func status(_ row: inout RowReader) -> HouseholdStatus? {
        let entitled = flag(&row, Self.entitled)
        let cleared = flag(&row, Self.cleared)
        guard let text = row.text(Self.status) else {
            row.missing(Self.status)
            return nil
        }
        if let status = RegisterWords.status(text, isEntitled: entitled, isCleared: cleared) { return status }
        let names = HouseholdStatus.allCases.map(\.label)
        row.fault(
            Self.status.names[0],
            Fault(
                rule: EntryCheck.form.rawValue, path: "hh_status", given: text,
                expected: Label(
                    names.map(\.chinese).joined(separator: "、"), names.map(\.english).joined(separator: "; ")),
                remedy: Label(
                    "写明是否享受政策、风险是否消除；也可另设“是否享受政策”“风险是否消除”两列。",
                    "Say whether policies still apply and whether the risk is cleared, here or in columns entitled and risk_cleared."
                )),
            Self.status.names)
        return nil
    }

    /// 是, 否 and words such as 已消除; `nil` where nothing is said.
    private func flag(_ row: inout RowReader, _ column: RowColumn) -> Bool? {
        guard let text = row.text(column) else { return nil }
        if let word = RegisterWords.flag(text) { return word }
        return row.flag(column)
    }

    private func monitorType(_ row: inout RowReader) -> String? {
        if let text = row.text(Self.monitor) {
            return RegisterWords.monitorType(in: text)?.rawValue ?? text
        }
        return row.cell(Self.status).flatMap { RegisterWords.monitorType(in: $0.text)?.rawValue }
    }
}

/// The words of registers for what a household is.
enum RegisterWords {
    /// The status that a cell says, with two further columns where it leaves something open.
    static func status(_ text: String, isEntitled: Bool?, isCleared: Bool?) -> HouseholdStatus? {
        let plain = CellText.plain(text)
        let known = HouseholdStatus.allCases.first { status in
            [status.rawValue, status.label.chinese, status.label.english].contains {
                CellText.plain($0).lowercased() == plain.lowercased()
            }
        }
        if let known { return known }
        if plain.contains("监测") || monitorType(in: plain) != nil {
            return (flag(plain) ?? isCleared).map { $0 ? .monitoredCleared : .monitoredOpen }
        }
        guard plain.contains("脱贫户") || plain.contains("脱贫人口") else { return nil }
        let entitled = plain.contains("不享受") ? false : plain.contains("享受") ? true : isEntitled
        return entitled.map { $0 ? .liftedEntitled : .liftedNotEntitled }
    }

    /// Why a household is monitored, by the name of its group.
    static func monitorType(in text: String) -> MonitorType? {
        MonitorType.allCases.first { text.contains($0.label.chinese) || text == $0.rawValue }
    }

    /// 已消除 or 未消除, 享受 or 不享受.
    static func flag(_ text: String) -> Bool? {
        if text.contains("未消除") || text.contains("不享受") { return false }
        return text.contains("已消除") || text.hasPrefix("享受") ? true : nil
    }
}
