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
        if sheet.has("comparator", "applies_to") { return TargetRows.self }
        if sheet.has("year", "basis") { return FundTotalRows.self }
        if sheet.has("value", "unit", "printed") { return PublishedFigureRows.self }
        return MicroloanReportRows.self
    }
}

/// Reports about microloans, national or local (小额信贷统计).
struct MicroloanReportRows: RowProfile {
    static let variant = "microloan-reports"
    static let columns = [["metric", "指标名"], ["amount", "金额"], ["period_to", "期间止"]]
    static let totalColumn: String? = nil

    init(_ sheet: Sheet) {}

    mutating func drafts(_ row: inout RowReader, _ context: ImportContext) -> [Draft] {
        guard let (text, column) = row.cell("amount", "金额"), let amount = row.amount("amount", "金额") else { return [] }
        var figure = FigureDraft(
            region: row.text("region_code6", "区划代码") ?? context.ledgerRegion.description,
            metric: "MICROLOAN_" + row.required("metric", "指标名").uppercased(), value: amount.count, unit: .fen,
            printed: text + column.amountUnit.label.chinese)
        figure.qualifier = row.text("qualifier", "限定") ?? FigureQualifier.exact.rawValue
        figure.from = row.day("period_from", "期间起")
        figure.to = row.day("period_to", "期间止")
        figure.read(status: row.text("status", "状态") ?? "public")
        var count = row.value(["households", "户数"]) { text, _ throws(CellFault) in try CellText.number(text) }
        if count == nil {
            count = row.value(["count_wan"]) { text, _ throws(CellFault) in try CellText.scaled(text, decimals: 4) }
        }
        let isLocal = row.sheet.index(of: "region_code6") != nil
        let note = row.text("note", "备注") ?? ""
        let programme: LoanProgramme = note.contains("predecessor") ? .predecessor : .povertyMicroloan
        figure.others = [
            (.caliber, row.text("caliber", "统计口径") ?? (isLocal ? Caliber.local.rawValue : nil)),
            (.agency, row.text("agency", "机构")), (.sourceDocument, row.text("source", "来源")),
            (.programme, programme.rawValue), (.count, count.map(String.init)),
            (.countUnit, count == nil ? nil : row.text("count_unit", "单位") ?? CountUnit.household.rawValue),
        ]
        return [figure.draft(context)]
    }
}

/// National totals of the fund by year (资金总规模).
struct FundTotalRows: RowProfile {
    static let variant = "fund-totals"
    static let columns = [["year", "年度"], ["amount", "金额"], ["basis", "口径"]]
    static let totalColumn: String? = nil

    init(_ sheet: Sheet) {}

    mutating func drafts(_ row: inout RowReader, _ context: ImportContext) -> [Draft] {
        guard let (text, column) = row.cell("amount", "金额"), let amount = row.amount("amount", "金额") else { return [] }
        let year = row.value(["year", "年度"]) { text, _ throws(CellFault) in try CellText.number(text) } ?? 0
        var figure = FigureDraft(
            region: row.text("region_code6", "区划代码") ?? context.ledgerRegion.description, metric: "FUND_TOTAL",
            value: amount.count, unit: .fen, printed: text + column.amountUnit.label.chinese)
        figure.from = Day(year: Int(year), month: 1, day: 1)
        figure.to = Day(year: Int(year), month: 12, day: 31)
        if figure.to == nil {
            row.fault(
                "year",
                Fault(.form, path: "year", given: String(year), expected: Label("四位年度", "a year of four digits")))
        }
        let status = row.text("status", "状态") ?? "public"
        figure.read(status: status)
        figure.others = [
            (.basis, row.text("basis", "口径")), (.sourceDocument, row.text("source", "来源") ?? status),
        ]
        return [figure.draft(context)]
    }
}

/// Figures of any metric, with value and unit (公布数据).
struct PublishedFigureRows: RowProfile {
    static let variant = "figures"
    static let columns = [["metric", "指标名"], ["value", "数值"], ["unit", "单位"]]
    static let totalColumn: String? = nil

    init(_ sheet: Sheet) {}

    mutating func drafts(_ row: inout RowReader, _ context: ImportContext) -> [Draft] {
        let unitText = row.required("unit", "单位").uppercased()
        guard let value = self.value(&row, unitText) else { return [] }
        var figure = FigureDraft(
            region: row.text("region_code6", "区划代码") ?? context.ledgerRegion.description,
            metric: row.required("metric", "指标名").uppercased(), value: value.count, unit: value.unit,
            printed: row.text("printed", "原文") ?? unitText)
        figure.qualifier = row.text("qualifier", "限定") ?? FigureQualifier.exact.rawValue
        figure.from = row.day("period_from", "期间起")
        figure.to = row.day("period_to", "期间止")
        figure.read(status: row.text("status", "状态") ?? "public")
        let countUnit = CountUnit(rawValue: unitText)?.rawValue ?? row.text("count_unit", "户数单位")
        let count = row.value(["count", "户数"]) { text, _ throws(CellFault) in try CellText.number(text) }
        let isLoan = figure.metric.hasPrefix("MICROLOAN_")
        figure.others = [
            (.caliber, row.text("caliber", "统计口径")), (.agency, row.text("agency", "机构")),
            (.sourceDocument, row.text("source", "来源")), (.count, count.map(String.init)),
            (.countUnit, count != nil || value.unit == .count ? countUnit : nil),
            (.programme, isLoan ? LoanProgramme.povertyMicroloan.rawValue : nil),
        ]
        var drafts = [figure.draft(context)]
        if let stated = row.value(
            ["stated_attainment_pct"], { text, _ throws(CellFault) in try CellText.scaled(text, decimals: 2) })
        {
            var attainment = figure
            attainment.metric += "_STATED_ATTAINMENT"
            (attainment.value, attainment.unit) = (stated, .basisPoints)
            attainment.others.removeAll { [.count, .countUnit].contains($0.0) }
            drafts.append(attainment.draft(context))
        }
        return drafts
    }

    private func value(_ row: inout RowReader, _ unit: String) -> (count: Int64, unit: FigureUnit)? {
        let (kind, decimals): (FigureUnit, Int) =
            switch unit {
            case "YUAN", "元": (.fen, 2)
            case "WAN_YUAN", "万元": (.fen, 6)
            case "YI_YUAN", "亿元": (.fen, 10)
            case "FEN", "分": (.fen, 0)
            case "PERCENT", "%": (.basisPoints, 2)
            case "BP": (.basisPoints, 0)
            case "PPM": (.partsPerMillion, 0)
            default: (.count, 0)
            }
        return row.value(["value", "数值"]) { text, _ throws(CellFault) in
            (try CellText.scaled(text, decimals: decimals), kind)
        }
    }
}

/// Targets that policy sets (目标): they become policy parameters.
struct TargetRows: RowProfile {
    static let variant = "targets"
    static let columns = [["metric", "指标名"], ["fiscal_year", "年度"], ["comparator", "比较方式"], ["unit", "单位"]]
    static let totalColumn: String? = nil

    init(_ sheet: Sheet) {}

    mutating func drafts(_ row: inout RowReader, _ context: ImportContext) -> [Draft] {
        let metric = row.required("metric", "指标名").uppercased()
        let year = row.required("fiscal_year", "年度")
        let place = row.text("region_code6", "区划代码") ?? RegionCode.nation.description
        let unit = row.required("unit", "单位").uppercased()
        var body = [
            JSONMember("parameter", metric == "INDUSTRY_SHARE" ? "industry_share.target" : "target." + metric),
            JSONMember("comparator", row.required("comparator", "比较方式").uppercased()),
            JSONMember("level", Self.level(place).rawValue), JSONMember("valid_from", "\(year)-01-01"),
            JSONMember("valid_to", "\(year)-12-31"), JSONMember("target_year", year),
            JSONMember("applies_by", PolicyDate.fiscalYear.rawValue),
            JSONMember("status", row.text("status") ?? "public"),
            JSONMember("source_doc", row.required("source", "来源")),
            JSONMember("prior_year_floor", .bool(["yes", "是", "true"].contains(row.text("prior_year_floor") ?? ""))),
        ]
        if place != RegionCode.nation.description { body.append(JSONMember("place", place)) }
        for name in ["applies_to", "basis", "measure"] {
            if let text = row.text(name) { body.append(JSONMember(name, text)) }
        }
        let isPercent = unit == "PERCENT" || unit == "BP" || unit == "PRIOR_YEAR"
        body.append(JSONMember("unit", (isPercent ? PolicyUnit.basisPoints : unit == "YUAN" ? .fen : .count).rawValue))
        let decimals = unit == "PERCENT" || unit == "YUAN" ? 2 : 0
        let value = row.value(["value", "数值"]) { text, _ throws(CellFault) in
            try CellText.scaled(text, decimals: decimals)
        }
        if let value { body.append(JSONMember("value", String(value))) }
        _ = row.cell("printed")
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
    static let columns = [["region_code6", "区划代码"], ["subsidy", "贴息金额", "amount"], ["period_to", "期间止"]]
    static let totalColumn: String? = "subsidy"

    init(_ sheet: Sheet) {}

    mutating func drafts(_ row: inout RowReader, _ context: ImportContext) -> [Draft] {
        guard let (text, column) = row.cell("subsidy", "贴息金额", "amount"),
            let amount = row.amount("subsidy", "贴息金额", "amount")
        else {
            row.fault(
                "subsidy", Fault(.missing, path: "value", expected: Label("金额", "an amount")), ["贴息金额", "amount"])
            return []
        }
        let isPlan = row.text("kind", "类别")?.uppercased() == "PLAN"
        var figure = FigureDraft(
            region: row.required("region_code6", "区划代码"), metric: isPlan ? "SUBSIDY_PLANNED" : "SUBSIDY_PAID",
            value: amount.count, unit: .fen, printed: text + column.amountUnit.label.chinese)
        figure.from = row.day("period_from", "期间起")
        figure.to = row.day("period_to", "期间止")
        figure.documents = row.documents("document_no", "文号")
        figure.read(status: row.text("status", "状态") ?? "public")
        let count = row.value(["households", "户数"]) { text, _ throws(CellFault) in try CellText.number(text) }
        figure.others = [
            (.caliber, Caliber.local.rawValue), (.sourceDocument, row.text("source", "来源")),
            (.batch, row.text("batch", "批次")), (.count, count.map(String.init)),
            (.countUnit, count == nil ? nil : CountUnit.household.rawValue),
            (.programme, Self.programme(row.text("programme", "贷款项目") ?? "", figure.to)?.rawValue),
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
