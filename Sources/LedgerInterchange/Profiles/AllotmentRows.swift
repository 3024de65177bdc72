import LedgerDomain

/// Allotment lines as a place received them (指标).
struct AllotmentRows: RowProfile {
    static let variant = "allotments"
    static let columns = [
        line, RowColumn.region, .year, .amount, fundLevel, documents,
    ].map(\.names)
    static let totalColumn: String? = "amount"
    static let template =
        [
            RowColumn.region, .year, line, .amount, fundLevel, .fundSource, .task, issued, received, upperDocuments,
            documents, localDocuments, complete, directFlag,
        ] + described.map(\.column)

    private static let line = RowColumn("batch_id", "指标行", isRequired: true, also: ["批次编号"])
    private static let fundLevel = RowColumn.fundLevel.required
    private static let documents = RowColumn(
        "document_no", "文号", .documents, also: ["指标文号"],
        help: Label("只有上级文号时可不填。", "May be empty where only the upper document is known."))
    private static let upperDocuments = RowColumn("upper_document_no", "上级文号", .documents)
    private static let localDocuments = RowColumn("local_documents", "本级文号", .documents)
    private static let issued = RowColumn("issued_on", "发文日期", .day, also: ["下达日期"])
    private static let received = RowColumn("received_on", "接收日期", .day)
    private static let directFlag = RowColumn("direct_flag", "直达资金标识")
    private static let complete = RowColumn("projects_complete", "项目是否列全", .code(CodeList(Completeness.self)))
    private static let batch = RowColumn("batch_name", "批次")
    /// Columns that are fields as they are.
    private static let described: [(key: Key, column: RowColumn)] = [
        (.batch, batch), (.transferProjectCode, RowColumn("project_code", "转移支付项目代码")),
        (.incomeCode, RowColumn("income_code", "收入科目")),
        (.expenditureFunction, RowColumn("expenditure_code", "支出功能分类")),
    ]

    init(_ sheet: Sheet) {}

    mutating func drafts(_ row: inout RowReader, _ context: ImportContext) -> [Draft] {
        let region = row.required(.region)
        let year = row.required(.year)
        let issued = row.day(Self.issued)
        let date = RowDate(issued, fiscalYear: year, context)
        var money = [
            JSONMember("fund_level", row.required(Self.fundLevel)),
            JSONMember("fund_source", row.code(.fundSource) ?? FundSource.linked.rawValue),
            JSONMember("line_year", year),
        ]
        if let task = row.code(.task) { money.append(JSONMember("task", task)) }
        if let flag = row.text(Self.directFlag) { money.append(JSONMember("direct_flag", flag)) }
        var body = [
            JSONMember("line_id", row.required(Self.line)), JSONMember("money", .object(money)),
        ]
        if let amount = row.amount(.amount) {
            body.append(JSONMember("amount_fen", String(amount.count)))
        } else if row.cell(.amount) == nil {
            row.missing(.amount, path: "amount_fen", expected: Label("金额", "an amount"))
        }
        if let issued { body.append(JSONMember("doc_date", issued.description)) }
        if let received = row.day(Self.received) {
            body.append(JSONMember("received_on", received.description))
        }
        for (key, column) in Self.described {
            if let text = row.text(column) { body.append(JSONMember(key.rawValue, text)) }
        }
        if let complete = row.code(Self.complete) {
            body.append(JSONMember("projects_complete", complete.uppercased()))
        }
        let upper = row.documents(Self.upperDocuments)
        if !upper.isEmpty {
            body.append(JSONMember("upper_documents", .array(upper.map { .string($0.number) })))
        }
        if row.text(Self.batch)?.contains("提前下达") == true { body.append(JSONMember("advance", .bool(true))) }
        var documents = row.documents(Self.documents, Self.localDocuments)
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
    static let columns = [RowColumn.region, subject, level, from].map(\.names)
    static let totalColumn: String? = nil
    static let template = [RowColumn.region, subject, level, from, to, place]

    private static let subject = RowColumn("subject", "公示事项", isRequired: true)
    private static let level = RowColumn("level", "公示级别", .code(CodeList(NoticeLevel.self)), isRequired: true)
    private static let from = RowColumn("notice_from", "公示起", .day)
    private static let to = RowColumn("notice_to", "公示止", .day)
    private static let place = RowColumn("source", "地点或网址")

    init(_ sheet: Sheet) {}

    mutating func drafts(_ row: inout RowReader, _ context: ImportContext) -> [Draft] {
        let region = row.required(.region)
        var body = [
            JSONMember("subject", row.required(Self.subject)),
            JSONMember("notice_level", row.required(Self.level)),
        ]
        let from = row.day(Self.from)
        if let from { body.append(JSONMember("posted_from", from.description)) }
        if let to = row.day(Self.to) { body.append(JSONMember("posted_to", to.description)) }
        if let place = row.text(Self.place) { body.append(JSONMember("place", place)) }
        let date = RowDate(from, fiscalYear: nil, context)
        body += date.members
        return [
            Draft(
                id: "", type: EventKind.noticePosted.type.name, effectiveOn: date.text, region: region,
                fiscalYear: String(date.text.prefix(4)), body: .object(body))
        ]
    }
}
