/// An event before the log has taken it: everything but its position and its time.
public struct Draft: Sendable, Hashable {
    /// The identifier the sender gave, or the importer derived.
    public var id: String
    /// The name of the type.
    public var type: String
    /// The business date, ISO; empty where it is missing.
    public var effectiveOn: String
    /// The date it counts in, where that is another.
    public var countsOn: String?
    /// The division code; `nil` for the first entry alone.
    public var region: String?
    /// The budget year; `nil` for the first entry alone.
    public var fiscalYear: String?
    /// The authorising documents in printed order.
    public var documents: [DocumentReference]
    /// The position of the entry that this one corrects.
    public var corrects: String?
    /// Rules waived.
    public var waives: [Waiver]
    /// The import and the row it came from.
    public var source: RowSource?
    /// What the type says.
    public var body: JSONValue

    /// A draft from its parts.
    public init(
        id: String, type: String, effectiveOn: String, countsOn: String? = nil, region: String?, fiscalYear: String?,
        documents: [DocumentReference] = [], corrects: String? = nil, waives: [Waiver] = [], source: RowSource? = nil,
        body: JSONValue
    ) {
        self.id = id
        self.type = type
        self.effectiveOn = effectiveOn
        self.countsOn = countsOn
        self.region = region
        self.fiscalYear = fiscalYear
        self.documents = documents
        self.corrects = corrects
        self.waives = waives
        self.source = source
        self.body = body
    }

    /// The draft as JSON, as people and programs send it.
    public var json: JSONValue {
        var members = [JSONMember("body", body)]
        if let corrects { members.append(JSONMember("corrects", corrects)) }
        if let countsOn { members.append(JSONMember("counts_on", countsOn)) }
        if !documents.isEmpty { members.append(JSONMember("documents", .array(documents.map(\.value)))) }
        if !effectiveOn.isEmpty { members.append(JSONMember("effective_on", effectiveOn)) }
        if let fiscalYear { members.append(JSONMember("fiscal_year", fiscalYear)) }
        members.append(JSONMember("id", id))
        if let region { members.append(JSONMember("region", region)) }
        if let source { members.append(JSONMember("source", source.value)) }
        members.append(JSONMember("type", type))
        if !waives.isEmpty { members.append(JSONMember("waives", .array(waives.map(\.value)))) }
        return .object(members)
    }

    /// The entry's canonical bytes at a position and time.
    public func encode(seq: UInt64, recordedAt: Instant, actor: String) -> [UInt8] {
        let own = [
            JSONMember("actor", actor), JSONMember("recorded_at", recordedAt.description),
            JSONMember("seq", String(seq)),
            JSONMember("type_v", "1"), JSONMember("v", "1"),
        ]
        return CanonicalJSON.encode(.object((json.members ?? []) + own))
    }
}

/// A document as an entry names it: the normalised number, and the printed text where that differs.
public struct DocumentReference: Sendable, Hashable {
    /// The normalised number, or what was given where it cannot be normalised; the form check then refuses it.
    public var number: String
    /// As printed, where that differs.
    public var printed: String?

    /// A reference to the document with this printed number.
    public init(printed text: String) {
        let number = DocumentNumber(text)
        self.number = number?.text ?? text
        printed = number?.printed
    }

    /// A reference as an entry holds it.
    public init(number: String, printed: String?) {
        self.number = number
        self.printed = printed
    }

    var value: JSONValue {
        .object([JSONMember("no", number)] + (printed.map { [JSONMember("printed", $0)] } ?? []))
    }
}

/// A rule that an officer sets aside for one entry, with reason and approver (豁免).
public struct Waiver: Sendable, Hashable {
    /// The rule, as `A06`.
    public var rule: String
    /// Why.
    public var reason: String
    /// Who approved it; never the one who records the entry.
    public var approver: String

    /// A waiver from its parts.
    public init(rule: String, reason: String, approver: String) {
        self.rule = rule
        self.reason = reason
        self.approver = approver
    }

    var value: JSONValue {
        .object([JSONMember("approver", approver), JSONMember("reason", reason), JSONMember("rule", rule)])
    }
}

/// Where an imported entry stood.
public struct RowSource: Sendable, Hashable {
    /// The identifier of the `source.imported` entry before it.
    public var importID: String
    /// The row as the user sees it, the header counted.
    public var row: Int

    /// A source from its parts.
    public init(importID: String, row: Int) {
        self.importID = importID
        self.row = row
    }

    var value: JSONValue { .object([JSONMember("import", importID), JSONMember("row", String(row))]) }
}
