import LedgerDomain
import LedgerReference
import LedgerTesting

/// Entries as they stand in a log (``CanonicalTape``, ``Entry``, ``EntryForm``).
///
/// The tape must take exactly the bytes that the slow way finds canonical: read leniently, check each text, write again
/// with the encoder and compare. An entry read into a used value must be the one read into a new value, or a replay
/// would carry something from one entry to the next.
struct CanonicalEntryTarget: FuzzTarget {
    static let name = "entry"
    static let maximumLength = 8_192
    static let dictionary = FuzzWords.entries

    private let form: EntryForm
    private var tape = CanonicalTape()
    private var used = Entry()

    init() throws { form = EntryForm(taxonomy: try ShippedReference().taxonomy) }

    func seeds() throws -> [[UInt8]] { try SampleSeeds.entries() }

    func mutation(of bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8]? {
        JSONMutation.mutation(of: bytes, &random)
    }

    mutating func run(_ bytes: [UInt8]) {
        let fault = tapeFault(bytes)
        let isCanonical = SlowCanonical.isCanonical(bytes)
        expect((fault == nil) == isCanonical, "tape: \(String(describing: fault)), slow way: \(isCanonical)")
        if let fault { expect((0...bytes.count).contains(fault.offset), "offset \(fault.offset) of \(bytes.count)") }
        let fresh = Result { () throws(EntryFault) in try Entry(bytes) }
        let reused = Result { () throws(EntryFault) in try used.read(bytes) }
        switch (fresh, reused) {
        case (.success(let entry), .success):
            expect(isCanonical, "an entry that is not canonical")
            expect(EntryContent(entry, form) == EntryContent(used, form), "a used value reads another entry")
            check(entry)
        case (.failure(let one), .failure(let other)): expect(one == other, "\(one), in a used value \(other)")
        default: fatalError("a used value and a new one do not agree")
        }
    }

    private mutating func tapeFault(_ bytes: [UInt8]) -> CanonicalFault? {
        do throws(CanonicalFault) {
            try tape.read(bytes)
            return nil
        } catch { return error }
    }

    private func check(_ entry: Entry) {
        expect(CanonicalJSON.encode(entry.value) == entry.bytes, "written again it has other bytes")
        for key in Key.allCases where entry.text(key) != nil {
            expect(entry.identity(key)?.description == entry.text(key), "\(key) has two texts")
        }
        guard !form.faults(in: entry).contains(where: { $0.outcome == .refuse }) else { return }
        // What has the form of an entry can be exported and imported: the draft says all of it.
        let (decoded, faults) = Draft.decode(entry.value)
        guard let draft = decoded?.draft, let seq = entry.seq, let time = entry.recordedAt, let actor = entry.actor
        else { fatalError("a good entry that is no draft: \(faults)") }
        let again = draft.encode(seq: seq, recordedAt: time, actor: actor)
        expect(again == entry.bytes, "as a draft it is \(String(decoding: again, as: UTF8.self))")
    }
}

/// All that an entry answers.
private struct EntryContent: Equatable {
    let kinds: [EventKind?]
    let sign: Int64
    let values: [JSONValue?]
    let texts: [String?]
    let numbers: [Int64?]
    let days: [Day?]
    let regions: [RegionCode?]
    let others: [String]
    let faults: [Fault]

    init(_ entry: Entry, _ form: EntryForm) {
        kinds = [entry.ownKind, entry.kind]
        sign = entry.sign
        values = EnvelopeMember.allCases.map(entry.envelopeValue) + Key.allCases.map(entry.value) + [entry.original]
        texts = EnvelopeMember.allCases.map(entry.text) + Key.allCases.map(entry.text)
        numbers = Key.allCases.map(entry.number)
        days = Key.allCases.map(entry.day) + [entry.effectiveOn, entry.countsOn, entry.originalEffectiveOn]
        regions = Key.allCases.map(entry.region) + [entry.region]
        let lists = Key.allCases.map { key in
            "\(entry.texts(key)) \(entry.records(key).map { part in Key.allCases.map { "\(part.text($0) ?? "")" } })"
                + "\(String(describing: entry.flag(key))) \(String(describing: entry.classCode(key)))"
        }
        others =
            lists + entry.documents + entry.waivers.map { "\($0)" } + [
                "\(String(describing: entry.source))", entry.typeName, entry.typeVersion,
                "\(String(describing: entry.seq)) \(String(describing: entry.corrects))",
                "\(String(describing: entry.recordedAt)) \(String(describing: entry.fiscalYear))",
            ]
        faults = form.faults(in: entry)
    }
}

/// Whether bytes are canonical, found with the draft reader and the encoder alone (formats.md 1: parse, re-encode with
/// the independent encoder, compare bytes).
enum SlowCanonical {
    static func isCanonical(_ bytes: [UInt8]) -> Bool {
        guard bytes.count <= CanonicalTape.maximumBytes, let value = try? DraftReader.read(bytes),
            CanonicalJSON.encode(value) == bytes
        else { return false }
        return isAllowed(value, depth: 0)
    }

    private static func isAllowed(_ value: JSONValue, depth: Int) -> Bool {
        switch value {
        case .bool: true
        case .string(let text): !text.isEmpty && TextRules.defect(in: text) == nil
        case .array(let elements):
            !elements.isEmpty && depth < CanonicalTape.maximumDepth
                && elements.allSatisfy { isAllowed($0, depth: depth + 1) }
        case .object(let members):
            !members.isEmpty && depth < CanonicalTape.maximumDepth
                && members.allSatisfy { isName($0.name) && isAllowed($0.value, depth: depth + 1) }
        }
    }

    private static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }
}
