import LedgerAudit
import LedgerDomain
import Testing

@Suite struct TimeWindowTests {
    private func late(_ seconds: Int64) throws -> UInt64? {
        let recorded = try [#require(Instant("2023-03-02T02:00:00Z")), #require(Instant("2023-03-02T03:00:00Z"))]
        return TimeWindow.late(below: 2, at: Instant(secondsSinceEpoch: seconds), by: "witness") {
            recorded[Int($0)]
        }?.seq
    }

    @Test func whatIsRecordedLongAfterIsLate() throws {
        let time = try #require(Instant("2023-03-02T02:00:00Z")).secondsSinceEpoch
        #expect(try late(time - 301) == 0)
        #expect(try late(time - 300) == 1)
        #expect(try late(time + 3_300) == nil)
    }

    /// A witness signs any time that fits in eight bytes.
    @Test func theEndsOfTheScale() throws {
        #expect(try late(.min) == 0)
        #expect(try late(.max) == nil)
    }
}
