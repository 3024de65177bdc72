/// Reading single values. All of them answer `nil` for what is absent or of another form, so that a reader
/// of a strange entry never traps; ``Entry/faults(reference:)`` says what is wrong with it.
extension Entry {
    // MARK: Envelope

    /// The position, equal to the index of the leaf.
    public var seq: UInt64? { natural(node(.seq)) }
    /// The identifier, a UUID.
    public var id: String? { text(.id) }
    /// Who recorded it.
    public var actor: String? { text(.actor) }
    /// When the ledger took it.
    public var recordedAt: Instant? { instant(ofNode: node(.recordedAt)) }
    /// The business date.
    public var effectiveOn: Day? { day(ofNode: node(.effectiveOn)) }
    /// The date whose month and year it counts in (归属日期).
    public var countsOn: Day? { day(ofNode: node(.countsOn)) ?? effectiveOn }
    /// The division it happened in.
    public var region: RegionCode? { region(ofNode: node(.region)) }
    /// The budget year.
    public var fiscalYear: Int? { number(ofNode: node(.fiscalYear)).map(Int.init) }
    /// The position of the entry that this one corrects or takes back.
    public var corrects: UInt64? { natural(node(.corrects)) }
    /// The name of its type, also of one that this release does not know.
    public var typeName: String { text(ofNode: node(.type)) }
    /// The version of its type.
    public var typeVersion: String { text(ofNode: node(.typeVersion)) }

    /// The normalised numbers of the authorising documents: of a reversal, of the original.
    public var documents: [String] {
        var array = node(.documents)
        if sign < 0, let record = member("original", of: node(.body)) {
            array = member("documents", of: record) ?? 0
        }
        guard array != 0, tape.nodes[array].kind == .array else { return [] }
        return children(of: array).compactMap { document in member("no", of: document).map(text(ofNode:)) }
    }

    /// The business date of what the entry says: of a reversal, the original's.
    public var originalEffectiveOn: Day? {
        guard sign < 0 else { return effectiveOn }
        return member("original", of: node(.body)).flatMap { member("effective_on", of: $0) }.flatMap(day(ofNode:))
    }

    /// Whether its dates are known to the day, so that deadlines can be held against them.
    public var isExactToTheDay: Bool {
        !has(.datePrecision)
    }

    /// What a reversal repeats of the entry it takes back.
    public var original: JSONValue? {
        guard node(.body) != 0, tape.nodes[node(.body)].kind == .object else { return nil }
        return member(Key.original.rawValue, of: node(.body)).map(value(ofNode:))
    }

    /// The import that brought the entry, and the row it came from.
    public var source: (importID: String, row: String)? {
        let record = node(.source)
        guard record != 0, let id = member("import", of: record), let row = member("row", of: record) else {
            return nil
        }
        return (text(ofNode: id), text(ofNode: row))
    }

    /// A text member outside the body.
    public func text(_ member: EnvelopeMember) -> String? {
        let node = node(member)
        return node == 0 || tape.nodes[node].kind != .string ? nil : text(ofNode: node)
    }

    /// A date outside the body.
    public func day(_ member: EnvelopeMember) -> Day? { day(ofNode: node(member)) }

    /// The member as a value tree, to be shown or repeated.
    public func envelopeValue(_ member: EnvelopeMember) -> JSONValue? {
        let node = node(member)
        return node == 0 ? nil : value(ofNode: node)
    }

    // MARK: Body

    /// Whether the body has this field.
    public func has(_ key: Key) -> Bool { slot(key) != 0 }

    /// A text, identifier, token or code as it stands.
    public func text(_ key: Key) -> String? {
        let node = slot(key)
        return node == 0 || tape.nodes[node].kind != .string ? nil : text(ofNode: node)
    }

    /// A text as an identity: no string is made of it.
    public func identity(_ key: Key) -> Identity? {
        let node = slot(key)
        guard node != 0, tape.nodes[node].kind == .string else { return nil }
        if tape.nodes[node].isEscaped { return Identity(text(ofNode: node)) }
        return Identity(bytes.span, tape.nodes[node].contentRange)
    }

    /// A number or an amount in 分.
    public func number(_ key: Key) -> Int64? { number(ofNode: slot(key)) }

    /// A flag.
    public func flag(_ key: Key) -> Bool? {
        let node = slot(key)
        guard node != 0 else { return nil }
        switch tape.nodes[node].kind {
        case .yes: return true
        case .no: return false
        case .string, .array, .object: return nil
        }
    }

    /// A date.
    public func day(_ key: Key) -> Day? { day(ofNode: slot(key)) }

    /// A division code.
    public func region(_ key: Key) -> RegionCode? { region(ofNode: slot(key)) }

    /// A class of the project taxonomy.
    public func classCode(_ key: Key) -> ClassCode? {
        let node = slot(key)
        guard node != 0, tape.nodes[node].kind == .string else { return nil }
        return ClassCode(bytes.span, tape.nodes[node].contentRange)
    }

    /// A code of a closed list.
    public func code<Code: LedgerCode>(_ key: Key, as type: Code.Type = Code.self) -> Code? {
        let node = slot(key)
        guard node != 0, tape.nodes[node].kind == .string else { return nil }
        return Code.table.code(NameCode(bytes, tape.nodes[node].contentRange))
    }

    /// The bytes of a text without its escapes resolved: an identity to hash or to compare, not to show.
    public func content(_ key: Key) -> ArraySlice<UInt8>? {
        let node = slot(key)
        return node == 0 ? nil : bytes[tape.nodes[node].contentRange]
    }

    /// The field as a value tree.
    public func value(_ key: Key) -> JSONValue? {
        let node = slot(key)
        return node == 0 ? nil : value(ofNode: node)
    }

    /// The whole entry as a value tree.
    public var value: JSONValue { value(ofNode: 0) }

    // MARK: Nodes

    func text(ofNode node: Int) -> String {
        let found = tape.nodes[node]
        if !found.isEscaped { return String(decoding: bytes[found.contentRange], as: UTF8.self) }
        let quoted = bytes[(Int(found.start) - 1)...Int(found.end)]
        return (try? DraftReader.read(Array(quoted)))?.text ?? ""
    }

    func number(ofNode node: Int) -> Int64? {
        guard node != 0, tape.nodes[node].kind == .string else { return nil }
        return DecimalText.number(bytes.span, tape.nodes[node].contentRange)
    }

    private func natural(_ node: Int) -> UInt64? {
        number(ofNode: node).flatMap { UInt64(exactly: $0) }
    }

    func day(ofNode node: Int) -> Day? {
        guard node != 0, tape.nodes[node].kind == .string else { return nil }
        return Day(bytes.span, tape.nodes[node].contentRange)
    }

    func instant(ofNode node: Int) -> Instant? {
        guard node != 0, tape.nodes[node].kind == .string else { return nil }
        return Instant(bytes.span, tape.nodes[node].contentRange)
    }

    func region(ofNode node: Int) -> RegionCode? {
        guard node != 0, tape.nodes[node].kind == .string, tape.nodes[node].contentRange.count == 6,
            let number = DecimalText.digits(bytes.span, tape.nodes[node].contentRange)
        else { return nil }
        return RegionCode(number: Int32(number))
    }

    func value(ofNode node: Int) -> JSONValue {
        switch tape.nodes[node].kind {
        case .string: .string(text(ofNode: node))
        case .yes: .bool(true)
        case .no: .bool(false)
        case .array: .array(children(of: node).map(value(ofNode:)))
        case .object: .object(children(of: node).map { JSONMember(nameText(of: $0), value(ofNode: $0)) })
        }
    }
}
