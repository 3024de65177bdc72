import LedgerDomain

/// Fields that are expected are there, and dates are exact to the day (数据不完整).
///
/// Checked with the form of entries.
enum A53IncompleteRecord: Rule {
    static let description = RuleDescription(
        "A53", EntryCheck.expectedMissing.label, .warn,
        definition: Label(
            "应填字段为空，或日期不精确到日。录入时必填，导入公开或历史数据时记为疑点。",
            "An expected field is empty or a date is not exact to the day. A person entering must give it; in imports of published or historical rows it is noted."
        ),
        remedy: EntryCheck.expectedMissing.remedy, .data, isFindingTypePublic: true, basis: "official finding type")
}
