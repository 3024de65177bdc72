import Testing

/// What the views hold of a log, to the byte. Whoever describes a view anew keeps its rows; where a log is to give other
/// rows, the version of the view is raised.
@Suite struct ViewDigestsTests {
    /// All published cases, and a loan with its subsidy. Where a release ships another parameter, all positions move, and
    /// these digests with them.
    static let golden = [
        "money:1": "c5b8d269ba12ef03beedd3aa5948222d069e6f75bfdce75a8507c2fe425061e1",
        "line_attributes:1": "497c7ea8bf294e0e584eef5eee9f3d8037965e90f88ba459e2bc7399fef18143",
        "policies:1": "b2cf60f27f31b0bc3926dcc46ca1cae48a3574b0fb180419cb4d6aa145db1ad2",
        "figures:1": "78b1ebdb15536f923d6fa1640c20bf43c3948a4d0c4543eded134a8c92c59080",
        "loans:1": "aeae08901f1bcd0696db14991329f76406fb7f8099f145a8333853802603ae68",
        "subsidies:1": "1294ebb0c15468c9b3a9d9cfd213c8e8ac2b11cfa67cbf25f04cc54b1fcf40da",
    ]

    @Test func rowsStayWhatTheyAre() throws {
        let ledger = TestLedger.ofCases()
        let events = EntitlementTests.events(subsidy: 98_667).joined(separator: "\n") + "\n"
        let taken = ledger.run("import", ledger.file("events.jsonl", events), "--as", "events")
        try #require(taken.code == 0, "\(taken.output)\(taken.errors)")
        let rebuilt = try #require(ledger.run("rebuild", "--json").json["views"] as? [[String: Any]])
        let digests = rebuilt.map { view in
            ("\(view["name"] ?? ""):\(view["version"] ?? "")", view["digest"] as? String ?? "")
        }
        #expect(Dictionary(uniqueKeysWithValues: digests) == Self.golden)
        #expect(ledger.run("rebuild", "--json").json["result"] as? String == "EQUAL")
    }
}
