import LedgerDomain

/// One published figure on its way from a row to a draft.
struct FigureDraft {
    var region: String
    var metric: String
    var value: Int64
    var unit: FigureUnit
    var printed: String
    var qualifier = FigureQualifier.exact.rawValue
    var status = FigureStatus.published
    var derivedFrom: String?
    var from: Day?
    var to: Day?
    var others: [(Key, String?)] = []
    var documents: [DocumentReference] = []

    /// What a source's remark about itself means: `public`, `derived: 933.5/1.24`, `default, to be confirmed…`.
    mutating func read(status text: String) {
        let plain = text.lowercased()
        if plain.hasPrefix("derived") {
            status = .derived
            derivedFrom = text.split(separator: ":", maxSplits: 1).dropFirst().first.map {
                CellText.trimmed(String($0))
            }
        } else if plain.hasPrefix("default") || plain.hasPrefix("to_confirm") || plain.contains("待确认") {
            status = .toConfirm
        }
    }

    func draft(_ context: ImportContext) -> Draft {
        var body = [
            JSONMember("metric", metric), JSONMember("value", String(value)), JSONMember("unit", unit.rawValue),
            JSONMember("qualifier", qualifier), JSONMember("status", status.rawValue), JSONMember("printed", printed),
        ]
        if let derivedFrom { body.append(JSONMember("derived_from", .array([.string(derivedFrom)]))) }
        if let from { body.append(JSONMember("period_from", from.description)) }
        if let to { body.append(JSONMember("period_to", to.description)) }
        for (key, text) in others {
            if let text, !text.isEmpty { body.append(JSONMember(key.rawValue, text)) }
        }
        let date = RowDate(to.map { min($0, context.today) }, fiscalYear: nil, context)
        body += date.members
        let year = to.map { String($0.year) } ?? String(date.text.prefix(4))
        return Draft(
            id: "", type: EventKind.publishedFigureRecorded.type.name, effectiveOn: date.text, region: region,
            fiscalYear: year, documents: documents, body: .object(body))
    }
}

/// Which kind of statistics a sheet holds, by its headings.
enum StatisticsRows {
    static func variant(of sheet: Sheet) -> any RowProfile.Type {
        let kinds: [any RowProfile.Type] = [TargetRows.self, FundTotalRows.self, PublishedFigureRows.self]
        return kinds.first { kind in kind.columns.allSatisfy { sheet.index(ofAny: $0) != nil } }
            ?? MicroloanReportRows.self
    }
}

extension RowColumn {
    // Columns of published figures.
    fileprivate static let metric = RowColumn(
        "metric", "指标名", isRequired: true, help: Label("如 MICROLOAN_NEW、EMPLOYMENT。", "As MICROLOAN_NEW, EMPLOYMENT."))
    fileprivate static let place = RowColumn(
        "region_code6", "区划代码", .region, help: Label("不填为账本地区。", "The ledger's where empty."))
    fileprivate static let qualifier = RowColumn("qualifier", "限定", .code(CodeList(FigureQualifier.self)))
    fileprivate static let caliber = RowColumn("caliber", "统计口径", .code(CodeList(Caliber.self)))
    fileprivate static let agency = RowColumn(
        "agency", "机构", help: Label("机构、来源至少填一项。", "The agency or the source must be there."))
    fileprivate static let households = RowColumn("households", "户数", .number)
}

/// Reports about microloans, national or local (小额信贷统计).
struct MicroloanReportRows: RowProfile {
    static let variant = "microloan-reports"
    static let columns = [metric, RowColumn.amount, .periodTo].map(\.names)
    static let totalColumn: String? = nil
    static let template = [
        RowColumn.place, metric, .amount, .periodFrom, .periodTo.required, .qualifier, .households, countUnit, .caliber,
        .agency, .status, .source, note,
    ]

    private static let metric = RowColumn(
        "metric", "指标名",
        .choice([Label("NEW", "NEW"), Label("CUMULATIVE_NEW", "CUMULATIVE_NEW"), Label("OUTSTANDING", "OUTSTANDING")]),
        isRequired: true, help: Label("NEW 新增、CUMULATIVE_NEW 累计、OUTSTANDING 余额。", "NEW, CUMULATIVE_NEW or OUTSTANDING.")
    )
    private static let tenThousands = RowColumn("count_wan", "户数（万）", .number)
    private static let countUnit = RowColumn("count_unit", "户数单位", .code(CodeList(CountUnit.self)), also: ["单位"])
    private static let note = RowColumn("note", "备注")

    init(_ sheet: Sheet) {}

    mutating func drafts(_ row: inout RowReader, _ context: ImportContext) -> [Draft] {
        guard let (text, column) = row.cell(.amount), let amount = row.amount(.amount) else { return [] }
        var figure = FigureDraft(
            region: row.text(.place) ?? context.ledgerRegion.description,
            metric: "MICROLOAN_" + row.required(Self.metric).uppercased(), value: amount.count, unit: .fen,
            printed: text + column.amountUnit.label.chinese)
        figure.qualifier = row.code(.qualifier) ?? FigureQualifier.exact.rawValue
        figure.from = row.day(.periodFrom)
        figure.to = row.day(.periodTo)
        figure.read(status: row.text(.status) ?? "public")
        let count = row.number(.households) ?? row.scaled(Self.tenThousands, decimals: 4)
        let countUnit = row.code(Self.countUnit)
        // What its own ledger's place says is local too, unless the sheet leaves the place out altogether.
        let isLocal = row.sheet.index(ofAny: RowColumn.place.names) != nil
        let note = row.text(Self.note) ?? ""
        let programme: LoanProgramme = note.contains("predecessor") ? .predecessor : .povertyMicroloan
        figure.others = [
            (.caliber, row.code(.caliber) ?? (isLocal ? Caliber.local.rawValue : nil)),
            (.agency, row.text(.agency)), (.sourceDocument, row.text(.source)),
            (.programme, programme.rawValue), (.count, count.map(String.init)),
            (.countUnit, count == nil ? nil : countUnit ?? CountUnit.household.rawValue),
        ]
        return [figure.draft(context)]
    }
}

/// National totals of the fund by year (资金总规模).
struct FundTotalRows: RowProfile {
    static let variant = "fund-totals"
    static let columns = [year, RowColumn.amount, basis].map(\.names)
    static let totalColumn: String? = nil
    static let template = [RowColumn.place, year, .amount, basis, .status, .source]

    private static let year = RowColumn("year", "年度", .year, isRequired: true)
    private static let basis = RowColumn("basis", "口径", isRequired: true)

    init(_ sheet: Sheet) {}

    mutating func drafts(_ row: inout RowReader, _ context: ImportContext) -> [Draft] {
        guard let (text, column) = row.cell(.amount), let amount = row.amount(.amount) else { return [] }
        let year = row.number(Self.year) ?? 0
        var figure = FigureDraft(
            region: row.text(.place) ?? context.ledgerRegion.description, metric: "FUND_TOTAL",
            value: amount.count, unit: .fen, printed: text + column.amountUnit.label.chinese)
        figure.from = Day(year: Int(year), month: 1, day: 1)
        figure.to = Day(year: Int(year), month: 12, day: 31)
        if figure.to == nil {
            row.fault(
                "year",
                Fault(.form, path: "year", given: String(year), expected: Label("四位年度", "a year of four digits")))
        }
        let status = row.text(.status) ?? "public"
        figure.read(status: status)
        figure.others = [
            (.basis, row.text(Self.basis)), (.sourceDocument, row.text(.source) ?? status),
        ]
        return [figure.draft(context)]
    }
}

/// Figures of any metric, with value and unit (公布数据).
struct PublishedFigureRows: RowProfile {
    static let variant = "figures"
    static let columns = [RowColumn.metric, value, unit].map(\.names)
    static let totalColumn: String? = nil
    static let template = [
        RowColumn.place, .metric, value, unit, .qualifier, .periodFrom, .periodTo, count, countUnit, .caliber, .agency,
        printed, stated, .status, .source,
    ]

    private static let value = RowColumn("value", "数值", isRequired: true)
    private static let unit = RowColumn(
        "unit", "单位",
        .choice(
            units.map { Label($0.names[1], $0.names[0]) } + CountUnit.allCases.map { Label($0.rawValue, $0.rawValue) }),
        isRequired: true)
    private static let printed = RowColumn("printed", "原文")
    private static let count = RowColumn("count", "户数", .number)
    private static let countUnit = RowColumn("count_unit", "户数单位", .code(CodeList(CountUnit.self)))
    private static let stated = RowColumn(
        "stated_attainment_pct", "公布完成率", help: Label("百分数，如 103.8。", "In per cent, as 103.8."))
    /// The units of values that are no counts, with the decimals that make whole numbers of them.
    private static let units: [(names: [String], unit: FigureUnit, decimals: Int)] = [
        (["YUAN", "元"], .fen, 2), (["WAN_YUAN", "万元"], .fen, 6), (["YI_YUAN", "亿元"], .fen, 10),
        (["FEN", "分"], .fen, 0), (["PERCENT", "%"], .basisPoints, 2), (["BP", "BP"], .basisPoints, 0),
        (["PPM", "PPM"], .partsPerMillion, 0),
    ]

    init(_ sheet: Sheet) {}

    mutating func drafts(_ row: inout RowReader, _ context: ImportContext) -> [Draft] {
        let unitText = row.required(Self.unit).uppercased()
        guard let value = self.value(&row, unitText) else { return [] }
        var figure = FigureDraft(
            region: row.text(.place) ?? context.ledgerRegion.description,
            metric: row.required(.metric).uppercased(), value: value.count, unit: value.unit,
            printed: row.text(Self.printed) ?? unitText)
        figure.qualifier = row.code(.qualifier) ?? FigureQualifier.exact.rawValue
        figure.from = row.day(.periodFrom)
        figure.to = row.day(.periodTo)
        figure.read(status: row.text(.status) ?? "public")
        let givenUnit = row.code(Self.countUnit)
        let countUnit = CountUnit(rawValue: unitText)?.rawValue ?? givenUnit
        let count = row.number(Self.count)
        let isLoan = figure.metric.hasPrefix("MICROLOAN_")
        figure.others = [
            (.caliber, row.code(.caliber)), (.agency, row.text(.agency)),
            (.sourceDocument, row.text(.source)), (.count, count.map(String.init)),
            (.countUnit, count != nil || value.unit == .count ? countUnit : nil),
            (.programme, isLoan ? LoanProgramme.povertyMicroloan.rawValue : nil),
        ]
        var drafts = [figure.draft(context)]
        if let stated = row.scaled(Self.stated, decimals: 2) {
            var attainment = figure
            attainment.metric += "_STATED_ATTAINMENT"
            (attainment.value, attainment.unit) = (stated, .basisPoints)
            attainment.others.removeAll { [.count, .countUnit].contains($0.0) }
            drafts.append(attainment.draft(context))
        }
        return drafts
    }

    private func value(_ row: inout RowReader, _ unit: String) -> (count: Int64, unit: FigureUnit)? {
        let found = Self.units.first { $0.names.contains(unit) }
        return row.scaled(Self.value, decimals: found?.decimals ?? 0).map { ($0, found?.unit ?? .count) }
    }
}

/// Targets that policy sets (目标): they become policy parameters.
struct TargetRows: RowProfile {
    static let variant = "targets"
    static let columns = [RowColumn.metric, .year, comparator, unit].map(\.names)
    static let totalColumn: String? = nil
    static let template = [
        RowColumn("region_code6", "区划代码", .region, help: Label("不填为全国。", "The nation where empty.")), .metric, .year,
        comparator, value, unit, appliesTo, basis, measure, priorYearFloor, printed, .status, .source.required,
    ]

    private static let comparator = RowColumn(
        "comparator", "比较方式", .code(CodeList(Comparator.self)), isRequired: true)
    private static let value = RowColumn("value", "数值")
    private static let unit = RowColumn(
        "unit", "单位", .choice(["PERCENT", "BP", "YUAN", "PRIOR_YEAR", "COUNT"].map { Label($0, $0) }), isRequired: true)
    private static let appliesTo = RowColumn("applies_to", "适用范围", .code(CodeList(TargetScope.self)))
    private static let basis = RowColumn("basis", "口径", .code(CodeList(ShareBasis.self)))
    private static let measure = RowColumn("measure", "计量", .code(CodeList(ShareMeasure.self)))
    private static let priorYearFloor = RowColumn("prior_year_floor", "不低于上年", .flag)
    private static let printed = RowColumn("printed", "原文")

    init(_ sheet: Sheet) {}

    mutating func drafts(_ row: inout RowReader, _ context: ImportContext) -> [Draft] {
        let metric = row.required(.metric).uppercased()
        let year = row.required(.year)
        let place = row.text(.place) ?? RegionCode.nation.description
        let unit = row.required(Self.unit).uppercased()
        var body = [
            JSONMember("parameter", metric == "INDUSTRY_SHARE" ? "industry_share.target" : "target." + metric),
            JSONMember("comparator", row.required(Self.comparator).uppercased()),
            JSONMember("level", Self.level(place).rawValue), JSONMember("valid_from", "\(year)-01-01"),
            JSONMember("valid_to", "\(year)-12-31"), JSONMember("target_year", year),
            JSONMember("applies_by", PolicyDate.fiscalYear.rawValue),
            JSONMember("status", row.text(.status) ?? "public"),
            JSONMember("source_doc", row.required(.source)),
            JSONMember("prior_year_floor", .bool(row.flag(Self.priorYearFloor) ?? false)),
        ]
        if place != RegionCode.nation.description { body.append(JSONMember("place", place)) }
        for column in [Self.appliesTo, Self.basis, Self.measure] {
            if let text = row.code(column) { body.append(JSONMember(column.names[0], text)) }
        }
        let isPercent = unit == "PERCENT" || unit == "BP" || unit == "PRIOR_YEAR"
        body.append(JSONMember("unit", (isPercent ? PolicyUnit.basisPoints : unit == "YUAN" ? .fen : .count).rawValue))
        let decimals = unit == "PERCENT" || unit == "YUAN" ? 2 : 0
        if let value = row.scaled(Self.value, decimals: decimals) { body.append(JSONMember("value", String(value))) }
        _ = row.cell(Self.printed)
        let start = Day("\(year)-01-01") ?? context.today
        return [
            Draft(
                id: "", type: EventKind.policyParameterSet.type.name,
                effectiveOn: min(start, context.today).description,
                region: place, fiscalYear: year, body: .object(body))
        ]
    }

    private static func level(_ place: String) -> PolicyLevel {
        switch RegionCode(place)?.level {
        case .nation, nil: .national
        case .province: .province
        case .prefecture: .city
        case .county: .county
        }
    }
}

/// Published batches of interest subsidies (贴息公示): sums of many loans, so they become published figures.
struct SubsidyRows: RowProfile {
    static let variant = "subsidy-batches"
    static let columns = [RowColumn.region, subsidy, .periodTo].map(\.names)
    static let totalColumn: String? = "subsidy"
    static let template = [
        RowColumn.region, subsidy, kind, .periodFrom, .periodTo.required, .source.required, batch, .households,
        programme,
        .documents, .status,
    ]

    private static let subsidy = RowColumn("subsidy", "贴息金额", .amount, isRequired: true, also: ["amount"])
    private static let kind = RowColumn(
        "kind", "类别", .choice([Label("PAID", "PAID"), Label("PLAN", "PLAN")]),
        help: Label("PAID 已付，PLAN 计划；不填为已付。", "PAID or PLAN; paid where empty."))
    private static let batch = RowColumn("batch", "批次")
    private static let programme = RowColumn(
        "programme", "贷款项目",
        .choice(["脱贫人口小额信贷", "扶贫小额信贷", "低收入户小额信贷"].map { Label($0, $0) }))

    init(_ sheet: Sheet) {}

    mutating func drafts(_ row: inout RowReader, _ context: ImportContext) -> [Draft] {
        guard let (text, column) = row.cell(Self.subsidy), let amount = row.amount(Self.subsidy) else {
            row.missing(Self.subsidy, path: "value", expected: Label("金额", "an amount"))
            return []
        }
        let isPlan = row.text(Self.kind)?.uppercased() == "PLAN"
        var figure = FigureDraft(
            region: row.required(.region), metric: isPlan ? "SUBSIDY_PLANNED" : "SUBSIDY_PAID",
            value: amount.count, unit: .fen, printed: text + column.amountUnit.label.chinese)
        figure.from = row.day(.periodFrom)
        figure.to = row.day(.periodTo)
        figure.documents = row.documents(.documents)
        figure.read(status: row.text(.status) ?? "public")
        let count = row.number(.households)
        figure.others = [
            (.caliber, Caliber.local.rawValue), (.sourceDocument, row.text(.source)),
            (.batch, row.text(Self.batch)), (.count, count.map(String.init)),
            (.countUnit, count == nil ? nil : CountUnit.household.rawValue),
            (.programme, Self.programme(row.text(Self.programme) ?? "", figure.to)?.rawValue),
        ]
        return [figure.draft(context)]
    }

    /// The programme that a printed name stands for; `nil` where the name is of the earlier programme but the
    /// period is not.
    private static func programme(_ name: String, _ period: Day?) -> LoanProgramme? {
        if name.contains("低收入") { return .provincialLowIncome }
        guard name.contains("扶贫小额") else { return .povertyMicroloan }
        return period.map { $0.year <= 2020 } == true ? .predecessor : nil
    }
}
