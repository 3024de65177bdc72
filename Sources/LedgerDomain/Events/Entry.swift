/// The members of an entry outside its body, in byte order.
public enum EnvelopeMember: String, CaseIterable, Sendable {
    case actor
    case body
    case corrects
    case countsOn = "counts_on"
    case documents
    case effectiveOn = "effective_on"
    case fiscalYear = "fiscal_year"
    case id
    case recordedAt = "recorded_at"
    case region
    case seq
    case source
    case type
    case typeVersion = "type_v"
    case version = "v"
    case waives

    var ordinal: Int { withUnsafeBytes(of: self) { Int($0[0]) } }
}

/// Why bytes are not an entry that this release can read.
public enum EntryFault: Error, Hashable, Sendable {
    /// Not in canonical form.
    case canonical(CanonicalFault)
    /// A member outside the body that no entry has, or one that every entry has is missing.
    case envelope(String)
    /// The envelope has a version that this release does not know.
    case version(String)
    /// A member that holds something else than its description says.
    case form(String)
}

/// One entry of the log: its bytes, and where in them each member stands.
///
/// An entry is its canonical bytes; this is a view of them. Reading an entry into an existing value
/// reuses its storage, so that a replay allocates nothing.
///
/// ```
/// {"actor":"u:zhang","body":{"amount_fen":"500",…},"documents":[{"no":"黑财指（农）〔2023〕34号"}],
///  "effective_on":"2023-01-05","fiscal_year":"2023","id":"…","recorded_at":"2023-01-06T02:00:00Z",
///  "region":"230606","seq":"7","type":"disbursement.made","type_v":"1","v":"1"}
/// ```
public struct Entry: Sendable {
    /// The canonical bytes.
    public private(set) var bytes: [UInt8] = []
    var tape = CanonicalTape()
    /// The node of each envelope member, 0 where it is absent (0 is the root and no member).
    var envelope = [UInt16](repeating: 0, count: EnvelopeMember.allCases.count)
    /// The node of each body member and each member of a record directly in the body, 0 where it is absent.
    var slots = [UInt16](repeating: 0, count: Key.allCases.count)

    /// The entry's own type; `nil` where this release does not know it.
    public private(set) var ownKind: EventKind?
    /// The type of what the entry says: of a reversal, the type of the entry it takes back.
    public private(set) var kind: EventKind?
    /// −1 for a reversal, which says its original's content negatively; else 1.
    public private(set) var sign: Int64 = 1

    /// An entry to read into.
    public init() {}

    /// Reads an entry from its bytes.
    ///
    /// - Throws: ``EntryFault`` where the bytes are not canonical or have members that the type does not have.
    public init(_ bytes: [UInt8]) throws(EntryFault) {
        self.bytes = bytes
        try index()
    }

    /// Reads another entry into this value.
    ///
    /// - Throws: ``EntryFault``; the value must then not be used until the next reading.
    public mutating func read(_ bytes: [UInt8]) throws(EntryFault) {
        self.bytes = bytes
        try index()
    }

    /// Reads the next entry into this value.
    ///
    /// - Throws: ``EntryFault``; the value must then not be used until the next reading.
    public mutating func read(_ source: UnsafeRawBufferPointer) throws(EntryFault) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: source)
        try index()
    }

    /// Reads an entry of the same shape, which has been compared with this one.
    mutating func read(_ source: UnsafeRawBufferPointer, _ match: borrowing ChangedStrings) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: source)
        tape.move(match)
    }

    private mutating func index() throws(EntryFault) {
        do { try tape.read(bytes) } catch { throw .canonical(error) }
        clearSlots()
        try indexEnvelope()
        guard node(.version) != 0, node(.seq) != 0, node(.type) != 0, node(.body) != 0 else {
            throw .envelope(EnvelopeMember.body.rawValue)
        }
        guard matches(node(.version), "1") else { throw .version(text(ofNode: node(.version))) }
        ownKind = EventKind.matching(NameCode(bytes, tape.nodes[node(.type)].contentRange))
        kind = ownKind
        sign = 1
        guard let ownKind else { return }
        try indexRecord(node(.body), FieldTable.of(ownKind))
        if ownKind == .entryReversed { try indexOriginal() }
    }

    private mutating func indexEnvelope() throws(EntryFault) {
        guard tape.nodes[0].kind == .object else { throw .envelope("") }
        let (nodes, ordinals) = (tape.nodes, MemberNames.envelope)
        let stranger = Self.place(nodes.span, ordinals.span, &envelope)
        if stranger != 0 { throw .envelope(nameText(of: stranger)) }
    }

    /// Notes where the members of the whole stand; the first that no entry has, else 0.
    private static func place(_ nodes: Span<CanonicalTape.Node>, _ ordinals: Span<UInt8>, _ envelope: inout [UInt16])
        -> Int
    {
        var places = envelope.mutableSpan
        for ordinal in places.indices { places[ordinal] = 0 }
        var child = 1
        while child < Int(nodes[0].next) {
            let ordinal = ordinals[Int(nodes[child].name)]
            guard ordinal != NameTable.unknown else { return child }
            places[Int(ordinal)] = UInt16(truncatingIfNeeded: child)
            child = Int(nodes[child].next)
        }
        return 0
    }

    /// Notes where the members of a record stand; records directly within it are noted with it. A member that the
    /// type does not have is passed over; the form check reports it.
    private mutating func indexRecord(_ record: Int, _ table: FieldTable) throws(EntryFault) {
        let nodes = tape.nodes
        var places = slots.mutableSpan
        let stranger = Self.place(record, nodes.span, table, &places)
        if stranger != 0 { throw .form(nameText(of: stranger)) }
    }

    /// Notes the members of a record; the first that should be a record and is none, else 0.
    private static func place(
        _ record: Int, _ nodes: Span<CanonicalTape.Node>, _ table: FieldTable, _ slots: inout MutableSpan<UInt16>
    ) -> Int {
        guard nodes[record].kind == .object else { return record }
        let places = table.places
        var child = record + 1
        while child < Int(nodes[record].next) {
            let node = nodes[child]
            let place = places[Int(node.name)]
            if place != 0 { slots[Int(node.name)] = UInt16(truncatingIfNeeded: child) }
            if place > 1 {
                let stranger = Self.place(child, nodes, table.records[Int(place) - 2], &slots)
                if stranger != 0 { return stranger }
            }
            child = Int(node.next)
        }
        return 0
    }

    /// A reversal is read as its original: the slots point into `original`.
    private mutating func indexOriginal() throws(EntryFault) {
        let record = slot(.original)
        guard record != 0, tape.nodes[record].kind == .object,
            let type = member("type", of: record), let body = member("body", of: record)
        else { throw .form(Key.original.rawValue) }
        sign = -1
        kind = EventKind.matching(NameCode(bytes, tape.nodes[type].contentRange))
        guard let kind else { throw .form(Key.original.rawValue) }
        // A reversal of a reversal says nothing; the rules refuse it.
        guard kind != .entryReversed else { return }
        clearSlots()
        try indexRecord(body, FieldTable.of(kind))
    }

    private mutating func clearSlots() {
        var places = slots.mutableSpan
        for ordinal in places.indices { places[ordinal] = 0 }
    }

    // MARK: Nodes

    func node(_ member: EnvelopeMember) -> Int { Int(envelope[member.ordinal]) }

    func slot(_ key: Key) -> Int { Int(slots[key.ordinal]) }

    /// The node of a member of an object, found by its name.
    func member(_ name: String, of object: Int) -> Int? {
        let code = NameCode(name)
        var child = object + 1
        while child < Int(tape.nodes[object].next) {
            if NameCode(bytes, tape.nodes[child].nameRange) == code { return child }
            child = Int(tape.nodes[child].next)
        }
        return nil
    }

    /// The nodes directly within an object or array.
    func children(of parent: Int) -> [Int] {
        var result: [Int] = []
        var child = parent + 1
        while child < Int(tape.nodes[parent].next) {
            result.append(child)
            child = Int(tape.nodes[child].next)
        }
        return result
    }

    func nameText(of node: Int) -> String {
        String(decoding: bytes[tape.nodes[node].nameRange], as: UTF8.self)
    }

    func matches(_ node: Int, _ text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[tape.nodes[node].contentRange].elementsEqual($0) }
    }
}

extension CanonicalTape.Node {
    var nameRange: Range<Int> { Int(nameStart)..<Int(nameEnd) }
    var contentRange: Range<Int> { Int(start)..<Int(end) }
}
