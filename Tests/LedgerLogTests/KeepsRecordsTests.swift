import LedgerTesting
import MerkleLog
import Testing

/// What every store promises, held against every store, and against stores that break a promise: one that cannot fail
/// shows nothing.
@Suite struct KeepsRecordsTests {
    @Test func inSQLite() { expectKeepsRecords { try TemporaryLog().open } }

    @Test func inMemory() { expectKeepsRecords { Self.memory() } }

    @Test func withFaultsThatAreSpent() {
        expectKeepsRecords {
            let (open, faults) = (Self.memory(), AppendFaults([.notKept]))
            return { writer in
                let log = FaultyLog(try open(writer), faults)
                if faults.areComing {
                    #expect(throws: AppendFaults.error) { try log.append { try $0.add([[0x31]]) } }
                }
                return log
            }
        }
    }

    private static func memory() -> LogOpener {
        let place = MemoryLog.Place()
        return { MemoryLog(place, writer: $0) }
    }

    // MARK: Stores that break a promise

    @Test(arguments: ForgetfulLog.Forgotten.allCases)
    func whateverIsForgottenIsFound(forgotten: ForgetfulLog.Forgotten) {
        let broken = brokenPromises {
            let open = Self.memory()
            return { ForgetfulLog(try open($0), forgotten) }
        }
        #expect(broken.contains { $0.promise == forgotten.promise }, "\(forgotten)")
    }

    /// What was acknowledged reaches the disk only when the log is closed.
    @Test func aSyncThatIsForgottenIsFound() {
        let broken = brokenPromises {
            let disk = MemoryLog.Place()
            return { UnsyncedLog(disk, $0) }
        }
        #expect(broken.contains { $0.promise == "a log opened again holds the same" })
    }

    /// Nothing ever reaches it.
    @Test func aLogThatIsGoneWithItsProcessIsFound() {
        withKnownIssue { expectKeepsRecords { { MemoryLog(MemoryLog.Place(), writer: $0) } } }
    }

    /// The suite reports what it finds.
    @Test func aBrokenPromiseIsAnIssue() {
        withKnownIssue {
            expectKeepsRecords {
                let open = Self.memory()
                return { ForgetfulLog(try open($0), .lastRecord) }
            }
        }
    }
}
