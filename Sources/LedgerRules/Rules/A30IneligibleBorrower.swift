import LedgerDomain

/// Microloans go to households lifted out of poverty or monitored, of working age and rated (借款人不符合条件).
///
/// The status counts that the entry states, and the one that the register holds on the day of signing. Households lifted
/// out that no longer enjoy policies may borrow; whether they should is open (domain.md 9).
enum A30IneligibleBorrower: EntryRule {
    static let description = RuleDescription(
        "A30", Label("借款人不符合条件", "Ineligible borrower"),
        definition: Label(
            "签订时为脱贫户，或写明监测类型（脱贫不稳定、边缘易致贫、突发严重困难）、风险未消除的监测对象；年龄 18 至 65 岁（含）；已评级。",
            "At signing the household is lifted out of poverty, or monitored with its risk open and the type stated (unstable, marginal, sudden hardship); aged 18 to 65, both included, in principle; rated."
        ),
        silence: Label(
            "不是脱贫人口小额信贷；农户类型、年龄和评级均未填且登记中没有（A53）",
            "another programme; hh_status, age_ok and rated all absent, and the register silent (A53)"),
        remedy: Label("核对借款户身份、年龄和评级；不符合条件的收回贷款。", "Check status, age and rating; a loan to others is to be repaid."),
        .other, basis: "bypc.gov.cn county page 2024 (groups, age, rating); 银保监发〔2021〕6号")

    static let kinds: [EventKind] = [.loanDisbursed]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard entry.code(.programme, as: LoanProgramme.self) == .povertyMicroloan else { return [] }
        var faults: [Fault] = []
        let registered = registered(entry, facts)
        let known = [entry.code(.householdStatus, as: HouseholdStatus.self), registered?.status].compactMap { $0 }
        if let status = known.first(where: { !isEligible($0) }) {
            faults.append(
                description.fault(
                    "body.hh_status", given: status.rawValue,
                    expected: Label("脱贫户或风险未消除的监测对象", "lifted out of poverty, or monitored with the risk open")))
        } else if known.contains(.monitoredOpen), !entry.has(.monitorType), registered?.monitorType == nil {
            faults.append(
                description.fault("body.monitor_type", given: "", expected: Label("监测类型", "why it is monitored")))
        }
        if entry.flag(.ageOK) == false {
            faults.append(
                description.fault("body.age_ok", given: "false", expected: Label("18 至 65 岁", "18 to 65 years of age")))
        }
        if entry.flag(.rated) == false {
            faults.append(description.fault("body.rated", given: "false", expected: Label("已评级", "a rated household")))
        }
        return faults
    }

    private static func registered(_ entry: Entry, _ facts: Facts) -> HouseholdFacts.Status? {
        guard let household = entry.text(.household), let day = entry.day(.signedOn) ?? entry.countsOn else {
            return nil
        }
        return HouseholdFacts.status(household, on: day, facts)
    }

    private static func isEligible(_ status: HouseholdStatus) -> Bool {
        switch status {
        case .liftedEntitled, .liftedNotEntitled, .monitoredOpen: true
        case .monitoredCleared: false
        }
    }
}
