extension Field {
    static let periodStart = Field(.from, "起", "From", .day)
    static let periodEnd = Field(
        .to, "止", "To", .day, help: Label("含当日。", "The last day of the period."))
    static let closedFigures = Field(
        .figures, "结账时的指标", "Figures at the close",
        .list(
            .record([
                .optional(.figureBasis), .optional(.closedClasses), .optional(.closedDenominator), .optional(.measure),
                .required(.metric), .optional(.closedNumerator), .optional(.reasonCode),
            ])),
        help: Label(
            "产业占比按口径、计量和计入范围分列；较早的记录没有计量和计入范围。",
            "Industry shares by basis, measure and classes; older entries name neither measure nor classes."))
    static let closedClasses = Field(.classes, "计入范围", "Classes", .capitals)
    static let closedNumerator = Field(
        .numeratorFen, "分子", "Numerator", .number(Int64.min...Int64.max))
    static let closedDenominator = Field(
        .denominatorFen, "分母", "Denominator", .number(Int64.min...Int64.max))
    static let reasonCode = Field(.reason, "不可计算的原因", "Why it is undefined", .capitals)

    static let ruleID = Field(.ruleID, "规则", "Rule", .identifier)
    static let ruleVersion = Field(.ruleVersion, "规则版本", "Rule version", .number(1...9_999))
    static let severity = Field(.severity, "级别", "Severity", .code(CodeList(Severity.self)))
    static let findingAmount = Field(.amountFen, "涉及金额", "Amount", .fen(minimum: 0))
    static let findingType = Field(.findingType, "违规类型", "Finding type", .code(CodeList(FindingType.self)))
    static let finding = Field(
        .finding, "疑点编号", "Finding", .identifier,
        help: Label("audit rules 列出的编号。", "The identifier that audit rules lists."))
    static let proof = Field(.proof, "证据位置", "Proving positions", .list(.number(0...Int64.max)))
    static let firstSeen = Field(.firstSeen, "首次出现位置", "First seen at", .number(0...Int64.max))
    static let lastSeen = Field(.lastSeen, "最后出现位置", "Last seen at", .number(0...Int64.max))
    static let answer = Field(.answer, "答复", "Answer", .text)
    static let judgement = Field(.result, "认定结果", "Result", .code(CodeList(FindingResult.self)))
    static let establishedFacts = Field(.facts, "认定事实", "Facts established", .text)
    static let attachments = Field(.attachments, "附件摘要", "Attachments by hash", .list(.hash))
    static let returned = Field(.returnedFen, "退回", "Returned", .fen(minimum: 0))
    static let adjusted = Field(.adjustedFen, "调账", "Adjusted", .fen(minimum: 0))
    static let otherwise = Field(.otherFen, "其他", "Otherwise", .fen(minimum: 0))
}

extension EventType {
    /// Closed periods, and what people do about findings (结账、疑点、整改).
    static let supervisionTypes: [EventType] = [
        EventType(
            .periodClosed, "period.closed", "结账", "Period closed",
            Label(
                "锁定一个地区和年度在一段日期内的业务，并记下当时的指标和检查点。",
                "Locks the business dates of a place and year, and notes the figures and the head of that moment."),
            required: [.periodStart, .periodEnd],
            expected: [.closedFigures, .headSize, .headRoot],
            conditions: [.related(.day(.to, .notBefore, .field(.from)))]),
        EventType(
            .periodReopened, "period.reopened", "重新开账", "Period reopened",
            Label("解除结账。", "The lock is lifted."),
            required: [.periodStart, .periodEnd, .reason],
            conditions: [.related(.day(.to, .notBefore, .field(.from)))]),
        EventType(
            .findingRaised, "finding.raised", "疑点", "Finding raised",
            Label("规则发现的疑点登记在案。", "What a rule found is put on record."),
            required: [
                .finding, .ruleID, .ruleVersion, .severity, .findingAmount, .findingType, .proof,
            ],
            optional: [.firstSeen, .lastSeen]),
        EventType(
            .findingAnswered, "finding.answered", "答复", "Finding answered",
            Label("被查单位对疑点的答复。", "Those concerned answer a finding."),
            required: [.finding, .answer],
            optional: [.attachments]),
        EventType(
            .findingJudged, "finding.judged", "违规认定", "Finding judged",
            Label("认定疑点是否违规。", "A person judges whether a finding is a violation."),
            required: [.finding, .judgement, .establishedFacts],
            optional: [.attachments]),
        EventType(
            .findingRectified, "finding.rectified", "整改", "Finding rectified",
            Label("违规已整改，金额按退回、调账、其他分列。", "A violation was put right: money returned, adjusted, or otherwise."),
            required: [.finding, .returned, .adjusted, .otherwise],
            optional: [.attachments]),
    ]
}
