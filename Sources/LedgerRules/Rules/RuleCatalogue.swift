public import LedgerDomain

/// What a rule of the field says, apart from its check (疑点规则).
public struct RuleDescription: Sendable {
    /// The identifier, `A01` to `A57`; never reused.
    public let id: String
    /// The name.
    public let label: Label
    /// What becomes of an entry that breaks it.
    public let outcome: Fault.Outcome
    /// Whether an officer may set it aside for one entry, with reason and approver.
    public let isWaivable: Bool
    /// What the rule demands.
    public let definition: Label
    /// What to do.
    public let remedy: Label
}

/// The rules that this release has. To add one: a file with its description and check beside these, and its line
/// here.
public enum RuleCatalogue {
    /// All rules in the order of their identifiers.
    public static let rules: [RuleDescription] = [
        A04OverAllocation.description, A06PaymentExceedsAllotment.description, A51UnitSlip.description,
        A52PartsDoNotAdd.description, A53IncompleteRecord.description, A54DivisionCode.description,
        A57UnknownLine.description,
    ]

    /// The rule of an identifier.
    public static func rule(_ id: String) -> RuleDescription? { rules.first { $0.id == id } }

    /// The faults that the entry does not waive. A waiver needs an approver who is not the one who records.
    static func withoutWaived(_ faults: [Fault], _ entry: Entry) -> [Fault] {
        let waived = entry.waivers.filter { $0.approver != entry.actor }.map(\.rule)
        return faults.filter { fault in
            !(waived.contains(fault.rule) && rule(fault.rule)?.isWaivable == true)
        }
    }
}

/// A51: a unit slip (单位错误).
enum A51UnitSlip {
    static let description = RuleDescription(
        id: "A51", label: Label("单位错误（万元/元）", "Unit slip"), outcome: .refuse, isWaivable: true,
        definition: Label(
            "合计与各项之和不符，而把其中一项乘或除以 10000 后相符。",
            "The stated total is the sum of the parts only if one part is multiplied or divided by 10,000."),
        remedy: Label("改正该项的单位后重新导入；不会自动修正。", "Correct the unit of that part; nothing is repaired by itself."))
}

/// A52: parts that do not add up (分项合计不符).
enum A52PartsDoNotAdd {
    static let description = RuleDescription(
        id: "A52", label: Label("分项合计不符", "Parts do not add up"), outcome: .refuse, isWaivable: true,
        definition: Label("各项之和与所列合计不相等，精确到分。", "The sum of the parts is not the stated total, exact to the fen."),
        remedy: Label("核对各项与合计。", "Check the parts and the total."))
}

/// A53: an expected field is missing (数据不完整).
enum A53IncompleteRecord {
    static let description = RuleDescription(
        id: "A53", label: EntryCheck.expectedMissing.label, outcome: .warn, isWaivable: false,
        definition: Label(
            "应填字段为空，或日期不精确到日。录入时必填，导入公开或历史数据时记为疑点。",
            "An expected field is empty or a date is not exact to the day. A person entering must give it; in imports of published or historical rows it is noted."
        ),
        remedy: EntryCheck.expectedMissing.remedy)
}
