public import LedgerDomain
import Testing

/// The place where entries happen unless they say otherwise: 大同区.
public let samplePlace = "230606"
/// The budget year of entries.
public let sampleYear = 2023

/// A draft of any type, with the body's members as text. The log gives it its identifier.
public func draft(
    _ type: String, documents: [String] = ["黑财指（农）〔2023〕34号"], _ members: [(String, String)]
) -> Draft {
    Draft(
        id: "", type: type, effectiveOn: "\(sampleYear)-03-01", region: samplePlace, fiscalYear: String(sampleYear),
        documents: documents.map { DocumentReference(printed: $0) },
        body: .object(members.map { JSONMember($0.0, $0.1) }))
}

extension Draft {
    /// The same in another place, year, or on another day.
    public func with(
        region: String? = nil, year: Int? = nil, on day: String? = nil, countsOn: String? = nil,
        documents: [String]? = nil
    ) -> Draft {
        var copy = self
        if let region { copy.region = region }
        if let year { copy.fiscalYear = String(year) }
        if let day { copy.effectiveOn = day }
        if let countsOn { copy.countsOn = countsOn }
        if let documents { copy.documents = documents.map { DocumentReference(printed: $0) } }
        return copy
    }

    /// The same with more members in its body, or with others in place of those it has.
    public func with(_ members: (String, String)...) -> Draft {
        let names = members.map(\.0)
        var copy = self
        copy.body = .object((body.members ?? []).filter { !names.contains($0.name) })
        for (name, value) in members { copy.add(JSONMember(name, value)) }
        return copy
    }

    /// Adds a member to the body.
    public mutating func add(_ member: JSONMember) { body = .object((body.members ?? []) + [member]) }

    /// What takes this one back (冲销) once it stands at a position: it repeats what it undoes, and counts where that
    /// counts.
    public func reversal(at seq: UInt64, reason: String = "录入有误") -> Draft {
        var original = [JSONMember("body", body)]
        if !documents.isEmpty {
            let references = documents.map { document in
                JSONValue.object(
                    [JSONMember("no", document.number)]
                        + (document.printed.map { [JSONMember("printed", $0)] } ?? []))
            }
            original.append(JSONMember("documents", .array(references)))
        }
        original += [
            JSONMember("effective_on", effectiveOn), JSONMember("type", type), JSONMember("type_v", "1"),
        ]
        return Draft(
            id: "", type: "entry.reversed", effectiveOn: "\(sampleYear)-03-01", countsOn: countsOn ?? effectiveOn,
            region: region, fiscalYear: fiscalYear, corrects: String(seq),
            body: .object([JSONMember("original", .object(original)), JSONMember("reason", reason)]))
    }

    /// The entry that a log holds at a position.
    public func entry(at seq: UInt64) throws -> Entry {
        var draft = self
        if draft.id.isEmpty {
            let digits = String(seq)
            draft.id = "00000000-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.utf8.count) + digits
        }
        return try Entry(
            draft.encode(seq: seq, recordedAt: Instant(secondsSinceEpoch: 1_700_000_000), actor: "u:test"))
    }
}

/// 冲销 of what stands at an index of the same list: ``log(_:from:)`` makes it repeat its original.
public func reverse(_ index: Int) -> Draft {
    Draft(
        id: "", type: "entry.reversed", effectiveOn: "\(sampleYear)-03-01", region: nil, fiscalYear: nil,
        corrects: String(index), body: .object([]))
}

/// Entries at positions one after the other, as a log would hold them.
public func log(_ drafts: [Draft], from first: UInt64 = 0) throws -> [Entry] {
    try drafts.enumerated().map { index, draft in
        var draft = draft
        if draft.region == nil, let corrected = draft.corrects.flatMap({ Int($0) }) {
            let original = try #require(drafts.indices.contains(corrected) ? drafts[corrected] : nil)
            let day = draft.effectiveOn
            draft = original.reversal(at: first + UInt64(corrected)).with(on: day)
        }
        return try draft.entry(at: first + UInt64(index))
    }
}

/// The fold of some entries.
public func fold<View: Projection>(_ entries: some Sequence<Entry>, as type: View.Type = View.self) -> View {
    var projection = View()
    for entry in entries {
        Movement.each(of: entry) { projection.apply($0, of: entry) }
    }
    return projection
}
