import LedgerDomain
import LedgerTesting
@testable import LedgerViews
import Testing

@Suite struct LineAttributesTests {
    static let line = LineKey(SampleTables.place(samplePlace), .line(Identity("L1")))
    static let pool = LineKey(SampleTables.place(samplePlace), .pool(Identity("P1")))

    private func index(_ samples: [Draft]) throws -> LineAttributeIndex {
        fold(try log(samples), as: LineAttributes.self).index
    }

    @Test func aReversalTakesBackOneOfTwoEqualStatements() throws {
        let once = receive("L1", 5, batch: "第一批").with(("received_on", "2023-02-01"), ("doc_date", "2023-01-01"))
        let both = try index([once, once, reverse(0)])
        #expect(both.values(.batch, of: Self.line) == ["第一批"])
        #expect(both.values(.receivedOn, of: Self.line) == ["2023-02-01"])
        #expect(both.values(.documentDate, of: Self.line) == ["2023-01-01"])
        let none = try index([once, reverse(0)])
        #expect(none.values(.batch, of: Self.line).isEmpty)
    }

    @Test func aPoolFindsLinesOfItsPlaceThatShareADocument() throws {
        let both = ["黑财指(农)〔2023〕34号", "黑财指(农)〔2023〕78号"]
        let found = try index([
            receive("L1", 5), receive("L2", 5).with(documents: [both[1]]),
            receive("L3", 5).with(documents: ["青财农字〔2023〕505号"]), receive("L4", 5).with(region: "230602"),
            commit(pool: "P1", 3, money("CENTRAL_PROV", class: farming), documents: both),
        ])
        #expect(found.lines(ofPool: Self.pool) == [.line(Identity("L1")), .line(Identity("L2"))])
        #expect(found.pools(ofLine: Self.line) == [.pool(Identity("P1"))])
        #expect(found.lines(ofPool: Self.line).isEmpty)
    }

    @Test func completenessAndBatchComeFromTheLineThatTheMoneyCameFrom() throws {
        let below = LineKey(SampleTables.place("230602"), .line(Identity("L2")))
        let samples = [
            receive("L1", 9, complete: "YES", batch: "第一批"), distribute("L1", to: "230602", as: "L2", 4),
            carry("L2", to: "L3", in: 2024, 1).with(region: "230602"),
        ]
        let found = try index(samples)
        let carried = LineKey(below.region, .line(Identity("L3")))
        #expect(found.hasAllProjects(Self.line) && found.hasAllProjects(below) && found.hasAllProjects(carried))
        #expect(found.batches(of: carried) == ["第一批"])
        let said = try index(samples + [receive("L2", 4, complete: "NO").with(region: "230602")])
        #expect(said.hasAllProjects(Self.line) && !said.hasAllProjects(below) && !said.hasAllProjects(carried))
    }

    @Test func linesThatNameEachOtherEnd() throws {
        let found = try index([distribute("L1", to: "OWN", as: "L2", 4), distribute("L2", to: "OWN", as: "L1", 4)])
        #expect(!found.hasAllProjects(Self.line))
        #expect(found.lineage(of: Self.line, [.parent]).count == 2)
    }

    @Test(arguments: [("YES", true), ("NO", false), ("UNKNOWN", false)]) func onlyYesIsComplete(
        _ said: String, _ expected: Bool
    ) throws {
        #expect(try index([receive("L1", 5, complete: said)]).hasAllProjects(Self.line) == expected)
    }

    @Test func sayingNothingOrBothIsNotComplete() throws {
        #expect(try !index([receive("L1", 5, complete: nil)]).hasAllProjects(Self.line))
        #expect(try !index([receive("L1", 5), receive("L1", 5, complete: "NO")]).hasAllProjects(Self.line))
    }
}
