extension EventType {
    /// Loans to households (小额信贷). Overdue and repaid amounts are changes, never snapshots.
    static let loanTypes: [EventType] = [
        EventType(
            .loanDisbursed, "loan.disbursed", "放款", "Loan disbursed",
            Label("发放贷款；续贷同时归还原贷款。", "A loan is paid out; a renewal repays the loan before it."),
            required: [.loan, .programme, .loanKind, .amount],
            expected: [
                .household, .householdStatus, .bank, .signedOn, .maturity, .rate, .primeRateDate, .primeRateTenor,
                .security, .ageOK, .rated, .idCheck,
            ],
            optional: [.oldLoan, .oldPrincipal, .township, .monitorType, .use, .datePrecision],
            conditions: [
                .onlyWhen(.loanKind, is: LoanKind.renewal.rawValue, [.oldLoan, .oldPrincipalFen]), .monitored,
                .related(.day(.signedOn, .notAfter, .start)), .related(.day(.maturity, .after, .start)),
            ]),
        EventType(
            .loanRepaid, "loan.repaid", "还款", "Loan repaid",
            Label("归还贷款本金。", "Principal is repaid."),
            required: [.loan, .programme, .principalRepaid],
            optional: [.ofOverdue, .township, .datePrecision],
            conditions: [.related(.atMost(.ofOverdueFen, .principalFen))]),
        EventType(
            .loanOverdue, "loan.overdue", "逾期变动", "Loan overdue",
            Label("本金转为逾期，或逾期转回正常。", "Principal falls overdue, or stops being so."),
            required: [.loan, .programme],
            optional: [.overdue, .cured, .township, .datePrecision],
            conditions: [.atLeastOne([.overdueFen, .curedFen])]),
        EventType(
            .loanCleared, "loan.cleared", "结清", "Loan cleared",
            Label("贷款结清，余额核销。", "The loan ends; what is left is written off."),
            required: [.loan, .programme],
            optional: [.writtenOff, .ofOverdue, .township, .datePrecision],
            conditions: [.related(.atMost(.ofOverdueFen, .writtenOffFen))]),
        EventType(
            .loanExtended, "loan.extended", "展期", "Loan extended",
            Label("贷款展期，不新增金额。", "The loan runs longer; no new money."),
            required: [.loan, .programme, .maturity],
            expected: [.oldMaturity],
            optional: [.township, .datePrecision],
            conditions: [.related(.day(.maturity, .after, .field(.oldMaturity)))]),
        EventType(
            .interestPaid, "interest.paid", "付息", "Interest paid",
            Label("借款人支付利息。", "The borrower pays interest."),
            required: [.loan, .from, .toDay, .interest, .receipt],
            optional: [.penalty, .datePrecision],
            conditions: [.related(.day(.toDay, .after, .field(.from)))]),
    ]
}

extension FieldCondition {
    /// Of a monitored household it is asked why it is monitored (监测类型).
    static let monitored = expectedWhen(
        .householdStatus, isIn: [HouseholdStatus.monitoredOpen, .monitoredCleared].map(\.rawValue), [.monitorType])
}
