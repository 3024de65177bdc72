import LedgerDomain
@testable import LedgerRules
import Testing

/// Balances that hold at every position: each bound from both sides.
@Suite struct BalanceTests {
    var log: History

    init() throws {
        log = try History()
        #expect(try log.take(Drafts.receive("L", 1_000)) == [])
        #expect(try log.take(Drafts.register("P")) == [])
    }

    @Test mutating func noMoreIsPaidThanTheLineHolds() throws {
        #expect(try log.take(Drafts.pay("V1", "L", 600)) == [])
        #expect(try log.take(Drafts.pay("V2", "L", 401)) == ["A06"])
        #expect(try log.take(Drafts.pay("V2", "L", 400)) == [])
        #expect(try log.take(Drafts.pay("V3", "L", 1)) == ["A06"])
        #expect(try log.take(Drafts.payBack("V1", "L", 600)) == [])
        #expect(try log.take(Drafts.pay("V3", "L", 600)) == [])
    }

    @Test mutating func publishedHistoryOnlyWarns() throws {
        log.isPublishedHistory = true
        #expect(try log.take(Drafts.pay("V1", "L", 1_001)) == ["(A06)"])
        // What is past the bound already may stay there, but not grow unsaid.
        #expect(try log.take(Drafts.payBack("V1", "L", 1)) == [])
    }

    @Test mutating func anOfficerMayWaiveWithAnotherApprover() throws {
        func waiver(_ approver: String) -> [Waiver] { [Waiver(rule: "A06", reason: "已实际支付", approver: approver)] }
        #expect(try log.take(Drafts.pay("V1", "L", 1_001, waives: waiver("u:zhang"))) == ["E18", "A06"])
        #expect(try log.take(Drafts.pay("V1", "L", 1_001, waives: waiver("u:li"))) == [])
    }

    @Test mutating func noMoreIsCommittedThanTheLineHolds() throws {
        #expect(try log.take(Drafts.commit("P", "L", 1_001)) == ["A04"])
        #expect(try log.take(Drafts.commit("P", "L", 1_000)) == [])
        #expect(try log.take(Drafts.commit("P", "L", 1)) == ["A04"])
        #expect(try log.take(Drafts.release("P", "L", 1_001)) == ["E12"])
        #expect(try log.take(Drafts.release("P", "L", 1_000)) == [])
        #expect(try log.take(Drafts.commit("P", "L", 1)) == [])
    }

    @Test mutating func noMoreComesBackThanWasPaid() throws {
        #expect(try log.take(Drafts.pay("V1", "L", 100)) == [])
        #expect(try log.take(Drafts.payBack("V1", "L", 101)) == ["E12"])
        #expect(try log.take(Drafts.payBack("V1", "L", 60)) == [])
        #expect(try log.take(Drafts.payBack("V1", "L", 41)) == ["E12"])
        #expect(try log.take(Drafts.payBack("V1", "L", 40)) == [])
    }

    @Test mutating func onlyUncommittedMoneyIsRecovered() throws {
        #expect(try log.take(Drafts.commit("P", "L", 700)) == [])
        func recover(_ fen: Int) -> Draft {
            Drafts.draft("allotment.recovered", [("line_id", "L"), ("amount_fen", "\(fen)")], Drafts.money())
        }
        #expect(try log.take(recover(301)) == ["E12"])
        #expect(try log.take(recover(300)) == [])
    }

    @Test mutating func aLoanOwesWhatItGot() throws {
        #expect(try log.take(Drafts.lend("a", 500)) == [])
        #expect(try log.take(Drafts.loan("loan.overdue", "a", ("overdue_fen", 501))) == ["E12"])
        #expect(try log.take(Drafts.loan("loan.overdue", "a", ("overdue_fen", 200))) == [])
        #expect(try log.take(Drafts.loan("loan.overdue", "a", ("cured_fen", 201))) == ["E12"])
        #expect(
            try log.take(Drafts.loan("loan.repaid", "a", ("principal_fen", 501), ("of_overdue_fen", 200))) == ["E12"])
        #expect(try log.take(Drafts.loan("loan.repaid", "a", ("principal_fen", 200), ("of_overdue_fen", 200))) == [])
        #expect(try log.take(Drafts.loan("loan.cleared", "a")) == ["E12"])
        #expect(try log.take(Drafts.lend("b", 400, renewing: ("a", 301))) == ["E12"])
        #expect(try log.take(Drafts.lend("b", 400, renewing: ("a", 300))) == [])
        #expect(try log.take(Drafts.loan("loan.cleared", "a")) == [])
        #expect(try log.take(Drafts.loan("loan.repaid", "z", ("principal_fen", 1))).contains("E16"))
    }

    @Test mutating func detailsDoNotPassTheirVoucher() throws {
        func subsidy(_ household: String, _ fen: Int) -> Draft {
            Drafts.draft(
                "household_subsidy.paid",
                [
                    ("hh", Drafts.token(household)), ("policy", "G"), ("period", "2023"), ("amount_fen", "\(fen)"),
                    ("voucher_no", "V1"),
                ])
        }
        #expect(try log.take(subsidy("a", 1)) == ["E12"])
        #expect(try log.take(Drafts.pay("V1", "L", 100)) == [])
        #expect(try log.take(subsidy("a", 60)) == [])
        #expect(try log.take(subsidy("b", 41)) == ["E12"])
        #expect(try log.take(subsidy("b", 40)) == [])
    }

    @Test mutating func aPoolHoldsItsLines() throws {
        #expect(try log.take(Drafts.receive("M", 500, level: "PROV", document: "测财农〔2023〕2号")) == [])
        func commit(_ fen: Int) -> Draft {
            var draft = Drafts.draft(
                "funds.committed", [("project_id", "P"), ("pool", "Q"), ("amount_fen", "\(fen)")],
                Drafts.money("CENTRAL_PROV"))
            draft.documents.append(DocumentReference(printed: "测财农〔2023〕2号"))
            return draft
        }
        #expect(try log.take(commit(1_501)) == ["A04"])
        #expect(try log.take(commit(1_500)) == [])
        #expect(try log.take(commit(1)) == ["A04"])
    }
}
