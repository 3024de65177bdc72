extension Field {
    static let link = Field(
        .link, "联农带农", "Link to farmers",
        .record([
            .optional(.linkAgreement), .optional(.linkHouseholds), .required(.linkModes), .optional(.linkMonths),
            .optional(.linkYearly),
        ]))
    static let linkModes = Field(.modes, "带动方式", "Modes", .list(.text))
    static let linkHouseholds = Field(.households, "带动户数", "Households", .number(0...Int64.max))
    static let linkYearly = Field(.yearlyFen, "年带动金额", "Amount a year", .fen(minimum: 0))
    static let linkAgreement = Field(.agreement, "协议", "Agreement", .text)
    static let linkMonths = Field(.months, "期限（月）", "Months", .number(1...1_200))

    static let changes = Field(
        .changes, "调整内容", "Changes", .list(.record([.required(.fieldName), .required(.newText), .required(.oldText)])))
    static let newText = Field(.new, "新值", "New", .text)
    static let oldText = Field(.old, "原值", "Old", .text)

    static let contractAmount = Field(.contractFen, "合同额", "Contract amount", .fen(minimum: 1))
    static let contractName = Field(.subject, "合同名称", "Contract name", .text)
    static let contractCategory = Field(.category, "采购类别", "Category", .code(CodeList(ContractCategory.self)))
    static let acceptance = Field(.result, "验收结论", "Result", .code(CodeList(AcceptanceResult.self)))
    static let milestone = Field(.milestone, "节点", "Milestone", .text)
    static let assetOwner = Field(.owner, "产权归属", "Owner", .text)
    static let assetValue = Field(.valueFen, "资产价值", "Value", .fen(minimum: 0))
}

extension EventType {
    /// Projects and the money set aside for them (项目、资金安排).
    static let projectTypes: [EventType] = [
        EventType(
            .projectRegistered, "project.registered", "项目入库", "Project registered",
            Label("项目进入项目库。", "A project enters the library."),
            required: [.project, .projectName, .classCode],
            expected: [.classSetBy, .nature, .village, .implementingUnit, .totalInvestment, .libraryOn],
            optional: [.classPrinted, .link, .goals, .datePrecision]),
        EventType(
            .projectApproved, "project.approved", "项目批复", "Project approved",
            Label("项目获得批复；经营性项目载明联农带农机制。", "A project is approved; one of business says how it links farmers."),
            required: [.project],
            optional: [.link, .purpose, .datePrecision]),
        EventType(
            .projectChanged, "project.changed", "项目调整", "Project changed",
            Label("批复后的项目按程序调整。", "An approved project changes by the proper way."),
            required: [.project, .changes],
            expected: [.reason]),
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
        EventType(
            .contractSigned, "contract.signed", "合同签订", "Contract signed",
            Label("为项目签订合同。", "A contract for a project is signed."),
            required: [.project, .contract, .payee, .contractAmount, .signedOn],
            expected: [.contractCategory, .contractName],
            optional: [.datePrecision]),
        EventType(
            .workAccepted, "work.accepted", "验收", "Work accepted",
            Label("项目或节点验收。", "Work of a project is inspected."),
            required: [.project, .acceptance],
            optional: [.contract, .milestone, .datePrecision]),
        EventType(
            .assetRegistered, "asset.registered", "资产登记", "Asset registered",
            Label("项目形成的资产确权登记。", "What a project built is registered with its owner."),
            required: [.project, .assetOwner, .assetValue],
            optional: [.village, .datePrecision]),
    ]
}
