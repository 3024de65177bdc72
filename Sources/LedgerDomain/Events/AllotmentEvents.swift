extension EventType {
    /// Spending authority on its way down (指标).
    static let allotmentTypes: [EventType] = [
        EventType(
            .allotmentIssued, "allotment.issued", "指标下达", "Allotment issued",
            Label("上级下达指标。", "The upper level issues an allotment line."), needsDocuments: true,
            required: [.line, .amount, .money],
            expected: [.allotmentTo, .documentDate, .transferProjectCode, .expenditureFunction, .advance],
            optional: [
                .batch, .upperDocuments, .parentLine, .incomeCode, .distributionMethod, .fundNature, .goals,
                .datePrecision,
            ]),
        EventType(
            .allotmentReceived, "allotment.received", "指标接收", "Allotment received",
            Label("本级接收指标。", "The lower level books an allotment line."), needsDocuments: true,
            required: [.line, .amount, .money],
            expected: [.documentDate, .receivedOn, .projectsComplete],
            optional: [
                .batch, .upperDocuments, .parentLine, .transferProjectCode, .incomeCode, .expenditureFunction,
                .advance, .distributionMethod, .fundNature, .goals, .datePrecision,
            ],
            conditions: [.related(.day(.receivedOn, .notBefore, .field(.documentDate)))]),
        EventType(
            .allotmentDistributed, "allotment.distributed", "指标分解", "Allotment distributed",
            Label("将指标分解到本级或下级。", "A line is passed to the own level or to a lower place."), needsDocuments: true,
            required: [.parentLine, .line, .allotmentTo, .amount, .money],
            expected: [.executable],
            optional: [.batch, .reason, .datePrecision]),
        EventType(
            .allotmentCarriedOver, "allotment.carried_over", "结转", "Allotment carried over",
            Label("未用完的指标结转到下一年度的新指标行。", "What is left of a line moves to a new line of a later year."),
            needsDocuments: true,
            required: [.line, .toLine, .toYear, .amount, .money],
            optional: [.reason, .datePrecision]),
        EventType(
            .allotmentLapsed, "allotment.lapsed", "结余", "Allotment lapsed",
            Label("指标到期未用，不得再支出。", "The right to spend what is left has ended."), needsDocuments: true,
            required: [.line, .amount, .money],
            expected: [.reason],
            optional: [.datePrecision]),
        EventType(
            .allotmentRecovered, "allotment.recovered", "收回", "Allotment recovered",
            Label("财政收回未安排的指标。", "Finance takes back money that is not committed."), needsDocuments: true,
            required: [.line, .amount, .money],
            expected: [.reason],
            optional: [.datePrecision]),
    ]
}
