import LedgerDomain

/// Division codes are in force on the business date and lie in the ledger's region (行政区划代码失效).
///
/// This rule alone judges region codes, and is never waived. Without a date, a code need only exist in some table.
enum A54DivisionCode: ReferenceRule {
    static let description = RuleDescription(
        "A54", Label("行政区划代码失效", "Division code not in force"), outcome: .refuse,
        definition: Label(
            "区划代码在业务日期有效（变更当年新旧均可），且在本账地区之内；乡镇、村的代码也在其内。",
            "A division code is in force on the business date, both codes in the year of a change, and lies in the ledger's region; so do townships and villages."
        ),
        remedy: Label("使用当日有效的代码。", "Use the code in force on that day."), .data,
        basis: "division tables of 2019 to 2026 with their changes")

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        let isUndated = entry.code(.datePrecision, as: DatePrecision.self) == DatePrecision.none
        let day = isUndated ? nil : entry.sign < 0 ? entry.originalEffectiveOn : entry.effectiveOn
        var faults: [Fault] = []
        if let region = entry.region {
            faults += check(region, "region", on: day, context)
            // Policies are made above the ledger's region as well as in it.
            if entry.kind != .policyParameterSet, !context.regions.contains(context.ledgerRegion, region) {
                faults.append(outside(region.description, "region", context))
            }
        }
        if let to = entry.region(.to) {
            faults += check(to, "body.to", on: day, context)
            if !context.regions.contains(context.ledgerRegion, to) {
                faults.append(outside(to.description, "body.to", context))
            }
        }
        // What stands in the log can be taken back, wherever it lies.
        for key in [Key.township, .village] where entry.sign > 0 {
            guard let code = entry.text(key), let county = RegionCode(String(code.prefix(6))),
                !context.regions.contains(context.ledgerRegion, county)
            else { continue }
            faults.append(outside(code, "body.\(key.rawValue)", context))
        }
        return faults
    }

    private static func check(_ code: RegionCode, _ path: String, on day: Day?, _ context: RuleContext) -> [Fault] {
        let expected: Label
        switch context.regions.lookup(code, on: day) {
        case .valid: return []
        case .unknown: expected = Label("区划表中的代码", "a code of the division tables")
        case .notYet: expected = Label("当日已启用的代码", "a code in force by then")
        case .replaced(let successors, let year):
            let names = successors.map { "\($0) \(context.regions.name(of: $0) ?? "")" }.joined(separator: ", ")
            expected = Label("\(names)（\(year) 年起）", "\(names) (since \(year))")
        }
        return [
            Fault(
                rule: description.id, path: path, given: code.description, expected: expected,
                remedy: description.remedy)
        ]
    }

    private static func outside(_ code: String, _ path: String, _ context: RuleContext) -> Fault {
        let name = "\(context.ledgerRegion) \(context.regions.name(of: context.ledgerRegion) ?? "")"
        return Fault(
            rule: description.id, path: path, given: code,
            expected: Label("\(name) 之内的地区", "a place in \(name)"),
            remedy: Label("记入该地区自己的账本。", "Record it in the ledger of that place."))
    }
}
