import LedgerDomain
import Testing

@Suite struct A55ClosedPeriodTests {
    static func close(
        _ type: String = "period.closed", _ from: String = "2023-01-01", _ to: String = "2023-03-01",
        region: String = "230606", year: String = "2023"
    ) -> Draft {
        var body = [("from", from), ("to", to)]
        if type == "period.reopened" { body.append(("reason", "补记")) }
        return Drafts.on("2023-07-01", Drafts.draft(type, body, region: region, year: year))
    }

    static let before = [Drafts.receive("L", 1_000), Drafts.register("P")]
    static let closed = before + [close()]
    static let pay = Drafts.pay("V1", "L", 1)

    static func message(_ day: String = "2023-03-01", by place: String = "230606") -> String {
        """
        A55 effective_on: given "\(day)", expected a day outside 2023-01-01 to 2023-03-01, which \(place) closed at \
        position 2. Correct with corrects; to add, have another person approve a waiver, or reopen the period first.
        """
    }

    static let cases = [
        RuleCase("the last closed day", pay, message()), RuleCase("the day after", Drafts.on("2023-03-02", pay)),
        RuleCase("the first closed day", Drafts.on("2023-01-01", pay), message("2023-01-01")),
        RuleCase("the day before", Drafts.on("2022-12-31", pay)),
        RuleCase("waived", Drafts.pay("V1", "L", 1, waives: [Waiver(rule: "A55", reason: "补记", approver: "u:li")])),
        RuleCase(
            "waived by the one who records",
            Drafts.pay("V1", "L", 1, waives: [Waiver(rule: "A55", reason: "补记", approver: "u:zhang")]), message()),
        RuleCase(
            "another rule waived",
            Drafts.pay("V1", "L", 1, waives: [Waiver(rule: "A06", reason: "补记", approver: "u:li")]), message()),
        RuleCase("another year", Drafts.draft("notice.posted", notice, year: "2022")),
        RuleCase("another place", Drafts.draft("notice.posted", notice, region: "230605")),
        RuleCase("a notice too", Drafts.draft("notice.posted", notice), message()),
        RuleCase("closing again", Drafts.on("2023-03-01", close())),
    ]
    static let notice = [("notice_level", "COUNTY"), ("subject", "公示"), ("posted_from", "2023-02-01")]

    @Test(arguments: cases) func says(_ given: RuleCase) throws {
        try expectRule("A55", after: Self.closed, given)
    }

    @Test func whatAPrefectureClosesIsClosedInItsCounties() throws {
        let history = Self.before + [Self.close(region: "230600")]
        try expectRule("A55", after: history, RuleCase("", Self.pay, Self.message(by: "230600")))
    }

    @Test func aReopenedPartIsOpen() throws {
        let history = Self.closed + [Self.close("period.reopened", "2023-02-01", "2023-03-01")]
        try expectRule("A55", after: history, RuleCase("", Self.pay))
    }

    @Test func correctionsAndReversalsAreFree() throws {
        var log = try History()
        for draft in Self.before + [Self.pay, Self.close()] { #expect(try log.take(draft) == []) }
        #expect(try log.take(Drafts.pay("V2", "L", 1)) == ["A55"])
        #expect(try log.reverse(2) { $0.effectiveOn = "2023-03-01" } == [])
        var corrected = Self.pay
        (corrected.id, corrected.corrects) = (Drafts.id(), "2")
        #expect(try log.take(corrected) == [])
    }
}
