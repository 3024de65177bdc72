import LedgerDomain
import Testing

@testable import LedgerRules

/// The life of a finding: raised, answered, judged, put right, and taken back in the other order.
@Suite struct FindingFactsTests {
    private static let id = "A13-0011223344556677"

    static func raise(_ fen: Int64, _ finding: String = id) -> Draft {
        Drafts.draft(
            "finding.raised",
            [
                ("finding", finding), ("rule_id", "A13"), ("rule_version", "1"), ("severity", "warn"),
                ("amount_fen", "\(fen)"), ("finding_type", "F04"),
            ], JSONMember("proof", .array([.string("1")])))
    }

    static let answer = Drafts.draft("finding.answered", [("finding", id), ("answer", "已核实")])

    static func judge(_ result: String) -> Draft {
        Drafts.draft("finding.judged", [("finding", id), ("result", result), ("facts", "事实")])
    }

    static func rectify(_ returned: Int64, _ adjusted: Int64 = 0, _ other: Int64 = 0) -> Draft {
        Drafts.draft(
            "finding.rectified",
            [
                ("finding", id), ("returned_fen", "\(returned)"), ("adjusted_fen", "\(adjusted)"),
                ("other_fen", "\(other)"),
            ])
    }

    private func log(_ history: Draft...) throws -> History {
        var log = try History()
        for draft in history { #expect(try log.take(draft) == []) }
        return log
    }

    private func says(_ draft: Draft, in log: inout History) throws -> [String] {
        try log.faults(draft).map { fault in
            "\(fault.rule) \(fault.path) \(fault.given): \(fault.expected.english)"
                + (fault.difference.map { ", off by \($0)" } ?? "")
        }
    }

    @Test func whatIsPutRightCannotPassTheAmount() throws {
        var log = try log(Self.raise(1_000), Self.judge("VIOLATION"), Self.rectify(600, 100))
        #expect(
            try says(Self.rectify(0, 301), in: &log) == [
                "E12 body.adjusted_fen 301: 300 fen or less in all, as the finding is about 1000 fen and the rest was put right, "
                    + "off by 1"
            ])
        #expect(try log.take(Self.rectify(100, 100, 100)) == [])
        #expect(try log.take(Self.rectify(1)) == ["E12"])
        // What is taken back can be put right again.
        #expect(try log.reverse(2) == [])
        #expect(try log.take(Self.rectify(700)) == [])
    }

    @Test func amountsBeyondAllMeasureAreRefusedToo() throws {
        var log = try log(Self.raise(1_000))
        #expect(try log.take(Self.rectify(.max, .max, 2)) == ["E12"])
        #expect(try log.take(Self.rectify(999)) == [])
        #expect(try log.take(Self.rectify(.max)) == ["E12"])
    }

    @Test func nothingPutRightIsNoRectification() throws {
        var log = try log(Self.raise(1_000))
        #expect(
            try says(Self.rectify(0), in: &log) == [
                "E05 body.returned_fen 0: more than 0 returned, adjusted or otherwise"
            ])
    }

    @Test func aFindingWithoutAnAmountIsPutRightWithoutOne() throws {
        var log = try log(Self.raise(0))
        #expect(
            try says(Self.rectify(0, 0, 5), in: &log) == [
                "E12 body.other_fen 5: 0 in each part, as the finding has no amount, off by 5"
            ])
        #expect(try log.take(Self.rectify(0)) == [])
    }

    @Test func whatIsJudgedNormalHasNothingToPutRight() throws {
        var log = try log(Self.raise(1_000), Self.judge("NORMAL"))
        #expect(
            try says(Self.rectify(1), in: &log) == [
                "E19 body.finding \(Self.id): a finding not judged NORMAL, which leaves nothing to put right"
            ])
        // The newest judgement that stands decides.
        #expect(try log.take(Self.judge("VIOLATION")) == [])
        #expect(try log.take(Self.rectify(1)) == [])
        #expect(
            try says(Self.judge("NORMAL"), in: &log) == [
                "E19 body.result NORMAL: VIOLATION, as something of the finding was put right"
            ])
        #expect(try log.reverse(2) == ["E19"])
        #expect(try log.reverse(1) == [])
        #expect(try log.reverse(2) == [])
    }

    @Test func aFindingIsTakenBackAfterItsSteps() throws {
        var log = try log(Self.raise(1_000), Self.answer, Self.judge("VIOLATION"), Self.rectify(10))
        #expect(try log.reverse(0) == ["E13"])
        for seq in [1, 2, 3] {
            #expect(try log.reverse(seq) == [])
            #expect(try log.reverse(0) == (seq == 3 ? [] : ["E13"]))
        }
        // Of what is off the record nothing is said but that.
        #expect(try log.take(Self.answer) == ["E16"])
        #expect(try log.take(Self.rectify(10)) == ["E16"])
        #expect(try log.take(Self.raise(2_000)) == [])
        #expect(try log.take(Self.rectify(2_000)) == [])
    }

    @Test func theyLeaveNoTraceWhenTheyAreTakenBack() throws {
        let raised = Self.raise(1_000)
        try expectNoTrace(after: [], raised)
        for step in [Self.answer, Self.judge("NORMAL"), Self.judge("VIOLATION"), Self.rectify(400)] {
            try expectNoTrace(after: [raised], step)
        }
        try expectNoTrace(after: [raised, Self.judge("NORMAL")], Self.judge("VIOLATION"))
    }
}
