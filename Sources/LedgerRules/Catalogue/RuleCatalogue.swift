public import LedgerDomain

/// The rules that this release has, and those that it cannot have.
public enum RuleCatalogue {
    /// Rules about one entry and the facts before it.
    static let entryRules: [any EntryRule.Type] = [
        A03DirectFlag.self, A10MovedToUnitAccount.self, A11OutsideAllowedUse.self, A12PayAndBonus.self,
        A14ManagementFeeUse.self, A17ProjectNotInLibrary.self, A20ChangedUse.self, A22FalseClaim.self,
        A24AboveHouseholdCap.self, A26MicroloanAboveCap.self, A27TermTooLong.self, A28RateAboveCap.self,
        A29SecurityDemanded.self, A30IneligibleBorrower.self, A32SubsidyAboveDue.self, A33DoubleInterestSubsidy.self,
        A34OverdueSubsidised.self, A35PrincipalAboveSubsidisedCap.self, A36SubsidyWithoutPolicy.self,
        A37InterestNotPaidFirst.self, A38EnterpriseSubsidyAboveCap.self, A43RiskShareWrong.self,
        A44NoticeTooShort.self, A47NoLinkToFarmers.self, A49FunctionAgainstClass.self, A53IncompleteRecord.self,
        A55ClosedPeriod.self, A56RepeatedPayment.self, A58SegmentsDifferFromLoan.self,
    ]

    /// Rules about a whole log.
    static let logRules: [any LogRule.Type] = [
        A01LateSubAllotment.self, A02MixedDocument.self, A05TwoLevels.self, A07IdleFunds.self, A08BehindSchedule.self,
        A09AllocationAsExpenditure.self, A13ManagementFee.self, A15IndustryShareBelowTarget.self,
        A16IndustryShareFell.self, A18DuplicateProject.self, A19SplitContracts.self, A21PaidAheadOfContract.self,
        A25SharedAccount.self, A31LoanUsedByEnterprise.self, A39SeveralEntities.self, A40NewLoansBelowLastYear.self,
        A41OverdueRate.self, A42CompensationNotClaimed.self, A45PaidBeforeNotice.self, A48AssetNotRegistered.self,
        A50YearEndRush.self,
    ]

    /// Rules of the field that nothing in a log can break, each with the reason: what they look for is refused before any
    /// rule is asked.
    public static let notApplicable: [(rule: RuleDescription, reason: Label)] = [
        (A46PersonalDataInNotice.description, A46PersonalDataInNotice.reason)
    ]

    /// Rules about what an entry names.
    static let referenceRules: [any ReferenceRule.Type] = [A54DivisionCode.self, A57UnknownLine.self]

    /// Rules about the keys of entries.
    static let keyRules: [any KeyRule.Type] = [A23DuplicateHouseholdSubsidy.self, A33DoubleInterestSubsidy.self]

    /// Rules about what lines and pools hold.
    static let balanceRules: [any BalanceRule.Type] = [A04OverAllocation.self, A06PaymentExceedsAllotment.self]

    /// Rules about the totals of sheets, in the order in which they are asked: the first that speaks is heard alone.
    static let sheetRules: [any SheetRule.Type] = [A51UnitSlip.self, A52PartsDoNotAdd.self]

    /// All rules in the order of their identifiers.
    public static let rules: [RuleDescription] = {
        let all: [any Rule.Type] = entryRules + logRules + referenceRules + keyRules + balanceRules + sheetRules
        // A rule may look at entries in more than one way.
        return Dictionary(all.map { ($0.description.id, $0.description) }, uniquingKeysWith: { first, _ in first })
            .values.sorted { $0.id < $1.id }
    }()

    /// The rule of an identifier.
    public static func rule(_ id: String) -> RuleDescription? { byID[id] }

    /// The rules that look at entries of a kind.
    static func rules(of kind: EventKind) -> [any EntryRule.Type] { byKind[Int(kind.rawValue)] }

    /// The policy parameters that rules about entries of a kind need.
    static func parameters(of kind: EventKind) -> [String] { parametersByKind[Int(kind.rawValue)] }

    private static let byID = Dictionary(rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    private static let byKind = EventKind.allCases.map { kind in entryRules.filter { $0.kinds.contains(kind) } }
    private static let parametersByKind = byKind.map { rules in
        Set(rules.flatMap { $0.description.parameters }).sorted()
    }
}
