extension Field {
    static let sharePPM = Field(
        .sharePPM, "贴息比例", "Share", .number(0...1_000_000),
        help: Label("百万分之一，全额为 1000000。", "In millionths: all of it is 1000000."))
    static let subsidyBase = Field(.base, "基准", "Base", .code(CodeList(SubsidyBase.self)))
    static let baseDate = Field(.baseDate, "基准日", "Base date", .code(CodeList(SubsidyBaseDate.self)))
    static let fixedBaseRate = Field(.baseRatePPM, "固定基准", "Fixed base rate", .number(1...1_000_000))
    static let factor = Field(
        .factorPPM, "基准倍数", "Factor", .number(1...10_000_000),
        help: Label("百万分之一，原值为 1000000。", "In millionths: the base itself is 1000000."))
    static let tiers = Field(
        .tiers, "分档", "Tiers", .list(.record([.required(.sharePPM), .optional(.upTo)])),
        help: Label("按本金从低到高；最后一档可不封顶。", "From the smallest principal up; the last may have no end."))
    static let upTo = Field(.upToFen, "本金至", "Principal up to", .fen(minimum: 1))
    static let tierMode = Field(.tierMode, "分档方式", "Tier mode", .code(CodeList(TierMode.self)))
    static let capPrincipal = Field(.capPrincipalFen, "贴息本金上限", "Cap of principal", .fen(minimum: 1))
    static let capYear = Field(.capYearFen, "年度上限", "Cap of a year", .fen(minimum: 1))
    static let capHolder = Field(.capHolderFen, "主体上限", "Cap of a holder", .fen(minimum: 1))
    static let capLegalRepresentative = Field(
        .capLegalRepresentativeFen, "法定代表人上限", "Cap of a legal representative", .fen(minimum: 1))
    static let dayBasis = Field(.basis, "计息天数基数", "Day basis", .number(360...366))
    static let maximumDays = Field(.maximumDays, "最长天数", "At most so many days", .number(1...36_600))
    static let payFirst = Field(.payFirst, "先付后贴", "Interest is paid first", .flag)
    static let excludedStatus = Field(
        .excludedStatus, "排除的农户类型", "Excluded statuses", .list(.code(CodeList(HouseholdStatus.self))))

    static let loss = Field(.lossFen, "损失", "Loss", .fen(minimum: 1))
    static let governmentPart = Field(.governmentFen, "政府分担", "Government part", .fen(minimum: 0))
    static let bankPart = Field(.bankFen, "银行分担", "Bank part", .fen(minimum: 0))
    static let recordedUse = Field(.use, "贷款用途", "Use", .code(CodeList(LoanUse.self)))
}

extension EventType {
    /// Subsidy schemes, compensation, and what is known of households and their loans (贴息办法、风险补偿、农户).
    static let subsidyTypes: [EventType] = [
        EventType(
            .subsidyPolicySet, "subsidy_policy.set", "贴息办法", "Subsidy policy set",
            Label("一项贴息办法：基准、比例、上限和条件。", "A scheme of interest subsidies: base, shares, caps and conditions."),
            required: [.subsidyPolicy, .subsidyBase, .baseDate, .dayBasis, .validFrom, .sourceDocument],
            expected: [.factor, .capPrincipal, .payFirst],
            optional: [
                .sharePPM, .tiers, .tierMode, .fixedBaseRate, .capYear, .capHolder, .capLegalRepresentative,
                .maximumDays, .excludedStatus, .validTo,
            ],
            conditions: [
                .exactlyOne([.sharePPM, .tiers]), .onlyWhen(.base, is: SubsidyBase.fixed.rawValue, [.baseRatePPM]),
                .together([.tiers, .tierMode]), .related(.day(.validTo, .notBefore, .field(.validFrom))),
            ]),
        EventType(
            .compensationPaid, "compensation.paid", "风险补偿", "Compensation paid",
            Label("政府与银行分担一笔贷款的损失。", "Government and bank share the loss of a loan."),
            required: [.loan, .loss, .governmentPart, .bankPart],
            optional: [.township, .datePrecision],
            conditions: [.related(.sum([.governmentFen, .bankFen], is: .lossFen))]),
        EventType(
            .compensationRecovered, "compensation.recovered", "风险补偿追回", "Compensation recovered",
            Label("已补偿的损失追回。", "A loss that was compensated is recovered."),
            required: [.loan, .loss, .governmentPart, .bankPart],
            optional: [.township, .datePrecision],
            conditions: [.related(.sum([.governmentFen, .bankFen], is: .lossFen))]),
        EventType(
            .householdStatusSet, "household.status_set", "农户身份", "Household status set",
            Label("农户自某日起的身份。", "What a household is in the register, from a day on."),
            required: [.household, .householdStatus],
            optional: [.monitorType, .village, .reason, .datePrecision],
            conditions: [.monitored]),
        EventType(
            .loanUseRecorded, "loan.use_recorded", "贷款用途", "Loan use recorded",
            Label("查明贷款实际用于何处。", "What a loan was found to be used for."),
            required: [.loan, .programme, .recordedUse],
            optional: [.payee, .payeeClass, .township, .datePrecision]),
    ]
}
