import LedgerDomain

/// Fields that are expected are there, and dates are exact to the day (数据不完整).
///
/// Empty fields are found with the form of entries; the date is looked at here.
enum A53IncompleteRecord: EntryRule {
    static let description = RuleDescription(
        "A53", EntryCheck.expectedMissing.label, .warn,
        definition: Label(
            "应填字段为空，或日期不精确到日。录入时必填，导入公开或历史数据时记为疑点。",
            "An expected field is empty or a date is not exact to the day. A person entering must give it; in imports of published or historical rows it is noted."
        ),
        remedy: EntryCheck.expectedMissing.remedy, .data, isFindingTypePublic: true, basis: "official finding type")

    static let kinds = EventKind.allCases.filter { kind in
        kind.type.fields.contains { $0.field.key == .datePrecision }
    }

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        guard let precision = entry.text(.datePrecision) else { return [] }
        return [
            description.fault(
                "body.date_precision", given: precision, expected: Label("精确到日的日期", "a date exact to the day"))
        ]
    }
}
