import LedgerDomain

/// Allotment lines as a place received them (指标).
struct AllotmentRows: RowProfile {
    static let variant = "allotments"
    static let columns = [
        ["batch_id", "指标行", "批次编号"], ["region_code6", "区划代码"], ["fiscal_year", "年度"], ["amount", "金额"],
        ["fund_level", "资金级次"], ["document_no", "文号", "指标文号"],
    ]
    static let totalColumn: String? = "amount"

    init(_ sheet: Sheet) {}

    mutating func drafts(_ row: inout RowReader, _ context: ImportContext) -> [Draft] {
        let region = row.required("region_code6", "区划代码")
        let year = row.required("fiscal_year", "年度")
        let issued = row.day("issued_on", "发文日期", "下达日期")
        let date = RowDate(issued, fiscalYear: year, context)
        var money = [
            JSONMember("fund_level", row.required("fund_level", "资金级次")),
            JSONMember("fund_source", row.text("fund_source", "资金来源") ?? FundSource.linked.rawValue),
            JSONMember("line_year", year),
        ]
        if let task = row.text("task", "任务方向") { money.append(JSONMember("task", task)) }
        if let flag = row.text("direct_flag", "直达资金标识") { money.append(JSONMember("direct_flag", flag)) }
        var body = [
            JSONMember("line_id", row.required("batch_id", "指标行", "批次编号")), JSONMember("money", .object(money)),
        ]
        if let amount = row.amount("amount", "金额") {
            body.append(JSONMember("amount_fen", String(amount.count)))
        } else if row.cell("amount", "金额") == nil {
            row.fault(
                "amount", Fault(.missing, path: "amount_fen", expected: Label("金额", "an amount")), ["amount", "金额"])
        }
        if let issued { body.append(JSONMember("doc_date", issued.description)) }
        if let received = row.day("received_on", "接收日期") {
            body.append(JSONMember("received_on", received.description))
        }
        for (key, names) in [
            ("batch", ["batch_name", "批次"]), ("transfer_project_code", ["project_code", "转移支付项目代码"]),
            ("income_code", ["income_code", "收入科目"]), ("exp_func", ["expenditure_code", "支出功能分类"]),
        ] {
            if let text = row.cell(names)?.text { body.append(JSONMember(key, text)) }
        }
        if let complete = row.text("projects_complete", "项目是否列全") {
            body.append(JSONMember("projects_complete", complete.uppercased()))
        }
        let upper = row.documents("upper_document_no", "上级文号")
        if !upper.isEmpty {
            body.append(JSONMember("upper_documents", .array(upper.map { .string($0.number) })))
        }
        if row.text("batch_name", "批次")?.contains("提前下达") == true { body.append(JSONMember("advance", .bool(true))) }
        var documents = row.documents("document_no", "文号", "指标文号", "local_documents", "本级文号")
        // A line known by its upper document alone is still authorised by it.
        if documents.isEmpty { documents = upper }
        body += date.members
        return [
            Draft(
                id: "", type: EventKind.allotmentReceived.type.name, effectiveOn: date.text, region: region,
                fiscalYear: year, documents: documents, body: .object(body))
        ]
    }
}

/// Postings for the public (公示公告).
struct NoticeRows: RowProfile {
    static let variant = "notices"
    static let columns = [["region_code6", "区划代码"], ["subject", "公示事项"], ["level", "公示级别"], ["notice_from", "公示起"]]
    static let totalColumn: String? = nil

    init(_ sheet: Sheet) {}

    mutating func drafts(_ row: inout RowReader, _ context: ImportContext) -> [Draft] {
        let region = row.required("region_code6", "区划代码")
        var body = [
            JSONMember("subject", row.required("subject", "公示事项")),
            JSONMember("notice_level", row.required("level", "公示级别")),
        ]
        let from = row.day("notice_from", "公示起")
        if let from { body.append(JSONMember("posted_from", from.description)) }
        if let to = row.day("notice_to", "公示止") { body.append(JSONMember("posted_to", to.description)) }
        if let place = row.text("source", "地点或网址") { body.append(JSONMember("place", place)) }
        let date = RowDate(from, fiscalYear: nil, context)
        body += date.members
        return [
            Draft(
                id: "", type: EventKind.noticePosted.type.name, effectiveOn: date.text, region: region,
                fiscalYear: String(date.text.prefix(4)), body: .object(body))
        ]
    }
}
