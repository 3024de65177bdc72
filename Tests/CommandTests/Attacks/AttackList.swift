import Foundation
import Testing

/// The attacks on an append-only ledger of funds that this release answers for, and the tests that do them.
///
/// A row is an attack in words, with what an audit says to it; its tests carry the attack out on files on disk.
@Suite struct AttackList {
    struct Row {
        let number: Int
        let attack: String
        /// `Suite.test`.
        var tests: [String] = []
        /// Why there is nothing to attack yet.
        var isNotYet: String?
    }

    static let rows: [Row] = [
        Row(number: 1, attack: "edit an event row", tests: ["AttackOnEntries.anEditedEntryIsFoundAtItsPosition"]),
        Row(
            number: 2, attack: "edit, then compute hashes and tiles again, without the key",
            tests: [
                "AttackOnEntries.aRehashedEntryIsFoundBetweenTwoHeads",
                "AttackOnEntries.rootsBesideTheHeadsDoNotHideARehashedEntry",
                "AttackOnBundle.anEditedTileIsFoundAtItsPosition",
            ]),
        Row(
            number: 3, attack: "edit, compute again and sign again with the key",
            tests: [
                "AttackOnHeads.aRewrittenHistoryIsFoundByAHeadKeptOutside",
                "AttackOnLog.aRewrittenLogIsHeldToTheHeadThatItPublished",
            ]),
        Row(
            number: 4, attack: "drop or weaken triggers, edit, put them back",
            tests: [
                "AttackOnDerived.aWeakenedTriggerIsFound", "AttackOnEntries.anEditedEntryIsFoundAtItsPosition",
            ]),
        Row(
            number: 5, attack: "INSERT OR REPLACE over a row",
            tests: ["AttackOnEntries.aReplacedRowIsFoundAtItsPosition"]),
        Row(
            number: 6, attack: "writable_schema, or the file itself edited",
            tests: ["AttackOnDerived.aSchemaWrittenByHandIsFound", "Evidence.oneChangedByteIsFoundAtItsPosition"]),
        Row(
            number: 7, attack: "delete the last events",
            tests: [
                "AttackOnHeads.aCutLogIsShorterThanTheHeadKept", "AttackOnHeads.aCutLogIsShorterThanItsOwnHead",
                "AttackOnHeads.unsignedEntriesAtTheEndAreNamed", "AttackOnLog.anEmptiedLogIsNeverAPass",
                "AttackOnLog.aCutLogIsShorterThanAHeadThatItPublished",
            ]),
        Row(
            number: 8, attack: "take away or cut the write-ahead log",
            tests: ["AttackOnStorage.aCutWriteAheadLogIsFoundByTheHeadKept"]),
        Row(number: 9, attack: "restore an old copy", tests: ["AttackOnHeads.aRestoredOldCopyIsRefused"]),
        Row(
            number: 10, attack: "restore an old copy and grow it past the old size",
            tests: ["AttackOnHeads.aLogGrownAnewIsFoundByTheOldHead"]),
        Row(
            number: 11, attack: "two views for two auditors",
            tests: ["AttackOnHeads.twoViewsForTwoAuditorsAreAFork", "AttackOnBundle.aSecondHeadOfOneSizeIsFound"]),
        Row(
            number: 12, attack: "delete a middle event",
            tests: [
                "AttackOnEntries.aDeletedEntryLeavesAGap", "AttackOnEntries.aDeletedRowLeavesAGap",
                "AttackOnEntries.renumberingAfterADeletionIsFoundByTheHeads",
            ]),
        Row(
            number: 13, attack: "insert an event in the past",
            tests: ["AttackOnEntries.anInsertedEntryShiftsTheNumbers"]),
        Row(number: 14, attack: "reorder two events", tests: ["AttackOnEntries.twoSwappedEntriesAreFoundAtTheFirst"]),
        Row(
            number: 15, attack: "back-date an event",
            tests: [
                "AttackOnTime.aTimeThatGoesBackIsFoundAtItsPosition",
                "AttackOnTime.anEntryBeforeTheStampAboveItIsFound",
            ]),
        Row(
            number: 16, attack: "clock set back, or a burst with invented times",
            tests: [
                "AttackOnTime.aClockSetBackIsFoundByTheStampInTheLog",
                "AttackOnTime.inventedTimesAreFoundByTheSignatureOfAWitness",
                "AttackOnTime.inventedTimesAreFoundByAStamp", "AttackOnTime.aStampLoggedWithAnotherTimeIsFound",
                "AttackOnTime.aStampOfSomethingElseIsRefused", "AttackOnTime.anExchangedStampIsFound",
            ]),
        Row(
            number: 17, attack: "post into a closed period",
            tests: [
                "Correction.aClosedYearTakesOnlyReversalsCorrectionsAndWaivedEntries",
                "Correction.newBusinessIsNoCorrection",
            ]),
        Row(
            number: 18, attack: "replay a genuine event",
            tests: [
                "AttackOnForm.aRepeatedEventIsFoundAtItsPosition",
                "AttackOnForm.aRepeatedBusinessKeyIsFoundAtItsPosition",
            ]),
        Row(
            number: 19, attack: "replay an event or a head of another ledger",
            tests: [
                "AttackOnForm.anEventOfAnotherLedgerIsFoundAtItsPosition",
                "AttackOnForm.aHeadOfAnotherLedgerIsRefused", "AttackOnLog.aSecondOpeningIsFoundAtItsPosition",
                "AttackOnLog.aMirrorOfAnotherLogIsSaidToBeOne", "AttackOnBundle.aPolicyOfAnotherLogIsFound",
            ]),
        Row(
            number: 20, attack: "never log an event that a receipt acknowledged",
            tests: ["AttackOnHeads.anOmittedEntryIsFoundByItsReceipt"]),
        Row(
            number: 21, attack: "replace the log's key",
            tests: [
                "AttackOnKeys.anExchangedKeyIsNotTheOnePublished", "AttackOnKeys.aKeyThatTheLogDoesNotNameIsRefused",
                "AttackOnKeys.aChangeOfKeysThatTheOldKeyDidNotSignProvesNothing",
                "AttackOnKeys.aKeySignsNothingBeforeItIsNamed",
            ]),
        Row(number: 22, attack: "a stolen key", tests: ["AttackOnKeys.aHeadByARotatedOutKeyIsRefused"]),
        Row(
            number: 23, attack: "one party runs all witnesses",
            tests: [
                "AttackOnKeys.tooFewWitnessesAreNoQuorum", "AttackOnKeys.aChangedCosignatureIsFound",
                "AttackOnKeys.aChangedTimeOfAWitnessIsFound", "AttackOnKeys.rubbishInPlaceOfASignatureIsNoFork",
            ]),
        Row(
            number: 24, attack: "a witness's memory reset, or the log renamed",
            tests: [
                "AttackOnKeys.aRenamedLogIsNotSigned", "AttackOnKeys.aWitnessWithoutMemoryStartsFromNothing",
                "AttackOnKeys.aSignatureThatGotLostIsMadeAgain",
            ]),
        Row(number: 25, attack: "a stale head served for months", tests: ["AttackOnKeys.aStaleHeadIsNamed"]),
        Row(
            number: 26, attack: "edit projections or balances only",
            tests: [
                "AttackOnDerived.anEditedBalanceIsFoundWithItsLastPosition",
                "AttackOnDerived.aMissingOrAnInventedBalanceIsFound", "AttackOnDerived.anEditedFigureIsFound",
                "AttackOnDerived.whatStandsBesideTheLogIsCompared", "AttackOnDerived.damagedViewsDoNotStopTheAudit",
                "AttackOnDerived.balancesOfAnotherVersionAreMadeAgain",
            ]),
        Row(
            number: 27, attack: "edit exports",
            tests: [
                "AttackOnBundle.anEditedFigureOfABundleIsFound", "AttackOnBundle.aFileThatIsNotAsListedIsFound",
                "AttackOnBundle.aBundleThatSaysSomethingElseIsFound", "AttackOnBundle.anUnsignedHeadOfABundleIsFound",
                "AttackOnBundle.aBundleOfOneCountyIsHeldAgainstItsHashes", "AttackOnBundle.aCutLineOfABundleIsFound",
                "AttackOnBundle.aHeldBackKeyOrOpeningIsFound", "AttackOnBundle.aMissingOrCutTileIsFound",
                "AttackOnBundle.aBundleIsMadeOfWhatItIsMadeOf", "AttackOnBundle.aListedStrangerIsSaidToBeOne",
                "AttackOnBundle.aBrokenDescriptionOfALimitedBundleIsFound",
            ]),
        Row(
            number: 28, attack: "change the schema",
            tests: ["AttackOnDerived.anObjectThatWasNotThereIsFound", "AttackOnDerived.anAlteredTableIsNamed"]),
        Row(
            number: 29, attack: "a malicious database file",
            tests: ["AttackOnDerived.anObjectThatWasNotThereIsFound", "AttackOnDerived.aDamagedFileIsNeverMisread"]),
        Row(
            number: 30, attack: "hide rows",
            tests: [
                "AttackOnEntries.aRowBelowPositionZeroIsFound", "AttackOnDerived.whatStandsBesideTheLogIsCompared",
                "AttackOnLog.aRowOverAnotherIsFoundAtItsPosition",
            ]),
        Row(
            number: 31, attack: "swap the program or the rules",
            tests: ["AttackOnForm.anUnknownTypeIsFoundAtItsPosition", "AttackOnForm.otherRulesAreFound"]),
        Row(
            number: 32, attack: "substitute reference data",
            tests: ["AttackOnBundle.anExchangedTableIsFound", "AttackOnForm.otherTablesAreFound"]),
        Row(number: 33, attack: "swap an attachment", isNotYet: "the ledger keeps no attachments"),
        Row(number: 34, attack: "a non-canonical twin", tests: ["AttackOnForm.aTwinInOtherBytesIsFoundAtItsPosition"]),
        Row(
            number: 35, attack: "amount tricks",
            tests: ["AttackOnForm.aCrookedAmountIsFoundAtItsPosition", "AttackOnForm.aBrokenRuleIsFoundAtItsPosition"]),
        Row(
            number: 36, attack: "erase a person's data and claim it was required",
            tests: [
                "AttackOnVault.anEntryRemovedAsIfErasedIsFoundAtItsPosition",
                "AttackOnVault.anErasureIsListedWithItsReason", "AttackOnVault.anOlderVaultFollowsTheLog",
                "AttackOnVault.aDeletionWithoutAnEntryIsNoErasure", "AttackOnVault.swappedIdentitiesDoNotOpen",
            ]),
        Row(
            number: 37, attack: "a flood of events to outrun the auditor",
            tests: ["AttackOnBundle.anAuditWithoutRulesSaysSo"]),
        Row(number: 38, attack: "rows renumbered by VACUUM", tests: ["AttackOnEntries.vacuumChangesNothing"]),
        Row(
            number: 39, attack: "a crash that looks like an attack",
            tests: ["AttackOnStorage.aKilledAppendNeverLooksLikeAnAttack"]),
        Row(
            number: 40, attack: "the auditor opens the file wrongly",
            tests: [
                "AttackOnStorage.aReadOnlyCopyIsNeverReadShort", "AttackOnLog.anAuditLeavesNoTrace",
                "AttackOnLog.whatMayNotBeReadIsNotMissing",
            ]),
        Row(
            number: 41, attack: "rotten evidence that would accuse an honest operator",
            tests: ["AttackOnLog.aDamagedMirrorAccusesNobody", "AttackOnLog.aDamagedProofIsNoFork"]),
    ]

    @Test func everyRowIsThereOnceAndHasATestOrAReason() {
        #expect(Self.rows.map(\.number) == Array(1...41))
        for row in Self.rows { #expect(row.tests.isEmpty == (row.isNotYet != nil), "\(row.number) \(row.attack)") }
    }

    @Test(arguments: rows.filter { $0.isNotYet == nil }.map(\.number)) func everyNamedTestIsWritten(number: Int) throws
    {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        for test in Self.rows[number - 1].tests {
            let parts = test.split(separator: ".")
            let beside = folder.appendingPathComponent("\(parts[0])Tests.swift")
            let above = folder.deletingLastPathComponent().appendingPathComponent("\(parts[0])Tests.swift")
            let text =
                try (try? String(contentsOf: beside, encoding: .utf8)) ?? String(contentsOf: above, encoding: .utf8)
            #expect(text.contains("func \(parts[1])("), "\(test)")
        }
    }

    /// A test that is in no row does no attack of the list.
    @Test func everyTestIsInARow() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let named = Set(Self.rows.flatMap(\.tests))
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where file.hasPrefix("AttackOn") && file.hasSuffix("Tests.swift") {
            let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            for part in text.components(separatedBy: "@Test").dropFirst() {
                guard let start = part.range(of: "func ")?.upperBound else { continue }
                let test = "\(file.dropLast("Tests.swift".count)).\(part[start...].prefix { $0 != "(" })"
                #expect(named.contains(test), "\(test)")
            }
        }
    }
}
