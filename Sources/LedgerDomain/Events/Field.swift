/// What values a field takes.
public indirect enum ValueKind: Sendable {
    /// An amount in 分, at least `minimum`.
    case fen(minimum: Int64)
    /// A decimal whole number within a range.
    case number(ClosedRange<Int64>)
    /// `true` or `false`.
    case flag
    /// An ISO date, China time.
    case day
    /// A six-digit division code; whether it is valid on the date is a rule's to say.
    case region
    /// A nine-digit township or twelve-digit village code.
    case place(digits: Int)
    /// A class of the project taxonomy, as `01.02.01`.
    case classCode
    /// One of a closed list of codes.
    case code(CodeList)
    /// A code that others define: letters, digits and a few marks, at most 64 bytes.
    case identifier
    /// Capitals, digits and underscores, for metrics that the product does not know in advance.
    case capitals
    /// Free text, at most 500 characters, scanned for personal data.
    case text
    /// A keyed token that stands for a person, loan or account.
    case token
    /// A token, or a unified social credit code in clear.
    case payee
    /// 64 lower-case hexadecimal digits.
    case hash
    /// A moment in UTC, to the second.
    case instant
    /// A normalised document number.
    case document
    /// An object with its own fields.
    case record([FieldUse])
    /// A list that is never empty.
    case list(ValueKind)
    /// The whole of another entry's content.
    case original
}

/// One thing that entries say, described once.
///
/// Checks, JSON Schemas, import columns, templates, forms and help all come from this description.
public struct Field: Sendable {
    /// The member's name.
    public let key: Key
    /// The name people see.
    public let label: Label
    /// What values it takes.
    public let kind: ValueKind
    /// What to fill in, where the name does not say it.
    public let help: Label?

    init(_ key: Key, _ chinese: String, _ english: String, _ kind: ValueKind, help: Label? = nil) {
        self.key = key
        label = Label(chinese, english)
        self.kind = kind
        self.help = help
    }
}

/// Whether a field must be there.
public enum Presence: String, Sendable {
    /// Without it the entry is refused.
    case required
    /// Demanded from a person entering; noted as missing when published or historical rows are imported.
    case expected
    /// May be left out.
    case optional
}

/// A field as one type uses it.
public struct FieldUse: Sendable {
    /// The field.
    public let field: Field
    /// Whether the type demands it.
    public let presence: Presence
}

/// What a type demands beyond single fields.
public enum FieldCondition: Sendable {
    /// One of these is there, and only one.
    case exactlyOne([Key])
    /// At least one of these is there.
    case atLeastOne([Key])
    /// When the first field holds this code, the others are there; otherwise they are not.
    case onlyWhen(Key, is: String, [Key])
    /// When the first field holds this code, the second is absent.
    case absentWhen(Key, is: String, Key)
    /// All of these are there, or none.
    case together([Key])
    /// When the first field holds one of these codes, the others are expected (A53).
    case expectedWhen(Key, isIn: [String], [Key])
    /// What two fields say of one another; see ``FieldRelation``.
    case related(FieldRelation)
}

extension Field {
    // MARK: Money

    static let amount = Field(.amountFen, "金额", "Amount", .fen(minimum: 1))
    static let fundSource = Field(.fundSource, "资金来源", "Fund source", .code(CodeList(FundSource.self)))
    static let fundLevel = Field(.fundLevel, "资金级次", "Fund level", .code(CodeList(FundLevel.self)))
    static let lineYear = Field(
        .lineYear, "资金年度", "Line year", .number(1990...2100),
        help: Label("资金首次下达的年度，结转后不变。", "The year for which the money was first issued; kept when carried over."))
    static let task = Field(.task, "任务方向", "Task direction", .code(CodeList(TaskDirection.self)))
    static let classCode = Field(.classCode, "项目类型", "Project class", .classCode)
    static let nature = Field(.nature, "项目性质", "Project nature", .code(CodeList(ProjectNature.self)))
    static let directFlag = Field(.directFlag, "直达资金标识", "Direct-fund flag", .identifier)

    /// What every money event repeats of its line, so that it can be counted without looking back (资金属性).
    static let money = Field(
        .money, "资金属性", "Money",
        .record([
            .optional(.classCode), .optional(.directFlag), .required(.fundLevel), .required(.fundSource),
            .required(.lineYear), .expected(.nature), .expected(.task),
        ]))

    static let line = Field(.lineID, "指标行", "Allotment line", .identifier)
    static let parentLine = Field(.parentLineID, "上级指标", "Parent line", .identifier)
    static let toLine = Field(.toLineID, "结转后指标行", "Line carried to", .identifier)
    static let toYear = Field(.toYear, "结转后年度", "Year carried to", .number(1990...2100))
    static let pool = Field(
        .pool, "资金池", "Pool", .identifier,
        help: Label("几份文件共用一个计划、资金未拆分时填写。", "When one plan draws on several documents and the split is unknown."))
    static let batch = Field(.batch, "批次", "Batch", .text)
    static let projectsComplete = Field(
        .projectsComplete, "项目是否列全", "Projects complete", .code(CodeList(Completeness.self)))
    static let upperDocuments = Field(.upperDocuments, "上级指标文号", "Upper documents", .list(.document))
    static let documentDate = Field(.documentDate, "发文时间", "Document date", .day)
    static let receivedOn = Field(.receivedOn, "接收日期", "Received on", .day)
    static let transferProjectCode = Field(
        .transferProjectCode, "转移支付项目代码", "Transfer project code", .identifier)
    static let incomeCode = Field(.incomeCode, "收入科目", "Income code", .identifier)
    static let expenditureFunction = Field(
        .expenditureFunction, "支出功能分类", "Expenditure function", .identifier)
    static let fundNature = Field(.fundNature, "资金性质", "Fund nature", .text)
    static let distributionMethod = Field(
        .distributionMethod, "分配方式", "Distribution method", .code(CodeList(DistributionMethod.self)))
    static let advance = Field(.advance, "提前下达", "Advance allotment", .flag)
    static let executable = Field(.executable, "指标可执行标志", "Executable", .code(CodeList(Executability.self)))
    static let goals = Field(.goals, "绩效目标", "Goals", .text)
    static let allotmentTo = Field(
        .to, "分配去向", "Distributed to", .identifier,
        help: Label("OWN 为本级，否则为下级区划代码。", "OWN for the own level, else the code of a lower division."))
    static let reason = Field(.reason, "原因", "Reason", .text)
    static let datePrecision = Field(.datePrecision, "日期精度", "Date precision", .code(CodeList(DatePrecision.self)))

    // MARK: Projects

    static let project = Field(.projectID, "项目编码", "Project", .identifier)
    static let projectName = Field(.projectName, "项目名称", "Project name", .text)
    static let classSetBy = Field(.classSetBy, "分类人", "Classified by", .text)
    static let classPrinted = Field(.classPrinted, "原分类", "Class as printed", .text)
    static let implementingUnit = Field(.unit, "责任单位", "Implementing unit", .text)
    static let village = Field(.village, "建设地点", "Village", .place(digits: 12))
    static let totalInvestment = Field(.totalInvestmentFen, "总投资", "Total investment", .fen(minimum: 1))
    static let libraryOn = Field(.libraryOn, "入库日期", "In the library since", .day)
    static let fromClass = Field(.fromClass, "原项目类型", "From class", .classCode)
    static let toClass = Field(.toClass, "新项目类型", "To class", .classCode)
    static let moves = Field(
        .moves, "调整金额", "Amounts that move",
        .list(
            .record([
                .optional(.committed), .required(.fundLevel), .required(.fundSource), .optional(.line),
                .required(.lineYear), .optional(.paidAmount), .optional(.pool),
            ])))
    static let committed = Field(.committedFen, "已安排", "Committed", .fen(minimum: 0))
    static let paidAmount = Field(.paidFen, "已支付", "Paid", .fen(minimum: 0))
    static let parts = Field(
        .parts, "拆分明细", "Parts", .list(.record([.required(.amount), .required(.line), .required(.money)])))

    // MARK: Payments

    static let voucher = Field(.voucherNumber, "支付凭证号", "Voucher", .identifier)
    static let application = Field(.applicationNumber, "支付申请编号", "Payment application", .identifier)
    static let payee = Field(.payee, "收款人", "Payee", .payee)
    static let payeeClass = Field(.payeeClass, "收款人类别", "Payee class", .code(CodeList(PayeeClass.self)))
    static let purpose = Field(.purpose, "资金用途", "Purpose", .text)
    static let economicClass = Field(.economicClass, "经济分类", "Economic class", .identifier)
    static let paymentMethod = Field(.paymentMethod, "支付方式", "Payment method", .code(CodeList(PaymentMethod.self)))
    static let contract = Field(.contract, "合同", "Contract", .identifier)
    static let invoice = Field(.invoice, "发票", "Invoice", .identifier)
    static let household = Field(.household, "户", "Household", .token)
    static let householdPolicy = Field(.policy, "补助政策", "Policy", .identifier)
    static let subsidyPeriod = Field(.period, "补助期次", "Period", .identifier)
    static let standard = Field(.standardFen, "补助标准", "Standard", .fen(minimum: 0))
    static let quantity = Field(.quantity, "数量", "Quantity", .number(0...Int64.max))
    static let card = Field(.card, "卡", "Card", .token)
    static let idCheck = Field(.idCheck, "身份核验通过", "Identity check passed", .flag)
}

extension FieldUse {
    static func required(_ field: Field) -> FieldUse { FieldUse(field: field, presence: .required) }
    static func expected(_ field: Field) -> FieldUse { FieldUse(field: field, presence: .expected) }
    static func optional(_ field: Field) -> FieldUse { FieldUse(field: field, presence: .optional) }
}
