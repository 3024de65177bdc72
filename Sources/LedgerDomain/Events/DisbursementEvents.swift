extension EventType {
    /// Payments, and the details behind them (拨付、退回、补助).
    static let disbursementTypes: [EventType] = [
        EventType(
            .disbursementMade, "disbursement.made", "拨付", "Disbursement made",
            Label("通过国库向最终收款人支付。", "The treasury pays the final payee."), needsDocuments: true,
            required: [.voucher, .line, .project, .amount, .money],
            expected: [.payee, .payeeClass, .purpose, .economicClass],
            optional: [
                .expenditureFunction, .application, .paymentMethod, .contract, .invoice, .batch, .datePrecision,
            ]),
        EventType(
            .disbursementReturned, "disbursement.returned", "退回", "Disbursement returned",
            Label("已支付的资金退回。", "Money that was paid comes back."), needsDocuments: true,
            required: [.voucher, .line, .project, .amount, .money],
            expected: [.reason, .payee, .payeeClass],
            optional: [.batch, .datePrecision]),
        EventType(
            .householdSubsidyPaid, "household_subsidy.paid", "到户补助", "Household subsidy paid",
            Label(
                "补助发放到户，所用支付凭证另行入账。", "A household got its subsidy; the voucher that paid it is an entry of its own."),
            needsDocuments: true,
            required: [.household, .householdPolicy, .subsidyPeriod, .amount, .voucher],
            expected: [.standard, .quantity, .card, .idCheck],
            optional: [.batch, .datePrecision]),
        EventType(
            .interestSubsidyPaid, "interest_subsidy.paid", "贷款贴息", "Interest subsidy paid",
            Label(
                "为一笔贷款的一段期间贴息，所用支付凭证另行入账。",
                "Interest of one loan and period was subsidised; the voucher that paid it is an entry of its own."),
            needsDocuments: true,
            required: [.loan, .subsidyPolicy, .from, .toDay, .segments, .amount, .voucher],
            expected: [.holder, .interestPaid],
            optional: [.legalRepresentative, .programme, .batch, .notice, .datePrecision],
            conditions: [.related(.day(.toDay, .after, .field(.from)))]),
    ]
}
