import LedgerDomain
import Testing

@Suite struct A30IneligibleBorrowerTests {
    static let before = [
        Drafts.status("h", "LIFTED_ENTITLED", on: "2021-01-01"),
        Drafts.status("h", "MONITORED_CLEARED", on: "2022-08-22"),
        Drafts.status("m", "MONITORED_OPEN", on: "2022-01-01", monitor: "UNSTABLE"),
    ]
    static let remedy = "Check status, age and rating; a loan to others is to be repaid."

    static func loan(_ status: String?, signed: String = "2022-08-21", of household: String = "z") -> Draft {
        let loan = Drafts.microloan("x", 100, of: household, on: signed, signed: signed)
        return status.map { Drafts.with(loan, ("hh_status", $0)) } ?? loan
    }

    static let cleared = """
        A30 body.hh_status: given "MONITORED_CLEARED", expected lifted out of poverty, or monitored with the risk open. \
        \(remedy)
        """

    static let cases = [
        RuleCase("entitled", loan("LIFTED_ENTITLED")),
        RuleCase("not entitled", loan("LIFTED_NOT_ENTITLED")),
        RuleCase("monitored", Drafts.with(loan("MONITORED_OPEN"), ("monitor_type", "SUDDEN"))),
        RuleCase(
            "monitored, nobody knows why", loan("MONITORED_OPEN"),
            "A30 body.monitor_type: expected why it is monitored. \(remedy)"),
        RuleCase("monitored as the register says", loan("MONITORED_OPEN", of: "m")),
        RuleCase("cleared", loan("MONITORED_CLEARED"), cleared),
        RuleCase("the register of the day of signing", loan(nil, of: "h")),
        RuleCase("the register a day later", loan(nil, signed: "2022-08-22", of: "h"), cleared),
        RuleCase("the register against the entry", loan("LIFTED_ENTITLED", signed: "2022-08-22", of: "h"), cleared),
        RuleCase(
            "too young or too old", Drafts.flagged(loan(nil), ("age_ok", false)),
            "A30 body.age_ok: given \"false\", expected 18 to 65 years of age. \(remedy)"),
        RuleCase(
            "not rated", Drafts.flagged(loan(nil), ("rated", false)),
            "A30 body.rated: given \"false\", expected a rated household. \(remedy)"),
        RuleCase("fit", Drafts.flagged(loan(nil), ("age_ok", true), ("rated", true))),
        RuleCase("nothing known", loan(nil)),
        RuleCase("another programme", Drafts.with(loan("MONITORED_CLEARED"), ("programme", "RURAL_CREDIT"))),
    ]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A30", after: Self.before, given)
    }
}
