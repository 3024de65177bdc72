import LedgerDomain
import Testing

@testable import LedgerRules

/// A waiver names a rule that can be waived, and is approved by another person.
@Suite struct EntryWaiversTests {
    private static let before = [Drafts.receive("L", 1_000), Drafts.register("P")]

    /// What is said of a payment beyond its line, which A06 refuses, with one waiver. The one who records is `u:zhang`.
    private func says(_ rule: String, _ approver: String) throws -> [String] {
        var log = try History()
        for draft in Self.before { #expect(try log.take(draft).allSatisfy { $0.hasPrefix("(") }) }
        let waiver = Waiver(rule: rule, reason: "实际发生", approver: approver)
        return try log.faults(Drafts.pay("V", "L", 1_500, waives: [waiver])).filter { $0.outcome == .refuse }
            .map { "\($0.rule) \($0.path) \($0.given): \($0.expected.english)" }
    }

    @Test func anotherPersonMayApprove() throws {
        #expect(try says("A06", "u:li") == [])
        #expect(try says("A06", "u:zhang2") == [])
    }

    @Test(arguments: ["u:zhang", "U:ZHANG", "u:Zhang"])
    func nobodyApprovesWhatHeRecords(approver: String) throws {
        let found = try says("A06", approver)
        #expect(found.map { String($0.prefix(3)) } == ["E18", "A06"])
        #expect(
            found.first
                == "E18 waives.0.approver \(approver): an approver other than the person who records (\(approver) records; "
                + "another approves A06)")
    }

    /// The form of an entry refuses spaces around a name; a name that comes another way is compared without them.
    @Test func spacesAndFormsOfUnicodeMakeNoOtherPerson() throws {
        #expect(try says("A06", " u:zhang").map { String($0.prefix(3)) } == ["E05"])
        #expect(EntryWaivers.isSamePerson(" U:zhang\u{3000}", "u:Zhang"))
        #expect(EntryWaivers.isSamePerson("u:jose\u{301}", "U:JOS\u{C9}"))
        #expect(!EntryWaivers.isSamePerson("u:zhang", "u:li") && !EntryWaivers.isSamePerson("u:zhang", nil))
    }

    @Test(arguments: ["A99", "E11"]) func aRuleThatIsNotThereIsNotWaived(rule: String) throws {
        #expect(
            try says(rule, "u:li").first
                == "E18 waives.0.rule \(rule): a rule of the table (there is no rule \(rule))")
    }

    @Test(arguments: [
        ("A54", "it can never be waived"), ("A44", "it only warns, so nothing has to be waived"),
    ])
    func whatCannotBeWaivedIsRefusedWithTheReason(rule: String, why: String) throws {
        let name = try #require(RuleCatalogue.rule(rule)).label.english
        #expect(
            try says(rule, "u:li").first
                == "E18 waives.0.rule \(rule): a rule that can be waived (\(rule), \(name): \(why))")
    }

    @Test func aTrueSecondPaymentIsWaivedThoughItsRuleWarnsElsewhere() {
        #expect(A33DoubleInterestSubsidy.description.isWaivable)
    }
}
