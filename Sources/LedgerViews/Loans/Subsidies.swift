public import LedgerDomain

/// Subsidies paid by place, budget year, kind, policy and batch (贷款贴息、到户补助).
///
/// They detail vouchers that paid them; only the vouchers move the money of lines.
public struct Subsidies: StoredProjection, Equatable {
    /// The name of the view.
    public static let name = "subsidies"
    /// Raised when the same log gives other rows.
    public static let version = 1

    /// What is subsidised.
    public enum Kind: String, CaseIterable, Sendable {
        /// 贷款贴息.
        case interest = "INTEREST"
        /// 到户补助.
        case household = "HOUSEHOLD"

        /// The name people see.
        public var label: Label {
            switch self {
            case .interest: Label("贷款贴息", "Interest subsidy")
            case .household: Label("到户补助", "Household subsidy")
            }
        }
    }

    /// What a row is about.
    public struct Key: Hashable, Comparable, Sendable, PlacedKey {
        /// The place.
        public let region: RegionCode
        /// The budget year.
        public let fiscalYear: Int
        /// What is subsidised.
        public let kind: Kind
        /// The policy.
        public let policy: Identity
        /// The batch; empty where none was named.
        public let batch: Identity

        func mix(into hash: inout MixedHash) {
            let place = UInt64(UInt32(bitPattern: region.number)) << 8 | discriminator(of: kind)
            hash.add(place, UInt64(truncatingIfNeeded: fiscalYear))
            hash.add(policy)
            hash.add(batch)
        }

        var sortWords: SortWords { SortWords(UInt64(region.number), 0, 0, 0) }

        /// The order of stored rows.
        public static func < (left: Key, right: Key) -> Bool {
            if left.region != right.region { return left.region < right.region }
            if left.fiscalYear != right.fiscalYear { return left.fiscalYear < right.fiscalYear }
            if left.kind != right.kind { return Identity(left.kind.rawValue) < Identity(right.kind.rawValue) }
            return left.policy == right.policy ? left.batch < right.batch : left.policy < right.policy
        }
    }

    /// A sum that comes to nothing stays, because its evidence is part of the state.
    private(set) var totals = SumTable<Key, LoanDays.Sum>()

    /// The sums, under their key.
    ///
    /// - Complexity: of the number of sums.
    public var sums: [Key: LoanDays.Sum] { totals.dictionary }

    /// The fold of no entries.
    public init() {}

    /// Adds one movement of an entry.
    public mutating func apply(_ movement: Movement, of entry: Entry) {
        guard let key = Self.key(of: movement, of: entry), let seq = entry.seq else { return }
        totals.change(key, from: LoanDays.Sum()) { $0.add(movement, at: seq) }
    }

    /// The row that a movement of an entry counts in; `nil` for one that is no subsidy.
    static func key(of movement: Movement, of entry: Entry) -> Key? {
        let kind: Kind
        switch movement.quantity {
        case .interestSubsidy: kind = .interest
        case .householdSubsidy: kind = .household
        default: return nil
        }
        return Key(
            region: movement.region, fiscalYear: movement.fiscalYear, kind: kind,
            policy: entry.identity(.policy) ?? Identity(""), batch: entry.identity(.batch) ?? Identity(""))
    }

    /// Adds the fold of the entries that follow.
    public mutating func merge(_ later: Subsidies) {
        later.totals.each { key, sum in totals.change(key, from: LoanDays.Sum()) { $0.add(sum) } }
    }

    /// Whether two folds have the same sums.
    public static func == (left: Subsidies, right: Subsidies) -> Bool { left.sums == right.sums }
}

extension Subsidies {
    /// The table that holds its rows.
    public static let table = ViewTable(
        name, key: [.text("region"), .integer("fiscal_year"), .text("kind"), .text("policy"), .text("batch")],
        [.text("amount_fen"), .integer("count")] + Evidence.columns)

    /// Gives each row to `body`, sorted by key.
    public func eachRow<E: Error>(_ body: (ViewRow) throws(E) -> Void) throws(E) {
        try totals.eachInOrder { key, sum throws(E) in
            var row: ViewRow = [
                .text(key.region.description), .integer(Int64(key.fiscalYear)), .text(key.kind.rawValue),
                .text(key.policy.description), .text(key.batch.description),
            ]
            sum.append(to: &row)
            try body(row)
        }
    }

    /// The state that some of the rows stand for.
    public init(rows: [ViewRow]) {
        for row in rows {
            var reader = ViewRowReader(row)
            guard let region = RegionCode(reader.text()) else { continue }
            let year = Int(reader.integer())
            guard let kind = Kind(rawValue: reader.text()) else { continue }
            let key = Key(
                region: region, fiscalYear: year, kind: kind, policy: Identity(reader.text()),
                batch: Identity(reader.text()))
            var sum = LoanDays.Sum()
            sum.amount = Int128(reader.text()) ?? 0
            sum.count = reader.integer()
            sum.evidence = reader.evidence()
            totals.change(key, from: LoanDays.Sum()) { $0.add(sum) }
        }
    }
}

// MARK: Cells as bytes

extension Subsidies {
    mutating func unload<E: Error>(_ body: (_ group: Int, PackedBytes) throws(E) -> Void) throws(E) {
        try totals.unload(body)
    }

    mutating func load(_ reader: inout PackedReader) { totals.load(&reader, from: LoanDays.Sum()) { $0.add($1) } }
}

extension Subsidies.Key {
    private static let kinds = CodesByDiscriminator<Subsidies.Kind>()

    func pack(into bytes: inout PackedBytes) {
        region.pack(into: &bytes)
        bytes.append(Int64(fiscalYear))
        bytes.append(UInt8(discriminator(of: Optional(kind))))
        bytes.append(policy)
        bytes.append(batch)
    }

    init(_ reader: inout PackedReader) {
        region = RegionCode(&reader)
        fiscalYear = Int(reader.next(Int64.self))
        kind = Self.kinds.code(reader.next()) ?? .interest
        policy = reader.identity()
        batch = reader.identity()
    }
}
