import LedgerDomain

/// Linked funds pay no wages, bonuses and allowances of staff (违规发放工资、奖金、津补贴).
///
/// Subsidies of public-interest posts paid to the person who holds one are allowed.
enum A12PayAndBonus: EntryRule {
    static let description = RuleDescription(
        "A12", Label("违规发放工资奖金津补贴", "Pay and bonus"),
        definition: Label(
            "衔接资金的经济分类不是 501（工资奖金津补贴）及其下级，也不是 30101（基本工资）、30102（津贴补贴）、30103（奖金）。",
            "The economic class of linked funds is not 501 (wages, bonuses, allowances) or below it, and not 30101 (basic pay), 30102 (allowances) or 30103 (bonuses)."
        ),
        silence: Label(
            "没有经济分类（A53）；不是衔接资金；支付给个人的公益性岗位补助（02.05.01）",
            "no economic class (A53); money of another source; subsidies of public-interest posts (02.05.01) paid to persons"
        ),
        remedy: Label("退回资金；经济分类填错的，更正记录。", "Have it returned; where the class is wrong, correct the entry."),
        .pay, isFindingTypePublic: true,
        basis: "official finding type; the list of economic classes default, to be confirmed by the office")

    static let kinds: [EventKind] = [.disbursementMade]

    /// 公益性岗位.
    private static let publicPosts = ClassCode("02.05.01")

    private static let payClasses = ["501", "30101", "30102", "30103"]

    /// Whether an economic class is pay: of the government's chart 501, of the departments' 30101 to 30103.
    static func isPay(_ code: String) -> Bool {
        payClasses.contains { code.utf8.starts(with: $0.utf8) }
    }

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard let code = entry.text(.economicClass), isPay(code),
            entry.code(.fundSource, as: FundSource.self) == .linked
        else { return [] }
        let isPerson = entry.code(.payeeClass, as: PayeeClass.self) == .person
        if isPerson, entry.classCode(.classCode) == publicPosts { return [] }
        return [
            description.fault(
                "body.econ_class", given: code,
                expected: Label("工资奖金津补贴以外的经济分类", "an economic class other than pay, bonuses and allowances"))
        ]
    }
}
