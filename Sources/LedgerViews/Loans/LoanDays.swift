public import LedgerDomain

/// Loans by place, township, programme and day (小额信贷逐日数): what was lent, repaid, fell overdue and was
/// written off.
///
/// A day is the day an entry counts on (归属日期), so a span of days is a sum of rows. An entry whose date is
/// known by year alone counts on 31 December; one without a date has no day: it is shown and never computed with.
public struct LoanDays: Projection, CellView, Equatable {
    /// The name of the view.
    public static let name = StoredView.loans.rawValue
    /// Raised when the same log gives other rows.
    public static let version = 1

    /// What a row sums.
    public enum Quantity: String, CaseIterable, Sendable {
        /// 首贷.
        case new = "NEW"
        /// 续贷.
        case renewal = "RENEWAL"
        /// 追加.
        case topUp = "TOPUP"
        /// 还款, by a renewal too.
        case repaid = "REPAID"
        /// 逾期 less what was cured, repaid or written off of it; may be negative on a day.
        case overdue = "OVERDUE"
        /// 核销.
        case writtenOff = "WRITTEN_OFF"

        /// Whether it is money paid out.
        public var isDisbursed: Bool { self == .new || self == .renewal || self == .topUp }
    }

    /// What a row is about.
    public struct Key: Hashable, Comparable, Sendable, PlacedKey {
        /// The place.
        public private(set) var region: RegionCode
        /// The nine-digit township, empty where it was not said.
        public private(set) var township: Identity
        /// The programme; `nil` where it was not said.
        public private(set) var programme: LoanProgramme?
        /// What is summed.
        public private(set) var quantity: Quantity
        /// The day it counts on; `nil` where the date is unknown.
        public private(set) var day: Day?

        /// A key from its parts.
        public init(
            region: RegionCode, township: Identity = Identity(""), programme: LoanProgramme?, quantity: Quantity,
            day: Day?
        ) {
            self.region = region
            self.township = township
            self.programme = programme
            self.quantity = quantity
            self.day = day
        }

        init() { self.init(region: .nation, programme: nil, quantity: .new, day: nil) }

        mutating func visitColumns<Visitor: ColumnVisitor>(_ visitor: inout Visitor) {
            visitor.column("region", &region)
            visitor.column("township", &township)
            visitor.column("programme", &programme)
            visitor.column("quantity", &quantity)
            visitor.column("counts_on", &day)
        }

        /// All parts but the township: place and kind, and the day.
        private var words: (UInt64, UInt64) {
            let kind = discriminator(of: quantity) << 8 | discriminator(of: programme)
            let counted = day.map { SortWords.ordered($0.ordinal) + 1 } ?? 0
            return (UInt64(UInt32(bitPattern: region.number)) << 16 | kind, counted)
        }

        /// Programme, quantity and day in the order of stored rows.
        private var rest: UInt64 {
            LoanProgramme.list.rank(of: programme) << 48 | Quantity.list.rank(of: quantity) << 40
                | words.1
        }

        /// Whether all parts are equal.
        public static func == (left: Key, right: Key) -> Bool {
            left.words == right.words && left.township == right.township
        }

        /// Hashes the parts.
        public func hash(into hasher: inout Hasher) {
            hasher.combine(words.0)
            hasher.combine(words.1)
            hasher.combine(township)
        }

        func mix(into hash: inout MixedHash) {
            hash.add(words.0, words.1)
            hash.add(township)
        }

        var sortWords: SortWords {
            let (head, tail) = township.orderWords
            // Of long townships the two words do not tell all, so what follows must not decide.
            return SortWords(UInt64(region.number), head, tail, township.isLong ? 0 : rest)
        }

        /// The order of stored rows: by place, and by the bytes of the other parts.
        public static func < (left: Key, right: Key) -> Bool {
            if left.region != right.region { return left.region < right.region }
            return left.township == right.township ? left.rest < right.rest : left.township < right.township
        }
    }

    /// What a row sums up to.
    public struct Sum: Hashable, Sendable, CellSum {
        /// In 分.
        public var amount: Int128 = 0
        /// Entries less reversals; for disbursed quantities the number of loans.
        public var count: Int64 = 0
        /// The entries behind it.
        public var evidence = Evidence()

        /// Nothing.
        public init() {}

        mutating func visitColumns<Visitor: ColumnVisitor>(_ visitor: inout Visitor) {
            visitor.column("amount_fen", &amount)
            visitor.column("count", &count)
            evidence.visitColumns(&visitor)
        }

        mutating func add(_ movement: Movement, at seq: UInt64) {
            amount += Int128(movement.amount)
            count += movement.count
            evidence.add(seq)
        }

        /// Adds another sum.
        public mutating func add(_ other: Sum) {
            amount += other.amount
            count += other.count
            evidence.add(other.evidence)
        }
    }

    static let table = ViewTable(name, key: Key.self, Sum.self)

    var totals = SumTable<Key, Sum>()

    /// The sums, under their key.
    ///
    /// - Complexity: of the number of sums.
    public var sums: [Key: Sum] { totals.dictionary }

    /// The fold of no entries.
    public init() {}

    /// Adds one movement of an entry.
    public mutating func apply(_ movement: Movement, of entry: Entry) {
        guard let key = Self.key(of: movement, of: entry), let seq = entry.seq else { return }
        totals.change(key, from: Sum()) { $0.add(movement, at: seq) }
    }

    /// The row that a movement of an entry counts in; `nil` for one that is about no loan's balance.
    public static func key(of movement: Movement, of entry: Entry) -> Key? {
        quantity(of: movement).map { quantity in
            Key(
                region: movement.region, township: entry.identity(.township) ?? Identity(""),
                programme: movement.programme, quantity: quantity, day: day(of: entry))
        }
    }

    /// Adds the fold of the entries that follow.
    public mutating func merge(_ later: LoanDays) { totals.merge(later.totals) }

    /// Whether two folds have the same sums.
    public static func == (left: LoanDays, right: LoanDays) -> Bool { left.sums == right.sums }

    private static func quantity(of movement: Movement) -> Quantity? {
        switch movement.quantity {
        case .loanDisbursed:
            switch movement.loanKind {
            case .new: .new
            case .renewal: .renewal
            case .topUp: .topUp
            case nil: nil
            }
        case .loanRepaid: .repaid
        case .loanOverdue: .overdue
        case .loanWrittenOff: .writtenOff
        default: nil
        }
    }

    /// A reversal counts on its original's day, also where it does not repeat the day because the original
    /// counted on its own business date.
    private static func day(of entry: Entry) -> Day? {
        guard let day = entry.day(.countsOn) ?? entry.originalEffectiveOn else { return nil }
        switch entry.code(.datePrecision, as: DatePrecision.self) {
        case nil: return day
        case .some(.year): return Day.last(of: day.year)
        case .some(.none): return nil
        }
    }
}
