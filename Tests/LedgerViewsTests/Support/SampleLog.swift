import LedgerDomain
@testable import LedgerViews
import Testing

/// Entries at positions 0, 1, … as the log would hold them; a reversal repeats its original.
func log(_ samples: [Sample], from first: UInt64 = 0) throws -> [Entry] {
    var entries: [Entry] = []
    for (index, sample) in samples.enumerated() {
        entries.append(try entry(of: sample, at: first + UInt64(index), after: samples, first))
    }
    return entries
}

private func entry(of sample: Sample, at seq: UInt64, after samples: [Sample], _ first: UInt64) throws -> Entry {
    var sample = sample
    if let index = sample.corrects {
        let original = try #require(samples.indices.contains(index) ? samples[index] : nil)
        sample.region = original.region
        sample.fiscalYear = original.fiscalYear
        sample.countsOn = original.countsOn ?? original.effectiveOn
        sample.body.append(JSONMember("original", value(of: original)))
    }
    let draft = Draft(
        id: "00000000-0000-7000-8000-\(padded(seq))", type: sample.type, effectiveOn: sample.effectiveOn,
        countsOn: sample.countsOn, region: sample.region, fiscalYear: String(sample.fiscalYear),
        documents: sample.documents.map { DocumentReference(printed: $0) },
        corrects: sample.corrects.map { String(first + UInt64($0)) }, body: .object(sample.body))
    return try Entry(draft.encode(seq: seq, recordedAt: Instant(secondsSinceEpoch: 1_700_000_000), actor: "u:test"))
}

/// What a reversal repeats.
private func value(of original: Sample) -> JSONValue {
    var members = [JSONMember("body", .object(original.body))]
    if !original.documents.isEmpty {
        let documents = original.documents.map { text in
            let document = DocumentReference(printed: text)
            let printed = document.printed.map { [JSONMember("printed", $0)] } ?? []
            return JSONValue.object([JSONMember("no", document.number)] + printed)
        }
        members.append(JSONMember("documents", .array(documents)))
    }
    members += [
        JSONMember("effective_on", original.effectiveOn), JSONMember("type", original.type), JSONMember("type_v", "1"),
    ]
    return .object(members)
}

private func padded(_ seq: UInt64) -> String {
    let digits = String(seq)
    return String(repeating: "0", count: max(0, 12 - digits.utf8.count)) + digits
}

/// The fold of some entries.
func fold<P: Projection>(_ entries: some Sequence<Entry>, as type: P.Type = P.self) -> P {
    var projection = P()
    for entry in entries {
        Movement.each(of: entry) { projection.apply($0, of: entry) }
    }
    return projection
}

/// Checks that folding in parts gives the whole, for random logs: three stretches merged in both orders, and
/// the tail merged into only those stored rows that it touches, as a store catches up.
func expectMergeable<P: StoredProjection>(_ type: P.Type, sourceLocation: SourceLocation = #_sourceLocation) throws {
    for _ in 0..<20 {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        let entries = try log(RandomLog.samples(count: Int.random(in: 1...120, using: &random), using: &random))
        let cuts = [
            Int.random(in: 0...entries.count, using: &random), Int.random(in: 0...entries.count, using: &random),
        ]
        .sorted()
        let whole = fold(entries, as: P.self).rows
        let (first, second, third) = (
            fold(entries[..<cuts[0]], as: P.self), fold(entries[cuts[0]..<cuts[1]], as: P.self),
            fold(entries[cuts[1]...], as: P.self)
        )
        var leftFirst = first
        leftFirst.merge(second)
        leftFirst.merge(third)
        var rightFirst = second
        rightFirst.merge(third)
        var around = first
        around.merge(rightFirst)
        let comment: Comment = "seed \(seed), cuts \(cuts)"
        #expect(leftFirst.rows == whole, comment, sourceLocation: sourceLocation)
        #expect(around.rows == whole, comment, sourceLocation: sourceLocation)
        #expect(P(rows: whole.shuffled(using: &random)).rows == whole, comment, sourceLocation: sourceLocation)
        #expect(
            catchUp(from: fold(entries[..<cuts[0]], as: P.self).rows, with: fold(entries[cuts[0]...], as: P.self))
                == whole, comment, sourceLocation: sourceLocation)
    }
}

/// Stored rows after the tail is merged into those rows alone whose keys it has; rows are only written, never
/// deleted.
private func catchUp<P: StoredProjection>(from stored: [ViewRow], with tail: P) -> [ViewRow] {
    let keyCount = P.table.keyCount
    let touched = Set(tail.rows.map { Array($0[..<keyCount]) })
    var merged = P(rows: stored.filter { touched.contains(Array($0[..<keyCount])) })
    merged.merge(tail)
    var rows = Dictionary(uniqueKeysWithValues: stored.map { (Array($0[..<keyCount]), $0) })
    for row in merged.rows { rows[Array(row[..<keyCount])] = row }
    return P(rows: Array(rows.values)).rows
}

/// The order of stored rows, naively: numbers by size, texts by their bytes.
func rowPrecedes(_ left: ArraySlice<ViewValue>, _ right: ArraySlice<ViewValue>) -> Bool {
    for (first, second) in zip(left, right) where first != second {
        switch (first, second) {
        case (.integer(let first), .integer(let second)): return first < second
        case (.text(let first), .text(let second)): return first.utf8.lexicographicallyPrecedes(second.utf8)
        default: return false
        }
    }
    return false
}
