import LedgerDomain
import LedgerReference
import LedgerTesting

/// Drafts as people and programs write them (``DraftReader``, ``Draft``), up to the entries made of them.
struct DraftTarget: FuzzTarget {
    static let name = "draft"
    static let maximumLength = 8_192
    static let dictionary = FuzzWords.entries + ["\\u0000", "\\ud840\\udc00", "null", "true", "false", " ", "\n"]

    private let form: EntryForm

    init() throws { form = EntryForm(taxonomy: try ShippedReference().taxonomy) }

    func seeds() throws -> [[UInt8]] {
        try SampleSeeds.entries() + SampleSeeds.drafts()
            + [Array(#" {"b": [true, "\u6c49\ud840\udc00\/"], "a":"", "c": {} } "#.utf8)]
    }

    func mutation(of bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8]? {
        JSONMutation.mutation(of: bytes, &random)
    }

    mutating func run(_ bytes: [UInt8]) {
        let value: JSONValue
        do throws(DraftSyntaxFault) { value = try DraftReader.read(bytes) } catch {
            expect((0...bytes.count).contains(error.offset), "offset \(error.offset) of \(bytes.count)")
            return
        }
        let written = CanonicalJSON.encode(value)
        guard let again = try? DraftReader.read(written) else { fatalError("what was written cannot be read") }
        expect(CanonicalJSON.encode(again) == written, "writing is not stable")

        let (decoded, faults) = Draft.decode(value)
        expect((decoded == nil) == !faults.isEmpty, "a draft with faults, or none without")
        guard let draft = decoded?.draft else { return }
        let sent = Draft.decode(draft.json)
        expect(sent.decoded?.draft == draft, "sent again it is another draft: \(sent.faults)")

        let time = Instant(secondsSinceEpoch: 1_700_000_000)
        let entryBytes = draft.encode(seq: 7, recordedAt: time, actor: "u:fuzz")
        guard let entry = try? Entry(entryBytes) else { return }
        expect(
            entry.seq == 7 && entry.actor == "u:fuzz" && entry.recordedAt == time, "a draft sets the ledger's members")
        _ = form.faults(in: entry)
    }
}
