/// How one string of an entry is checked when it alone has changed, as ``EntryForm`` checks it.
///
/// A check that says yes is right; one that says no sends the entry to the full check, which names the fault.
enum ChangedStringCheck: Sendable {
    /// Other things depend on it: the whole entry is read again.
    case never
    /// Any string.
    case any
    case natural
    case uuid
    case actor
    case instant
    case day
    case region
    case number(from: Int64, to: Int64)
    case identifier
    case token
    /// Any other kind: ``ValueForm`` is asked, once for each value.
    case value

    init(_ kind: ValueKind) {
        switch kind {
        case .fen(let minimum): self = .number(from: minimum, to: .max)
        case .number(let range): self = .number(from: range.lowerBound, to: range.upperBound)
        case .day: self = .day
        case .region: self = .region
        case .identifier: self = .identifier
        case .token: self = .token
        case .instant: self = .instant
        case .place, .classCode, .code, .capitals, .text, .payee, .hash, .document: self = .value
        case .flag, .record, .list, .original: self = .never
        }
    }

    /// Whether the content of a string is sure to pass; never for ``never`` and ``value``.
    func accepts(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        switch self {
        case .never, .value: return false
        case .any: return true
        case .natural: return DecimalText.number(bytes, range).map { $0 >= 0 } ?? false
        case .number(let least, let most):
            return DecimalText.number(bytes, range).map { $0 >= least && $0 <= most } ?? false
        case .uuid: return UUIDText.isValid(bytes, range)
        case .actor: return range.count <= 64 && Self.digits(bytes, range) < 11
        case .instant: return Instant(bytes, range) != nil
        case .day: return Day(bytes, range) != nil
        case .region: return range.count == 6 && DecimalText.digits(bytes, range) != nil
        case .identifier:
            guard range.count <= ValueForm.maximumIdentifierBytes else { return false }
            for index in range where bytes[index] <= 0x20 || bytes[index] >= 0x7F { return false }
            // A shorter one cannot be an identity number.
            return range.count < 18 || Self.digits(bytes, range) < 17
        case .token: return Token.isValid(bytes, range)
        }
    }

    private static func digits(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        var count = 0
        for index in range where ValueForm.isDigit(bytes[index]) { count += 1 }
        return count
    }
}

/// The strings of an entry with their checks, in the order of the text.
struct ChangedStringPlan: Sendable {
    /// The nodes of the strings.
    private(set) var nodes: [UInt16] = []
    /// Their checks.
    private(set) var checks: [ChangedStringCheck] = []
    /// What is asked of those that ``ChangedStringCheck/value`` checks.
    private(set) var kinds: [ValueKind?] = []
    /// The places, among the strings, of those that ``ChangedStringCheck/never`` stands for.
    private(set) var fixed: [UInt16] = []
    /// What holds between the strings, to be asked again when any of them has changed.
    private(set) var relations: [FieldRelation] = []

    /// The plan of an entry without faults in its form; its strings are not checked at all if `isChecked` is false.
    init(_ entry: Entry, _ kind: EventKind, isChecked: Bool) {
        let count = Int(entry.tape.nodes[0].next)
        for node in 0..<count where entry.tape.nodes[node].kind == .string { nodes.append(UInt16(node)) }
        checks = [ChangedStringCheck](repeating: isChecked ? .never : .any, count: nodes.count)
        kinds = [ValueKind?](repeating: nil, count: nodes.count)
        for member in [EnvelopeMember.version, .type, .typeVersion] { set(.never, entry.node(member)) }
        if isChecked { addChecks(entry, kind) }
        for leaf in nodes.indices {
            if case .never = checks[leaf] { fixed.append(UInt16(leaf)) }
        }
    }

    private mutating func addChecks(_ entry: Entry, _ kind: EventKind) {
        let envelope: [(EnvelopeMember, ChangedStringCheck)] = [
            (.seq, .natural), (.id, .uuid), (.actor, .actor), (.recordedAt, .instant), (.effectiveOn, .day),
            (.countsOn, .day), (.region, .region), (.fiscalYear, .number(from: 1990, to: 2100)), (.corrects, .natural),
        ]
        for (member, check) in envelope { set(check, entry.node(member)) }
        let source = entry.node(.source)
        if source != 0 { for node in entry.children(of: source) { set(.any, node) } }
        let documents = entry.node(.documents)
        if documents != 0 {
            for document in entry.children(of: documents) {
                if let number = entry.member("no", of: document) { set(.document, number) }
                if let printed = entry.member("printed", of: document) { set(.text, printed) }
            }
        }
        add(entry.node(.body), kind.type.fields, entry)
        for condition in kind.type.conditions {
            switch condition {
            case .onlyWhen(let key, _, _), .absentWhen(let key, _, _), .expectedWhen(let key, _, _):
                if let node = entry.member(key.rawValue, of: entry.node(.body)) { set(.never, node) }
            case .exactlyOne, .atLeastOne, .together: break
            case .related(let relation): relations.append(relation)
            }
        }
    }

    private mutating func add(_ record: Int, _ uses: [FieldUse], _ entry: Entry) {
        for use in uses {
            if let node = entry.member(use.field.key.rawValue, of: record) { add(node, use.field.kind, entry) }
        }
    }

    private mutating func add(_ node: Int, _ kind: ValueKind, _ entry: Entry) {
        switch kind {
        case .record(let uses): add(node, uses, entry)
        case .list(let element): for child in entry.children(of: node) { add(child, element, entry) }
        default: set(kind, node)
        }
    }

    private mutating func set(_ kind: ValueKind, _ node: Int) {
        set(ChangedStringCheck(kind), node)
        if let leaf = nodes.firstIndex(of: UInt16(node)) { kinds[leaf] = kind }
    }

    private mutating func set(_ check: ChangedStringCheck, _ node: Int) {
        if node != 0, let leaf = nodes.firstIndex(of: UInt16(node)) { checks[leaf] = check }
    }
}

/// Values that passed a check, so that the same value is not checked twice. It forgets when two meet.
struct PassedValues: Sendable {
    private static let slotBytes = 64
    private static let slotCount = 512

    /// In each slot: whose check it passed in eight bytes, its length in one, its bytes.
    private var bytes = [UInt8](repeating: 0, count: slotBytes * slotCount)

    private static func slot(_ text: Span<UInt8>, _ range: Range<Int>, owner: UInt64) -> Int {
        var hash = owner
        func mix(_ word: UInt64) {
            hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
        }
        var index = range.lowerBound
        while index + 8 <= range.upperBound {
            mix(text.word(at: index))
            index += 8
        }
        while index < range.upperBound {
            mix(UInt64(text[index]))
            index += 1
        }
        return Int(truncatingIfNeeded: hash >> 40 & UInt64(slotCount - 1)) * slotBytes
    }

    /// Whether a value passed the check of its owner, a number above zero.
    func contains(_ text: Span<UInt8>, _ range: Range<Int>, owner: UInt64) -> Bool {
        guard range.count <= Self.slotBytes - 9 else { return false }
        let slot = Self.slot(text, range, owner: owner)
        let bytes = bytes.span
        guard bytes.word(at: slot) == owner, Int(bytes[slot + 8]) == range.count else { return false }
        var offset = 0
        while offset + 8 <= range.count {
            guard bytes.word(at: slot + 9 + offset) == text.word(at: range.lowerBound + offset) else { return false }
            offset += 8
        }
        while offset < range.count {
            guard bytes[slot + 9 + offset] == text[range.lowerBound + offset] else { return false }
            offset += 1
        }
        return true
    }

    mutating func add(_ text: Span<UInt8>, _ range: Range<Int>, owner: UInt64) {
        guard range.count <= Self.slotBytes - 9 else { return }
        let slot = Self.slot(text, range, owner: owner)
        for offset in 0..<8 { bytes[slot + offset] = UInt8(truncatingIfNeeded: owner >> UInt64(8 * offset)) }
        bytes[slot + 8] = UInt8(range.count)
        for offset in 0..<range.count { bytes[slot + 9 + offset] = text[range.lowerBound + offset] }
    }
}
