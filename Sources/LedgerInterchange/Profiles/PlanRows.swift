import LedgerDomain

/// A plan of projects (项目资金安排计划): each row registers its project, if it is new, and commits money to it.
struct PlanRows: RowProfile {
    static let variant = "plan"
    static let columns = [name, amount, RowColumn.year, line, .region].map(\.names)
    static let totalColumn: String? = "amount"
    static let template =
        [RowColumn.region, .year, line, name, amount, classCode] + levels
        + [unit, .documents, day, .fundLevel, .fundSource, .task, nature, classPrinted]

    private static let name = RowColumn("project_name", "项目名称", isRequired: true)
    private static let amount = RowColumn("amount", "金额", .amount, isRequired: true, also: ["资金安排", "投资规模"])
    private static let line = RowColumn(
        "batch_id", "批次编号", isRequired: true, also: ["指标行"],
        help: Label("指标行；几份文件共用时为资金池。", "The line, or the pool of several documents."))
    private static let unit = RowColumn("implementing_unit", "责任单位", also: ["实施单位"])
    private static let day = RowColumn("effective_on", "日期", .day)
    private static let nature = RowColumn("nature", "项目性质", .code(CodeList(ProjectNature.self)))
    private static let classPrinted = RowColumn("class_in_source", "原分类")
    private static let classCode = RowColumn(
        "class", "项目类型代码", .classCode,
        help: Label("填代码，或填三级分类的名称。", "The code, or the names of the three levels."))
    private static let levels = [
        RowColumn("level1", "一级分类"), RowColumn("level2", "二级分类"), RowColumn("level3", "三级分类"),
    ]

    init(_ sheet: Sheet) {}

    /// Projects registered by earlier rows of this file.
    private var registered: [String: String] = [:]

    mutating func drafts(_ row: inout RowReader, _ context: ImportContext) -> [Draft] {
        let region = row.required(.region)
        let year = row.required(.year)
        let name = row.required(Self.name)
        let batchID = row.required(Self.line)
        let documents = row.documents(.documents)
        let unit = row.text(Self.unit)
        let classCode = self.classCode(&row, context)
        guard let amount = row.amount(Self.amount) else {
            if row.cell(Self.amount) == nil {
                row.missing(Self.amount, path: "amount_fen", expected: Label("金额", "an amount"))
            }
            return []
        }
        let lines = self.lines(region, batchID, documents, context)
        let date = RowDate(row.day(Self.day), lines: lines, fiscalYear: year, context)
        let key = Self.planKey(region, year, documents.map(\.number), name, unit ?? "")
        var drafts: [Draft] = []
        var projectID = context.project(key) ?? registered[key]
        if projectID == nil {
            let id = context.rowID(row.sheet.sheetName ?? "", row.record.number, 0)
            registered[key] = id
            projectID = id
            drafts.append(
                registration(
                    id, name, classCode, unit, row.text(Self.classPrinted), date, region, year, documents))
        }
        drafts.append(
            commitment(
                projectID ?? "", batchID, lines, amount, money(&row, year, classCode, lines), date, region, year,
                documents))
        return drafts
    }

    /// What identifies a project without a code of its own: the place, year, documents, name and unit of its plan.
    static func planKey(_ region: String, _ year: String, _ documents: [String], _ name: String, _ unit: String)
        -> String
    {
        ([region, year] + documents + [name, unit]).joined(separator: "\n")
    }

    private func classCode(_ row: inout RowReader, _ context: ImportContext) -> String? {
        let levels = Self.levels.map { row.text($0) ?? "" }
        if let code = row.text(Self.classCode) { return code }
        if let found = context.taxonomy.find(levels[0], levels[1], levels[2]) { return found.code.description }
        row.fault(
            "level3",
            Fault(
                .form, path: "class", given: levels.joined(separator: "/"),
                expected: Label("项目分类表中的三级分类", "a class of the taxonomy")))
        return nil
    }

    /// The lines a row draws on: the one it names, else those that its documents opened.
    private func lines(
        _ region: String, _ batchID: String, _ documents: [DocumentReference], _ context: ImportContext
    ) -> [ImportContext.Line] {
        if let line = context.line(region, batchID) { return [line] }
        var ids: [String] = []
        for document in documents {
            for id in context.linesOfDocument(region, document.number) where !ids.contains(id) { ids.append(id) }
        }
        return ids.compactMap { context.line(region, $0) }
    }

    private func money(
        _ row: inout RowReader, _ year: String, _ classCode: String?, _ lines: [ImportContext.Line]
    ) -> JSONValue {
        var members = [
            JSONMember("fund_level", row.code(.fundLevel) ?? lines.first?.money.level?.rawValue ?? ""),
            JSONMember("fund_source", row.code(.fundSource) ?? FundSource.linked.rawValue),
            JSONMember("line_year", lines.first.map { String($0.money.lineYear) } ?? year),
        ]
        if let classCode { members.append(JSONMember("class", classCode)) }
        if let nature = row.code(Self.nature) { members.append(JSONMember("nature", nature)) }
        if let task = row.code(.task) { members.append(JSONMember("task", task)) }
        return .object(members)
    }

    private func registration(
        _ id: String, _ name: String, _ classCode: String?, _ unit: String?, _ printed: String?, _ date: RowDate,
        _ region: String, _ year: String, _ documents: [DocumentReference]
    ) -> Draft {
        var body = [JSONMember("project_id", id), JSONMember("project_name", name)]
        if let classCode { body.append(JSONMember("class", classCode)) }
        if let unit { body.append(JSONMember("unit", unit)) }
        if let printed { body.append(JSONMember("class_printed", printed)) }
        body += date.members
        return Draft(
            id: id, type: EventKind.projectRegistered.type.name, effectiveOn: date.text, region: region,
            fiscalYear: year,
            documents: documents, body: .object(body))
    }

    private func commitment(
        _ project: String, _ batchID: String, _ lines: [ImportContext.Line], _ amount: Fen, _ money: JSONValue,
        _ date: RowDate, _ region: String, _ year: String, _ documents: [DocumentReference]
    ) -> Draft {
        var body = [
            JSONMember("project_id", project), JSONMember("amount_fen", String(amount.count)),
            JSONMember("money", money),
        ]
        if lines.count > 1 {
            body.append(JSONMember("pool", batchID))
        } else {
            body.append(JSONMember("line_id", lines.first?.id ?? batchID))
        }
        body += date.members
        return Draft(
            id: "", type: EventKind.fundsCommitted.type.name, effectiveOn: date.text, region: region, fiscalYear: year,
            documents: documents, body: .object(body))
    }
}

/// The business date of a row: its own, else the issue date of its line (of a pool the latest), else 31 December of its
/// year, else the day of recording, marked with how exact it is.
struct RowDate {
    let text: String
    let precision: DatePrecision?

    init(_ day: Day?, lines: [ImportContext.Line] = [], fiscalYear: String?, _ context: ImportContext) {
        if let day {
            (text, precision) = (day.description, nil)
        } else if let latest = lines.max(by: { $0.issuedOn < $1.issuedOn }) {
            (text, precision) = (latest.issuedOn, latest.precision)
        } else if let year = fiscalYear.flatMap({ Int($0) }), (1990...2100).contains(year),
            Day.last(of: year) <= context.today
        {
            (text, precision) = (Day.last(of: year).description, .year)
        } else {
            (text, precision) = (context.today.description, DatePrecision.none)
        }
    }

    var members: [JSONMember] { precision.map { [JSONMember("date_precision", $0.rawValue)] } ?? [] }
}
