extension Field {
    // MARK: Loans

    static let loan = Field(.loan, "贷款", "Loan", .token)
    static let programme = Field(.programme, "贷款项目", "Programme", .code(CodeList(LoanProgramme.self)))
    static let loanKind = Field(.loanKind, "贷款种类", "Loan kind", .code(CodeList(LoanKind.self)))
    static let oldLoan = Field(.oldLoan, "原贷款", "Old loan", .token)
    static let oldPrincipal = Field(.oldPrincipalFen, "归还原贷款本金", "Old principal repaid", .fen(minimum: 1))
    static let householdStatus = Field(
        .householdStatus, "农户类型", "Household status", .code(CodeList(HouseholdStatus.self)))
    static let monitorType = Field(.monitorType, "监测类型", "Monitor type", .code(CodeList(MonitorType.self)))
    static let bank = Field(.bank, "放款机构", "Bank", .payee)
    static let signedOn = Field(.signedOn, "签订日期", "Signed on", .day)
    static let maturity = Field(.maturity, "到期日", "Maturity", .day)
    static let oldMaturity = Field(.oldMaturity, "原到期日", "Old maturity", .day)
    static let rate = Field(
        .ratePPM, "年利率", "Annual rate", .number(1...240_000),
        help: Label("百万分之一，3.65% 为 36500。", "In millionths: 3.65 % is 36500."))
    static let primeRateDate = Field(.primeRateDate, "LPR 日期", "LPR date", .day)
    static let primeRateTenor = Field(.primeRateTenor, "LPR 期限", "LPR tenor", .code(CodeList(PrimeRateTenor.self)))
    static let security = Field(.security, "担保方式", "Security", .code(CodeList(LoanSecurity.self)))
    static let ageOK = Field(.ageOK, "年龄合规", "Age in range", .flag)
    static let rated = Field(.rated, "已评级", "Rated", .flag)
    static let township = Field(.township, "乡镇", "Township", .place(digits: 9))
    static let use = Field(.use, "贷款用途", "Use", .text)
    static let principalRepaid = Field(.principalFen, "本金", "Principal", .fen(minimum: 1))
    static let ofOverdue = Field(.ofOverdueFen, "其中逾期", "Of it overdue", .fen(minimum: 0))
    static let overdue = Field(.overdueFen, "新增逾期", "Newly overdue", .fen(minimum: 1))
    static let cured = Field(.curedFen, "转回正常", "Cured", .fen(minimum: 1))
    static let writtenOff = Field(.writtenOffFen, "核销", "Written off", .fen(minimum: 0))
    static let interest = Field(.interestFen, "利息", "Interest", .fen(minimum: 0))
    static let penalty = Field(.penaltyFen, "罚息", "Penalty interest", .fen(minimum: 0))
    static let receipt = Field(.receiptNumber, "收据号", "Receipt", .identifier)

    // MARK: Interest subsidies

    static let from = Field(.from, "起", "From", .day)
    static let toDay = Field(
        .toDay, "止", "To", .day, help: Label("不含当日。", "The day after the last day."))
    static let subsidyPolicy = Field(.policy, "贴息办法", "Subsidy policy", .identifier)
    static let segmentPrincipal = Field(.principalFen, "本金", "Principal", .fen(minimum: 1))
    static let baseRate = Field(.basePPM, "基准利率", "Base rate", .number(0...1_000_000))
    static let days = Field(.days, "天数", "Days", .number(1...36_600))
    static let segments = Field(
        .segments, "计息分段", "Segments",
        .list(
            .record([
                .required(.baseRate), .required(.days), .required(.from), .required(.segmentPrincipal),
                .required(.rate), .required(.toDay),
            ])))
    static let holder = Field(.holder, "受益主体", "Holder", .payee)
    static let legalRepresentative = Field(.legalRepresentative, "法定代表人", "Legal representative", .token)
    static let interestPaid = Field(.interestPaidFen, "已付利息", "Interest paid", .fen(minimum: 0))
    static let notice = Field(.notice, "公示编号", "Notice", .identifier)

    // MARK: Notices, figures, policies

    static let noticeLevel = Field(.noticeLevel, "公示级别", "Notice level", .code(CodeList(NoticeLevel.self)))
    static let subject = Field(.subject, "公示事项", "Subject", .text)
    static let postedFrom = Field(.postedFrom, "公示起", "Posted from", .day)
    static let postedTo = Field(.postedTo, "公示止", "Posted to", .day)
    static let noticePlace = Field(.place, "地点或网址", "Place or address", .text)
    static let textHash = Field(.textHash, "内容摘要", "Hash of the text", .hash)
    static let objections = Field(.objections, "异议", "Objections", .text)

    static let metric = Field(.metric, "指标名", "Metric", .capitals)
    static let figureValue = Field(.value, "数值", "Value", .number(Int64.min...Int64.max))
    static let figureUnit = Field(.unit, "单位", "Unit", .code(CodeList(FigureUnit.self)))
    static let qualifier = Field(.qualifier, "限定", "Qualifier", .code(CodeList(FigureQualifier.self)))
    static let figureStatus = Field(.status, "状态", "Status", .code(CodeList(FigureStatus.self)))
    static let caliber = Field(.caliber, "统计口径", "Caliber", .code(CodeList(Caliber.self)))
    static let agency = Field(.agency, "机构", "Agency", .text)
    static let printed = Field(.printed, "原文", "As printed", .text)
    static let periodFrom = Field(.periodFrom, "期间起", "Period from", .day)
    static let periodTo = Field(.periodTo, "期间止", "Period to", .day)
    static let figureBasis = Field(.basis, "口径基础", "Basis", .capitals)
    static let count = Field(.count, "户数", "Count", .number(0...Int64.max))
    static let countUnit = Field(.countUnit, "户数单位", "Count unit", .code(CodeList(CountUnit.self)))
    static let derivedFrom = Field(.derivedFrom, "推算自", "Derived from", .list(.text))
    static let sourceDocument = Field(.sourceDocument, "来源文件", "Source", .text)

    static let parameter = Field(.parameter, "政策参数", "Parameter", .identifier)
    static let policyValue = Field(.value, "数值", "Value", .identifier)
    static let policyUnit = Field(.unit, "单位", "Unit", .code(CodeList(PolicyUnit.self)))
    static let policyLevel = Field(.level, "层级", "Level", .code(CodeList(PolicyLevel.self)))
    static let policyPlace = Field(.place, "适用地区", "Place", .region)
    static let validFrom = Field(.validFrom, "起效日期", "Valid from", .day)
    static let validTo = Field(.validTo, "失效日期", "Valid to", .day)
    static let appliesBy = Field(.appliesBy, "适用日期依据", "Chosen by", .code(CodeList(PolicyDate.self)))
    static let policyStatus = Field(.status, "状态", "Status", .text)
    static let comparator = Field(.comparator, "比较方式", "Comparator", .code(CodeList(Comparator.self)))
    static let measure = Field(.measure, "计量", "Measure", .code(CodeList(ShareMeasure.self)))
    static let appliesTo = Field(.appliesTo, "适用范围", "Applies to", .code(CodeList(TargetScope.self)))
    static let targetYear = Field(.targetYear, "目标年度", "Target year", .number(1990...2100))
    static let priorYearFloor = Field(.priorYearFloor, "不低于上年", "Not below the prior year", .flag)
}
