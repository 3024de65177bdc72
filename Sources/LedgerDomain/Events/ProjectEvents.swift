extension EventType {
    /// Projects and the money set aside for them (项目、资金安排).
    static let projectTypes: [EventType] = [
        EventType(
            .projectRegistered, "project.registered", "项目入库", "Project registered",
            Label("项目进入项目库。", "A project enters the library."),
            required: [.project, .projectName, .classCode],
            expected: [.classSetBy, .nature, .village, .implementingUnit, .totalInvestment, .libraryOn],
            optional: [.classPrinted, .goals, .datePrecision]),
        EventType(
            .projectReclassified, "project.reclassified", "项目重新分类", "Project reclassified",
            Label("项目改变类型，已安排和已支付的金额随之调整。", "A project changes class; its committed and paid money moves with it."),
            required: [.project, .fromClass, .toClass, .moves],
            expected: [.classSetBy, .reason]),
        EventType(
            .fundsCommitted, "funds.committed", "资金安排", "Funds committed",
            Label("为项目安排资金。", "A library project is given money from a line or a pool."), needsDocuments: true,
            required: [.project, .amount, .money],
            optional: [.line, .pool, .batch, .datePrecision],
            conditions: [.exactlyOne([.lineID, .pool])]),
        EventType(
            .fundsReleased, "funds.released", "核减", "Funds released",
            Label("核减项目资金，退回指标或资金池。", "A commitment is reduced; its money is free again."), needsDocuments: true,
            required: [.project, .amount, .money],
            expected: [.reason],
            optional: [.line, .pool, .batch, .datePrecision],
            conditions: [.exactlyOne([.lineID, .pool])]),
        EventType(
            .commitmentAttributed, "commitment.attributed", "资金池拆分", "Commitment attributed",
            Label("明确资金池安排给项目的资金来自哪些指标行。", "The part of a pool that a project has is split over its lines."),
            needsDocuments: true,
            required: [.pool, .project, .parts],
            optional: [.reason, .datePrecision]),
    ]
}
