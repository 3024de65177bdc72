public import LedgerDomain

/// Subsidies paid by place, budget year, kind, policy and batch (贷款贴息、到户补助).
///
/// They detail vouchers that paid them; only the vouchers move the money of lines.
public struct Subsidies: Projection, CellView, Equatable {
    /// The name of the view.
    public static let name = StoredView.subsidies.rawValue
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
        public private(set) var region = RegionCode.nation
        /// The budget year.
        public private(set) var fiscalYear = 0
        /// What is subsidised.
        public private(set) var kind = Kind.interest
        /// The policy.
        public private(set) var policy = Identity("")
        /// The batch; empty where none was named.
        public private(set) var batch = Identity("")

        mutating func visitColumns<Visitor: ColumnVisitor>(_ visitor: inout Visitor) {
            visitor.column("region", &region)
            visitor.column("fiscal_year", &fiscalYear)
            visitor.column("kind", &kind)
            visitor.column("policy", &policy)
            visitor.column("batch", &batch)
        }

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
            if left.kind != right.kind { return Kind.list.rank(of: left.kind) < Kind.list.rank(of: right.kind) }
            return left.policy == right.policy ? left.batch < right.batch : left.policy < right.policy
        }
    }

    static let table = ViewTable(name, key: Key.self, LoanDays.Sum.self)

    var totals = SumTable<Key, LoanDays.Sum>()

    /// The sums, under their key.
    ///
    /// - Complexity: of the number of sums.
    public var sums: [Key: LoanDays.Sum] { totals.dictionary }

    /// The fold of no entries.
    public init() {}

    /// Adds one movement of an entry.
    public mutating func apply(_ movement: Movement, of entry: Entry) {
        let kind: Kind
        switch movement.quantity {
        case .interestSubsidy: kind = .interest
        case .householdSubsidy: kind = .household
        default: return
        }
        guard let seq = entry.seq else { return }
        let key = Key(
            region: movement.region, fiscalYear: movement.fiscalYear, kind: kind,
            policy: entry.identity(.policy) ?? Identity(""), batch: entry.identity(.batch) ?? Identity(""))
        totals.change(key, from: LoanDays.Sum()) { $0.add(movement, at: seq) }
    }

    /// Adds the fold of the entries that follow.
    public mutating func merge(_ later: Subsidies) { totals.merge(later.totals) }

    /// Whether two folds have the same sums.
    public static func == (left: Subsidies, right: Subsidies) -> Bool { left.sums == right.sums }
}
