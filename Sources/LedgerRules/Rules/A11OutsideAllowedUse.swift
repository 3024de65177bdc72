import LedgerDomain

/// Linked funds pay nothing of the negative list (超范围使用).
///
/// Purpose, economic class and function code are held against the list one by one.
enum A11OutsideAllowedUse: EntryRule {
    static let description = RuleDescription(
        "A11", Label("超范围使用（负面清单）", "Outside the allowed use"),
        definition: Label(
            "资金用途和经济分类不在负面清单内（单位基本支出、交通工具、通讯设备、楼堂馆所、奖金津贴福利、偿还债务、垫资），功能科目不是 2130501、2130502、2130503、2130550。",
            "Purpose and economic class are not on the negative list (basic expenditure of units, vehicles, communication equipment, office buildings, bonuses and welfare, repayment of debt, money advanced), and the function code is none of 2130501, 2130502, 2130503, 2130550."
        ),
        silence: Label(
            "资金用途、经济分类和功能科目都没有（A53）；不是衔接资金；工资奖金的经济分类（A12）",
            "purpose, economic class and function code are all absent (A53); money of another source; economic classes of pay and bonuses (A12)"
        ),
        remedy: Label("退回资金；用途填错的，更正记录。", "Have it returned; where the purpose is wrong, correct the entry."),
        .scope,
        basis:
            "财农〔2021〕19号 wording default, to be confirmed by the office; function definitions public (财预〔2023〕83号)")

    static let kinds: [EventKind] = [.projectApproved, .disbursementMade]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        let source = entry.code(.fundSource, as: FundSource.self)
        guard entry.kind == .projectApproved || source == .linked else { return [] }
        var faults: [Fault] = []
        let economicClass = entry.text(.economicClass)
        if let purpose = entry.text(.purpose), let item = NegativeList.item(inPurpose: purpose),
            item != .bonus || !(economicClass.map(A12PayAndBonus.isPay) ?? false)
        {
            faults.append(fault("body.purpose", purpose, besides: item))
        }
        if let economicClass, let item = NegativeList.item(ofEconomicClass: economicClass) {
            faults.append(fault("body.econ_class", economicClass, besides: item))
        }
        if let code = entry.text(.expenditureFunction), BudgetCodes.neverLinkedFunds.contains(code) {
            let name = context.accounts.find(code, in: entry.fiscalYear ?? 0)?.name ?? ""
            faults.append(
                description.fault(
                    "body.exp_func", given: code,
                    expected: Label(
                        "\(code) \(name) 以外的科目（单位基本支出）", "a code other than \(code) \(name) (basic expenditure)")))
        }
        return faults
    }

    private static func fault(_ path: String, _ given: String, besides item: NegativeList) -> Fault {
        description.fault(
            path, given: given,
            expected: Label(
                "负面清单以外的用途（\(item.label.chinese)）", "a use that is not on the negative list (\(item.label.english))")
        )
    }
}
