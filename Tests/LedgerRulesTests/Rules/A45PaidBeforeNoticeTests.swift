import LedgerDomain
import Testing

@testable import LedgerRules

@Suite struct A45PaidBeforeNoticeTests {
    static let before = [Drafts.receive("L", 1_000), Drafts.register("P"), Drafts.register("R")]

    static func notice(
        _ from: String, _ to: String?, level: String = "COUNTY", project: String? = "P", precision: String? = nil
    ) -> Draft {
        var body = [("notice_level", level), ("subject", "公示"), ("posted_from", from)]
        if let to { body.append(("posted_to", to)) }
        if let project { body.append(("project_id", project)) }
        if let precision { body.append(("date_precision", precision)) }
        return Drafts.draft("notice.posted", body)
    }

    static func pay(_ voucher: String = "V1", on day: String) -> Draft { Drafts.on(day, Drafts.pay(voucher, "L", 100)) }

    static func find(_ history: [Draft]) throws -> [String] {
        try findings(of: A45PaidBeforeNotice.self, in: before + history, asOf: "2023-06-30")
    }

    /// Position 3.
    static let county = notice("2023-02-01", "2023-02-10")

    static func line(_ day: String, _ fen: Int, _ positions: String, end: String = "2023-02-10", off: Int) -> String {
        "warn 230606 2023 P \(fen) \(positions) effective_on: given \(day), expected after \(end), the last day of the "
            + "notice, off by \(off)"
    }

    @Test func theDayAfterIsInOrder() throws {
        #expect(try Self.find([Self.county, Self.pay(on: "2023-02-11")]) == [])
        #expect(
            try Self.find([Self.county, Self.pay(on: "2023-02-10")]) == [Self.line("2023-02-10", 100, "[3, 4]", off: 1)]
        )
        #expect(
            try Self.find([Self.county, Self.pay(on: "2023-01-01")]) == [
                Self.line("2023-01-01", 100, "[3, 4]", off: 41)
            ])
        let several = [Self.county, Self.pay(on: "2023-02-09"), Self.pay("V2", on: "2023-02-10")]
        #expect(try Self.find(several) == [Self.line("2023-02-09", 200, "[3, 4, 5]", off: 2)])
    }

    @Test func allLevelsCountAndOfEachTheFirst() throws {
        let village = Self.notice("2023-02-15", "2023-02-24", level: "VILLAGE")
        let paid = Self.pay(on: "2023-02-20")
        #expect(
            try Self.find([Self.county, village, paid]) == [
                Self.line("2023-02-20", 100, "[4, 5]", end: "2023-02-24", off: 5)
            ])
        // What was done is announced after it was paid.
        #expect(try Self.find([Self.county, Self.notice("2023-05-01", "2023-05-10"), paid]) == [])
    }

    @Test func silent() throws {
        let early = Self.pay(on: "2023-02-10")
        #expect(try Self.find([early]) == [])
        #expect(try Self.find([Self.notice("2023-02-01", "2023-02-10", project: "R"), early]) == [])
        #expect(try Self.find([Self.notice("2023-02-01", "2023-02-10", project: nil), early]) == [])
        #expect(try Self.find([Self.notice("2023-02-01", nil), early]) == [])
        #expect(try Self.find([Self.county, Drafts.with(early, ("date_precision", "YEAR"))]) == [])
        let back = Drafts.on("2023-02-12", Drafts.payBack("V1", "L", 100))
        #expect(try Self.find([Self.county, early, back]) == [])
    }

    @Test func aReversalTakesBack() throws {
        var log = try History()
        for draft in Self.before + [Self.county, Self.pay(on: "2023-02-10")] { _ = try log.take(draft) }
        #expect(try findings(of: A45PaidBeforeNotice.self, in: log, asOf: "2023-06-30").count == 1)
        _ = try log.reverse(3)
        #expect(try findings(of: A45PaidBeforeNotice.self, in: log, asOf: "2023-06-30").isEmpty)
    }
}
