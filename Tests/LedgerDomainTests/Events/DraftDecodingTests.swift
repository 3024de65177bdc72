import LedgerDomain
import Testing

@Suite struct DraftDecodingTests {
    private func decode(_ text: String) throws -> (decoded: Draft.Decoded?, faults: [String]) {
        let (decoded, faults) = Draft.decode(try DraftReader.read(Array(text.utf8)))
        return (decoded, faults.map { "\($0.rule) \($0.path)" })
    }

    /// What the ledger sets itself is not taken over, but it is read.
    @Test(arguments: EventKind.allCases) func anEntryIsADraft(kind: EventKind) throws {
        let (decoded, faults) = try decode(SampleEntries.entry(kind))
        #expect(faults == [] && decoded?.exportedSeq == "7")
        let draft = try #require(decoded?.draft)
        let time = try #require(Instant("2023-03-02T02:00:00Z"))
        #expect(draft.encode(seq: 7, recordedAt: time, actor: "u:zhang") == Array(SampleEntries.entry(kind).utf8))
    }

    @Test(arguments: [
        (#""seq":"7""#, #""seq":true"#, "E05 seq"), (#""type_v":"1""#, #""type_v":"2""#, "E05 type_v"),
        (#""seq":"7""#, #""seq":"7","source":{"import":"i","row":"07"}"#, "E05 source"),
        (#""seq":"7""#, #""seq":"7","source":{"import":"i","row":"+7"}"#, "E05 source"),
        (#"[{"no":"测财农〔2023〕1号"}]"#, #"[{"no":"测财农〔2023〕1号","page":"3"}]"#, "E03 documents.page"),
        (
            #""seq":"7""#, #""seq":"7","waives":[{"approver":"u:li","by":"u:li","reason":"r","rule":"A06"}]"#,
            "E03 waives.by"
        ),
    ])
    func aFaultIsNoDraft(part: String, other: String, fault: String) throws {
        let text = SampleEntries.entry(.disbursementMade)
        try #require(text.contains(part))
        let (decoded, faults) = try decode(text.replacing(part, with: other))
        #expect(faults == [fault])
        #expect(decoded == nil)
    }
}
