import LedgerDomain

/// What a fact is about.
public enum FactKind: String, CaseIterable, Sendable {
    /// An allotment line of a place.
    case line
    /// The lines that a document opened in a place.
    case document
    /// A pool of a place: its commitments, and its lines by their documents.
    case pool
    /// What a project was given from a line or pool.
    case commitment
    /// A voucher's payments on one line.
    case voucher
    /// A voucher's payments and the details behind them.
    case voucherTotal = "voucher_total"
    /// A project of a place.
    case project
    /// The project registered under the key of a plan.
    case plan
    /// A loan.
    case loan
    /// A business key of any other type.
    case key
    /// The identifier of an entry.
    case id
    /// A position that was reversed: by which entry, and which one replaces it.
    case reversed
    /// A file that was imported.
    case file
    /// A policy parameter: all that was set for it.
    case policy
    /// A scheme of interest subsidies of a place.
    case scheme
    /// The closed days of a place and year.
    case period
    /// A finding on record.
    case finding
    /// The payments of one amount from a line to a payee.
    case payment
    /// A household: what it owes, what the register says of it, and what it got.
    case household
    /// The register of households of a place: how many entries it has.
    case register
    /// What a holder got under a scheme of interest subsidies of a place.
    case holder
}

extension FactKind {
    /// A number that no other kind has.
    fileprivate var hashCode: Int { withUnsafeBytes(of: self) { Int($0[0]) } }
}

/// The name of a fact: what it is about, and which one.
public struct FactName: Hashable, Sendable {
    /// What it is about.
    public let kind: FactKind
    /// Which one: its parts, joined by newlines.
    public let identity: String
    /// A hash of both, made once: names are looked up many times.
    private let code: UInt64

    /// The name of a fact of one part.
    public init(_ kind: FactKind, _ part: String) {
        self.init(kind, identity: part)
    }

    /// The name of a fact of two parts.
    public init(_ kind: FactKind, _ first: String, _ second: String) {
        self.init(kind, identity: first + "\n" + second)
    }

    /// The name of a fact of three parts.
    public init(_ kind: FactKind, _ first: String, _ second: String, _ third: String) {
        self.init(kind, identity: first + "\n" + second + "\n" + third)
    }

    /// The name of a fact of four parts.
    public init(_ kind: FactKind, _ first: String, _ second: String, _ third: String, _ fourth: String) {
        self.init(kind, identity: first + "\n" + second + "\n" + third + "\n" + fourth)
    }

    /// The name of a fact from its joined parts.
    public init(_ kind: FactKind, identity: String) {
        self.kind = kind
        self.identity = identity
        var code = 0xCBF2_9CE4_8422_2325 ^ UInt64(kind.hashCode)
        for byte in identity.utf8 { code = (code ^ UInt64(byte)) &* 0x100_0000_01B3 }
        self.code = code
    }

    public static func == (one: FactName, other: FactName) -> Bool {
        one.code == other.code && one.kind == other.kind && one.identity.utf8.elementsEqual(other.identity.utf8)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(code) }

    /// What the key of the store is the hash of: the kind, a zero byte and the identity.
    public var bytes: [UInt8] { Array(kind.rawValue.utf8) + [0] + Array(identity.utf8) }
}

/// The state of a fact: a few numbers and texts whose meaning its kind gives.
///
/// A state of zeros and no text says nothing and is not stored, so that a reversal leaves no trace of what it took
/// back.
public struct FactState: Hashable, Sendable {
    /// A fact keeps so many texts; further ones are not taken. One document in one place opens far fewer lines.
    public static let maximumTexts = 4_096

    /// Amounts, counts and positions.
    public var numbers: [Int64]
    /// Texts, as the lines of a document.
    public var texts: [String]

    /// A state from its parts.
    public init(numbers: [Int64] = [], texts: [String] = []) {
        self.numbers = numbers
        self.texts = texts
    }

    /// The n-th number, 0 where it is not there.
    public subscript(_ index: Int) -> Int64 {
        get { index < numbers.count ? numbers[index] : 0 }
        set {
            while numbers.count <= index { numbers.append(0) }
            numbers[index] = newValue
            // A zero at the end says nothing, so equal states are equal arrays.
            while numbers.last == 0 { numbers.removeLast() }
        }
    }

    /// Whether it says nothing.
    public var isEmpty: Bool { texts.isEmpty && numbers.allSatisfy { $0 == 0 } }

    /// The bytes to store: counts and numbers as zigzag varints, texts with their lengths.
    public func encode(into bytes: inout [UInt8]) {
        var used = numbers.count
        while used > 0, numbers[used - 1] == 0 { used -= 1 }
        Varint.append(UInt64(used), to: &bytes)
        for number in numbers[..<used] { Varint.append(UInt64(bitPattern: (number << 1) ^ (number >> 63)), to: &bytes) }
        Varint.append(UInt64(texts.count), to: &bytes)
        for text in texts { Varint.append(text, to: &bytes) }
    }

    init?(_ bytes: inout ArraySlice<UInt8>) {
        guard let count = Varint.next(&bytes), count <= 64 else { return nil }
        var numbers: [Int64] = []
        for _ in 0..<count {
            guard let value = Varint.next(&bytes) else { return nil }
            numbers.append(Int64(bitPattern: value >> 1) ^ -Int64(value & 1))
        }
        guard let textCount = Varint.next(&bytes), textCount <= Self.maximumTexts else { return nil }
        var texts: [String] = []
        for _ in 0..<textCount {
            guard let text = Varint.text(&bytes) else { return nil }
            texts.append(text)
        }
        self.init(numbers: numbers, texts: texts)
    }
}

/// What stands under one key of the store: normally one fact. Keys are hashes, so the identity is kept with the state
/// and a collision is two facts in one cell.
public enum FactCell {
    /// The bytes of a cell; `nil` for one without facts.
    public static func encode(_ facts: [(identity: String, state: FactState)]) -> [UInt8]? {
        let kept = facts.filter { !$0.state.isEmpty }.sorted {
            $0.identity.utf8.lexicographicallyPrecedes($1.identity.utf8)
        }
        if kept.isEmpty { return nil }
        var bytes: [UInt8] = []
        Varint.append(UInt64(kept.count), to: &bytes)
        for fact in kept {
            Varint.append(fact.identity, to: &bytes)
            fact.state.encode(into: &bytes)
        }
        return bytes
    }

    /// The facts in a cell; `nil` where the bytes are none.
    public static func decode(_ bytes: [UInt8]) -> [(identity: String, state: FactState)]? {
        var rest = bytes[...]
        guard let count = Varint.next(&rest), count <= 1_024 else { return nil }
        var facts: [(String, FactState)] = []
        for _ in 0..<count {
            guard let identity = Varint.text(&rest), let state = FactState(&rest) else { return nil }
            facts.append((identity, state))
        }
        return rest.isEmpty ? facts : nil
    }
}

/// Whole numbers in groups of seven bits, lowest first.
enum Varint {
    static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    static func append(_ text: String, to bytes: inout [UInt8]) {
        append(UInt64(text.utf8.count), to: &bytes)
        bytes.append(contentsOf: text.utf8)
    }

    static func next(_ bytes: inout ArraySlice<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard let byte = bytes.popFirst() else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }

    static func text(_ bytes: inout ArraySlice<UInt8>) -> String? {
        guard let count = next(&bytes), count <= UInt64(bytes.count) else { return nil }
        defer { bytes = bytes.dropFirst(Int(count)) }
        return String(decoding: bytes.prefix(Int(count)), as: UTF8.self)
    }
}

/// The facts that an append works on, and which of them it changed.
public struct Facts: Sendable {
    private struct Slot {
        var state: FactState
        /// The last position that changed it since it was read or stored; `nil` where none did.
        var seq: UInt64?
    }

    private var slots: [FactName: Slot] = [:]
    /// What the facts were before the entry that is being taken, in the order of its changes.
    private var before: [(name: FactName, slot: Slot?)] = []

    /// Whether the next entry belongs to the last one, and is judged and undone with it.
    private var isHeldOpen = false

    /// The policies that the facts hold, read once.
    public private(set) var policies = PolicyRegister()
    /// Whether ``policies`` stay as they are, whatever entries set.
    private var hasFixedPolicies = false

    /// No facts.
    public init() {}

    /// The state of a fact; a fact that is not there says nothing.
    public subscript(_ name: FactName) -> FactState { slots[name]?.state ?? FactState() }

    /// Whether the fact was read.
    public func knows(_ name: FactName) -> Bool { slots[name] != nil }

    /// Takes over a fact from the store.
    public mutating func load(_ name: FactName, _ state: FactState) {
        slots[name] = Slot(state: state)
        readPolicies(name, state)
    }

    /// Changes a fact for the entry at a position.
    public mutating func change(_ name: FactName, at seq: UInt64, _ body: (inout FactState) -> Void) {
        let old = slots[name]
        if !before.contains(where: { $0.name == name }) { before.append((name, old)) }
        var slot = old ?? Slot(state: FactState())
        body(&slot.state)
        // What could not be read back must not be written.
        slot.state.texts.removeLast(max(0, slot.state.texts.count - FactState.maximumTexts))
        slot.seq = seq
        slots[name] = slot
        readPolicies(name, slot.state)
    }

    /// The facts changed, with the last position that touched each.
    public var changed: [(name: FactName, seq: UInt64, state: FactState)] {
        slots.compactMap { name, slot in slot.seq.map { (name, $0, slot.state) } }
    }

    /// The facts that the last entry changed, as they were before it.
    var journal: [(name: FactName, state: FactState?)] { before.map { ($0.name, $0.slot?.state) } }

    /// Begins the changes of another entry; those of the last one stay.
    mutating func begin() {
        if !isHeldOpen { before.removeAll(keepingCapacity: true) }
        isHeldOpen = false
    }

    /// Lets the changes of the next entry be judged and undone together with those of the last one.
    mutating func holdOpen() { isHeldOpen = true }

    /// Takes back the changes of the last entry.
    mutating func undo() {
        for (name, slot) in before.reversed() {
            slots[name] = slot
            readPolicies(name, slot?.state ?? FactState())
        }
        before.removeAll(keepingCapacity: true)
    }

    private mutating func readPolicies(_ name: FactName, _ state: FactState) {
        if !hasFixedPolicies { PolicyFacts.read(name, state, into: &policies) }
    }

    /// Lets the rules see these policies from the start, whatever the entries set or take back (今日政策重放).
    public mutating func fix(_ book: PolicyRegister) {
        let missed = policies.missed
        policies = book
        policies.missed = missed
        hasFixedPolicies = true
    }

    /// Notes the policies that rules ask for and that are not there.
    public mutating func note(in missed: MissedPolicies) { policies.missed = missed }

    /// All facts that say something.
    public var all: [FactName: FactState] { slots.compactMapValues { $0.state.isEmpty ? nil : $0.state } }
}
