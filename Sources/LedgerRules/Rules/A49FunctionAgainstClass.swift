import LedgerDomain

/// The function code of a payment covers the class of its project (科目与项目类型不符).
///
/// Held against the definitions of 2130504 to 2130507 alone. 2130599 is for whatever the others do not cover, and what
/// linked funds never pay is ``A11OutsideAllowedUse``'s to report.
enum A49FunctionAgainstClass: EntryRule {
    static let description = RuleDescription(
        "A49", Label("科目与项目类型不符", "Function code against project type"), .warn,
        definition: Label(
            "支出功能科目的口径包含项目类型：2130504 基础设施，2130505 生产发展，2130506 社会发展，2130507 贷款奖补和贴息。",
            "The function code covers the class of the project: 2130504 infrastructure, 2130505 production, 2130506 social development, 2130507 loan awards and interest subsidies."
        ),
        silence: Label("没有支出功能科目，或为其他科目", "the function code is absent or another one"),
        remedy: Label("改用相符的科目，或更正项目类型。", "Use a code that covers it, or correct the class."),
        .other, basis: "财预〔2023〕83号 (code definitions)")

    static let kinds: [EventKind] = [.disbursementMade]

    /// The classes that a code covers, by their first groups. Which class falls under which definition is a default, to
    /// be confirmed by the office; a class that may well be booked under several codes stands with each.
    private static let covered: [(code: String, classes: [String])] = [
        ("2130504", ["01.02.01", "01.03", "03", "04", "05.01", "07", "08"]),
        ("2130505", ["01.01", "01.02", "01.03", "01.04", "01.05.03", "01.06", "01.07", "02.02.01", "07", "08"]),
        ("2130506", ["01.04.03", "02", "03.03", "04", "05", "06", "07", "08"]),
        ("2130507", ["01.05.01", "01.05.02", "01.05.04", "02.03.02", "04"]),
    ]
    /// 其他: covers all.
    private static let other = "2130599"

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard let code = entry.text(.expenditureFunction), let given = entry.classCode(.classCode),
            let row = covered.first(where: { $0.code == code }), !covers(row.classes, given)
        else { return [] }
        let codes = covered.filter { covers($0.classes, given) }.map(\.code) + [other]
        let name = context.taxonomy[given]?.names.last ?? ""
        return [
            description.fault(
                "body.exp_func", given: code,
                expected: Label(
                    "适用于 \(given) \(name) 的 " + codes.joined(separator: "、"),
                    "\(codes.joined(separator: " or ")), for \(given) \(name)"))
        ]
    }

    private static func covers(_ classes: [String], _ given: ClassCode) -> Bool {
        classes.contains { given.description.utf8.starts(with: $0.utf8) }
    }
}
