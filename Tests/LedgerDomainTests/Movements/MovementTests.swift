import LedgerDomain
import Testing

@Suite struct MovementTests {
    private func movements(_ text: String) throws -> [Movement] {
        var found: [Movement] = []
        Movement.each(of: try Entry(Array(text.utf8))) { found.append($0) }
        return found
    }

    private func sums(_ kind: EventKind) throws -> [String] {
        try movements(SampleEntries.entry(kind)).map { "\($0.quantity) \($0.amount)" }
    }

    @Test(arguments: [
        (EventKind.allotmentIssued, ["issued 3174000000"]), (.allotmentReceived, ["received 3174000000"]),
        (.allotmentDistributed, ["distributedToOwn 100", "arrived 100"]),
        (.allotmentCarriedOver, ["carriedOut 100", "carriedIn 100"]),
        (.allotmentLapsed, ["lapsed 100"]), (.allotmentRecovered, ["recovered 100"]),
        (.projectRegistered, ["record 0"]),
        (.projectReclassified, ["committed -100", "committed 100", "paid -50", "paid 50"]),
        (.fundsCommitted, ["committed 450000000"]), (.fundsReleased, ["committed -100"]),
        (.commitmentAttributed, ["committed -100", "committed 100"]), (.disbursementMade, ["paid 10000000"]),
        (.disbursementReturned, ["paid -100"]), (.householdSubsidyPaid, ["householdSubsidy 100000"]),
        (.interestSubsidyPaid, ["interestSubsidy 152008"]), (.loanDisbursed, ["loanDisbursed 5000000"]),
        (.loanRepaid, ["loanRepaid 100", "loanOverdue 0"]), (.loanOverdue, ["loanOverdue 100"]),
        (.loanCleared, ["loanWrittenOff 0"]),
        (.loanExtended, ["record 0"]), (.interestPaid, ["interestPaid 45625"]), (.noticePosted, ["record 0"]),
        (.publishedFigureRecorded, ["record 0"]), (.policyParameterSet, ["record 0"]),
        (.entryReversed, ["paid -10000000"]),
        (.ledgerOpened, []), (.viewsCertified, []),
    ])
    func eachType(kind: EventKind, wanted: [String]) throws { #expect(try sums(kind) == wanted) }

    /// A reversal moves what its original moved, negatively and under the same keys.
    @Test func aReversalIsItsOriginalNegated() throws {
        let made = try movements(SampleEntries.entry(.disbursementMade))
        let reversed = try movements(SampleEntries.entry(.entryReversed))
        #expect(made.count == 1 && reversed.count == 1)
        var turned = reversed[0]
        (turned.amount, turned.count) = (0 - turned.amount, 0 - turned.count)
        #expect(turned == made[0])
    }

    @Test func aRenewalRepaysTheOldLoan() throws {
        let old =
            #""maturity":"2023-12-15","old_loan":"1a2b:\#(String(repeating: "b", count: 26))","old_principal_fen":"7""#
        let text = SampleEntries.entry(.loanDisbursed).replacing(#""maturity":"2023-12-15""#, with: old)
            .replacing("\"NEW\"", with: "\"RENEWAL\"")
        #expect(try movements(text).map { "\($0.quantity) \($0.amount)" } == ["loanDisbursed 5000000", "loanRepaid 7"])
    }

    @Test func aDistributionToALowerPlaceArrivesThere() throws {
        let text = SampleEntries.entry(.allotmentDistributed).replacing("\"OWN\"", with: "\"230607\"")
        let found = try movements(text)
        #expect(found.map(\.quantity) == [.passedDown, .arrived])
        #expect(found.map(\.region.description) == ["230606", "230607"])
    }

    /// An audit folds entries before it knows whether they are good, and −2⁶³ cannot be negated.
    @Test(arguments: [
        (EventKind.commitmentAttributed, "amount_fen", "100", Int64.min, ["committed 0", "committed 0"]),
        (.projectReclassified, "paid_fen", "50", .min, ["committed -100", "committed 100", "paid 0", "paid 0"]),
        (.disbursementMade, "amount_fen", "10000000", .min, ["paid 0"]),
        (.disbursementReturned, "amount_fen", "100", .min, ["paid 0"]),
        (.disbursementReturned, "amount_fen", "100", .max, ["paid -\(Int64.max)"]),
    ])
    func theLeastAmountMovesNothing(
        kind: EventKind, field: String, given: String, amount: Int64, wanted: [String]
    ) throws {
        let part = "\"\(field)\":\"\(given)\""
        let text = SampleEntries.entry(kind)
        try #require(text.contains(part))
        let found = try movements(text.replacing(part, with: "\"\(field)\":\"\(amount)\""))
        #expect(found.map { "\($0.quantity) \($0.amount)" } == wanted)
    }

    @Test func anUnknownTypeMovesNothing() throws {
        let text = SampleEntries.entry(.disbursementMade).replacing("disbursement.made", with: "disbursement.mode")
        #expect(try movements(text).isEmpty)
    }
}
