import LedgerDomain

/// Who gets a subsidy is in the register of households, and the identity was checked (虚报冒领套取).
///
/// The check of the identity's digit and against deaths is made where the entry is made and leaves a flag; limits of
/// area and number stand in no entry yet.
enum A22FalseClaim: EntryRule {
    static let description = RuleDescription(
        "A22", Label("虚报冒领套取", "False claims"),
        definition: Label(
            "领取补助的农户当日在农户登记中，且身份核验通过（校验位、死亡比对）。",
            "The beneficiary is in the register of households on that day, and the identity check (check digit, deaths) was passed."
        ),
        silence: Label("未填身份核验且账中没有农户登记（A53）", "id_check is absent and the log has no register (A53)"),
        remedy: Label(
            "核实领取人身份；属虚报冒领的追回资金并冲销。",
            "Verify the beneficiary; if the claim is false, recover the money and reverse the entry."),
        .falseClaim, isFindingTypePublic: true, basis: "official finding type; audit of 158 counties (crnews.net 65941)"
    )

    static let kinds: [EventKind] = [.householdSubsidyPaid]

    static func faults(in entry: Entry, after facts: Facts, _ context: RuleContext) -> [Fault] {
        var faults: [Fault] = []
        if entry.flag(.idCheck) == false {
            faults.append(
                description.fault("body.id_check", given: "false", expected: Label("核验通过", "a check that was passed")))
        }
        guard let place = entry.region?.description, let household = entry.text(.household),
            let day = entry.countsOn, entry.isExactToTheDay, HouseholdFacts.hasRegister(place, facts),
            HouseholdFacts.status(household, on: day, facts) == nil
        else { return faults }
        faults.append(
            description.fault(
                "body.hh", given: household,
                expected: Label("\(day) 在农户登记中的户", "a household that the register names on \(day)")))
        return faults
    }
}
