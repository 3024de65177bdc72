import LedgerDomain

/// Loans by place, township, programme and day (小额信贷逐日数): what was lent, repaid, fell overdue and was
/// written off.
///
/// A day is the day an entry counts on (归属日期), so a span of days is a sum of rows. An entry whose date is
/// known by year alone counts on 31 December; one without a date has no day: it is shown and never computed with.
public struct LoanDays: StoredProjection, Equatable {
    /// The name of the view.
    public static let name = "loans"
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
    public struct Key: Hashable, Comparable, Sendable {
        /// The place.
        public let region: RegionCode
        /// The nine-digit township, empty where it was not said.
        public let township: Identity
        /// The programme; `nil` where it was not said.
        public let programme: LoanProgramme?
        /// What is summed.
        public let quantity: Quantity
        /// The day it counts on; `nil` where the date is unknown.
        public let day: Day?

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

        /// The order of stored rows.
        public static func < (left: Key, right: Key) -> Bool {
            if left.region != right.region { return left.region < right.region }
            if left.township != right.township { return left.township < right.township }
            if left.programme != right.programme {
                return Identity(left.programme?.rawValue ?? "") < Identity(right.programme?.rawValue ?? "")
            }
            if left.quantity != right.quantity {
                return Identity(left.quantity.rawValue) < Identity(right.quantity.rawValue)
            }
            return (left.day?.ordinal ?? .min) < (right.day?.ordinal ?? .min)
        }
    }

    /// What a row sums up to.
    public struct Sum: Hashable, Sendable {
        /// In 分.
        public var amount: Int128 = 0
        /// Entries less reversals; for disbursed quantities the number of loans.
        public var count: Int64 = 0
        /// The entries behind it.
        public var evidence = Evidence()

        /// Nothing.
        public init() {}

        /// Adds another sum.
        public mutating func add(_ other: Sum) {
            amount += other.amount
            count += other.count
            evidence.add(other.evidence)
        }
    }

    /// The sums. A sum that comes to nothing stays, because its evidence is part of the state.
    public private(set) var sums: [Key: Sum] = [:]

    /// The fold of no entries.
    public init() {}

    /// Adds one movement of an entry.
    public mutating func apply(_ movement: Movement, of entry: Entry) {
        guard let quantity = Self.quantity(of: movement), let seq = entry.seq else { return }
        let key = Key(
            region: movement.region, township: Identity(entry.text(.township) ?? ""), programme: movement.programme,
            quantity: quantity, day: Self.day(of: entry))
        sums[key, default: Sum()].amount += Int128(movement.amount)
        sums[key, default: Sum()].count += movement.count
        sums[key, default: Sum()].evidence.add(seq)
    }

    /// Adds the fold of the entries that follow.
    public mutating func merge(_ later: LoanDays) {
        for (key, sum) in later.sums { sums[key, default: Sum()].add(sum) }
    }

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
        guard let day = entry.text(.countsOn).flatMap({ Day($0) }) ?? entry.originalEffectiveOn else { return nil }
        switch entry.code(.datePrecision, as: DatePrecision.self) {
        case nil: return day
        case .some(.year): return Day.last(of: day.year)
        case .some(.none): return nil
        }
    }
}

extension LoanDays {
    /// The table that holds its rows.
    public static let table = ViewTable(
        name,
        key: [.text("region"), .text("township"), .text("programme"), .text("quantity"), .text("counts_on")],
        [.text("amount_fen"), .integer("count")] + Evidence.columns)

    /// All rows, sorted by key.
    public var rows: [ViewRow] {
        sums.sorted { $0.key < $1.key }.map { key, sum in
            [
                .text(key.region.description), .text(key.township.description),
                .text(key.programme?.rawValue ?? ""), .text(key.quantity.rawValue),
                .text(key.day?.description ?? ""), .text(String(sum.amount)), .integer(sum.count),
            ] + sum.evidence.row
        }
    }

    /// The state that some of the rows stand for.
    public init(rows: [ViewRow]) {
        for row in rows {
            var reader = RowReader(row)
            guard let region = RegionCode(reader.text()) else { continue }
            let township = Identity(reader.text())
            let programme = LoanProgramme(rawValue: reader.text())
            guard let quantity = Quantity(rawValue: reader.text()) else { continue }
            let key = Key(
                region: region, township: township, programme: programme, quantity: quantity, day: Day(reader.text()))
            var sum = Sum()
            sum.amount = Int128(reader.text()) ?? 0
            sum.count = reader.integer()
            sum.evidence = reader.evidence()
            sums[key, default: Sum()].add(sum)
        }
    }
}
