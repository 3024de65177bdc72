import LedgerDomain
import LedgerReference
import LedgerTesting
import Testing

/// A reader that remembers must say what a reader that does not says, whatever comes after what.
@Suite struct EntryReaderTests {
    private let form: EntryForm

    init() throws { form = EntryForm(taxonomy: try ShippedReference().taxonomy) }

    /// What values are replaced by: good and bad ones of every kind.
    private static let values = [
        "1", "2", "0", "-1", "007", "10000000", "9223372036854775807", "9223372036854775808", "1.5", "",
        "2023-03-01", "2023-02-28", "2023-02-29", "2030-01-01", "2023-03-02T00:00:00Z", "2023-03-02T24:00:00Z",
        "230606", "23060", "01.01.02", "01.09.09", "CENTRAL", "PROVINCIAL", "NOWHERE", "DT-2023-C", "DT 2023",
        "1a2b:" + String(repeating: "b", count: 26), "1a2b:" + String(repeating: "1", count: 26),
        "91350100M000100Y43", "91350100M000100Y44", "测财农〔2023〕12号", "测财农〔2023〕012号", "测财农[2023]1号",
        "棚室建设二期", " 棚室", "棚室\u{3000}", "找张三 13800138000", "e\u{301}", "\u{E000}", "𠀀", "a\\\\b", "a\\nb", "a\\u0001",
        "\u{7F}",
        "0190f000-0000-7000-8000-000000000001", "0190F000-0000-7000-8000-000000000001", "WHOLE", "MARGINAL", "EXACT",
        "disbursement.made", "loan.repaid", "u:li", String(repeating: "长", count: 21),
        String(repeating: "x", count: 65),
        String(repeating: "长", count: 501), String(repeating: "0a", count: 32), "true",
    ]

    /// The text with one string replaced, or with one byte of it changed, added or taken away.
    private static func changed(_ text: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var text = text
        if random.below(6) == 0 {
            let place = random.below(text.count)
            switch random.below(3) {
            case 0: text[place] = UInt8(random.below(256))
            case 1: text.insert(UInt8(random.below(128)), at: place)
            default: text.remove(at: place)
            }
            return text
        }
        let quotes = text.indices.filter { text[$0] == UInt8(ascii: "\"") }
        let first = random.below(quotes.count / 2) * 2
        let value = Array(values[random.below(values.count)].utf8)
        text.replaceSubrange(quotes[first] + 1..<quotes[first + 1], with: value)
        return text
    }

    private func expectSame(_ reader: inout EntryReader, _ text: [UInt8], isChecked: Bool) throws {
        let shown = String(decoding: text, as: UTF8.self)
        let whole = Result { () throws(EntryFault) in try Entry(text) }
        let read = text.withUnsafeBytes { bytes in Result { () throws(EntryFault) in try reader.read(bytes) } }
        guard case .success(let entry) = whole else {
            #expect(throws: EntryFault.self, "\(shown)") { try read.get() }
            return
        }
        try read.get()
        let isSound = form.faults(in: entry).allSatisfy { $0.outcome != .refuse }
        // Nothing that is refused may pass; what passes may be asked about again.
        if reader.isSound { #expect(isSound, "\(shown)") }
        if isChecked, isSound, entry.ownKind != .entryReversed { #expect(reader.isSound, "\(shown)") }
        reader.withEntry { found in
            #expect(found.bytes == text)
            #expect(found.value == entry.value, "\(shown)")
            #expect((found.kind, found.sign, found.seq) == (entry.kind, entry.sign, entry.seq), "\(shown)")
            #expect(found.ownKind == entry.ownKind)
            #expect(Key.allCases.map(found.value) == Key.allCases.map(entry.value), "\(shown)")
            #expect(
                EnvelopeMember.allCases.map(found.envelopeValue) == EnvelopeMember.allCases.map(entry.envelopeValue))
        }
    }

    @Test(arguments: [true, false], seeds(12))
    func saysWhatReadingInFullSays(isChecked: Bool, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var reader = EntryReader(form: isChecked ? form : nil)
        let kinds = EventKind.allCases
        var last = Dictionary(uniqueKeysWithValues: kinds.map { ($0, Array(SampleEntries.entry($0).utf8)) })
        for _ in 0..<1_500 {
            let kind = kinds[random.below(kinds.count)]
            let sample = random.below(4) == 0 ? Array(SampleEntries.entry(kind).utf8) : last[kind] ?? []
            let text = random.below(5) == 0 ? sample : Self.changed(sample, &random)
            try expectSame(&reader, text, isChecked: isChecked)
            // Faults do not pile up: what comes next is a neighbour of a good entry.
            if let entry = try? Entry(text), form.faults(in: entry).isEmpty { last[kind] = text }
        }
    }

    @Test func knowsAnEntryAgain() throws {
        var reader = EntryReader(form: form)
        let text = SampleEntries.entry(.disbursementMade)
        for amount in ["10000000", "5", "123456789"] {
            let next = text.replacing(#""amount_fen":"10000000""#, with: #""amount_fen":"\#(amount)""#)
            try Array(next.utf8).withUnsafeBytes { try reader.read($0) }
            #expect(reader.isSound)
            reader.withEntry { #expect($0.number(.amountFen) == Int64(amount)) }
        }
        let wrong = text.replacing(#""amount_fen":"10000000""#, with: #""amount_fen":"0""#)
        try Array(wrong.utf8).withUnsafeBytes { try reader.read($0) }
        #expect(!reader.isSound)
    }
}
