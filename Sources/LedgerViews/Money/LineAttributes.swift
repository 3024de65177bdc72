public import LedgerDomain

/// What describes a line or pool without being a sum.
public enum LineAttribute: String, CaseIterable, Sendable {
    /// A normalised document number (文号).
    case document
    /// The batch it was named under (批次).
    case batch
    /// Whether all its projects are in the log (项目是否列全).
    case projectsComplete = "projects_complete"
    /// When it was received (接收日期).
    case receivedOn = "received_on"
    /// The date of its document (发文时间).
    case documentDate = "doc_date"
    /// The line it was distributed from, as `230600/L1`: place, stroke, line.
    case parent
    /// The line whose rest was carried over to it, in the same form.
    case carriedFrom = "carried_from"
}

/// What describes lines and pools (指标行属性): how often each value was said of each, reversals taken off.
///
/// A value holds while its count is above zero. Counting is what lets a reversal take back one of two equal
/// statements, and what lets two stretches of the log be merged. Evidence names the entries that spoke.
public struct LineAttributes: Projection, CellView {
    /// One statement.
    struct Statement: Hashable, Sendable, PlacedKey {
        var region = RegionCode.nation
        var holder = LineReference.none
        var attribute = LineAttribute.document
        var value = Identity("")

        mutating func visitColumns<Visitor: ColumnVisitor>(_ visitor: inout Visitor) {
            visitor.column("region", &region)
            holder.visitColumns(&visitor)
            visitor.column("attribute", &attribute)
            visitor.column("value", &value)
        }

        var sortWords: SortWords {
            let (kind, head, tail) = holder.sortWords
            return SortWords(UInt64(region.number), kind, head, tail)
        }

        /// The order of stored rows.
        static func < (left: Statement, right: Statement) -> Bool {
            if left.region != right.region { return left.region < right.region }
            if left.holder != right.holder { return left.holder.precedes(right.holder) }
            if left.attribute != right.attribute {
                return LineAttribute.list.rank(of: left.attribute)
                    < LineAttribute.list.rank(of: right.attribute)
            }
            return left.value < right.value
        }

        func mix(into hash: inout MixedHash) {
            hash.add(UInt64(UInt32(bitPattern: region.number)), discriminator(of: attribute))
            hash.add(holder)
            hash.add(value)
        }
    }

    /// How often a statement was made, reversals taken off. A stretch of the log with a reversal alone has negative counts
    /// until they meet their original.
    struct Count: CellSum {
        var number: Int64 = 0

        mutating func visitColumns<Visitor: ColumnVisitor>(_ visitor: inout Visitor) {
            visitor.column("count", &number)
        }

        mutating func add(_ other: Count) { number += other.number }
    }

    /// The name of the view.
    public static let name = StoredView.lineAttributes.rawValue
    /// The version of its rows.
    public static let version = 1

    static let table = ViewTable(name, key: Statement.self, Count.self)

    var totals = SumTable<Statement, Count>()

    /// The fold of no entries.
    public init() {}

    /// Adds one movement.
    public mutating func apply(_ movement: Movement, of entry: Entry) {
        // A carry-over and a distribution move twice; only the new line is described, by the second.
        switch movement.quantity {
        case .received:
            describe(movement, of: entry, [.projectsComplete, .receivedOn, .documentDate])
        case .issued:
            describe(movement, of: entry, [.documentDate])
        case .arrived:
            describe(movement, of: entry, [])
            add(movement, .parent, origin(in: entry, .parentLineID))
        case .carriedIn:
            describe(movement, of: entry, [])
            add(movement, .carriedFrom, origin(in: entry, .lineID))
        case .committed:
            guard case .pool = movement.line, entry.kind == .fundsCommitted else { return }
            describe(movement, of: entry, [])
        case .distributedToOwn, .passedDown, .carriedOut, .lapsed, .recovered, .paid, .householdSubsidy,
            .interestSubsidy, .loanDisbursed, .loanRepaid, .loanOverdue, .loanWrittenOff, .interestPaid, .record:
            return
        }
    }

    private mutating func describe(_ movement: Movement, of entry: Entry, _ attributes: [LineAttribute]) {
        for document in entry.documents { add(movement, .document, document) }
        add(movement, .batch, entry.text(.batch))
        for attribute in attributes {
            switch attribute {
            case .projectsComplete: add(movement, attribute, entry.text(.projectsComplete))
            case .receivedOn: add(movement, attribute, entry.text(.receivedOn))
            case .documentDate: add(movement, attribute, entry.text(.documentDate))
            case .document, .batch, .parent, .carriedFrom: break
            }
        }
    }

    private func origin(in entry: Entry, _ key: LedgerDomain.Key) -> String? {
        guard let region = entry.region, let line = entry.text(key) else { return nil }
        return "\(region)/\(line)"
    }

    private mutating func add(_ movement: Movement, _ attribute: LineAttribute, _ value: String?) {
        guard let value else { return }
        let statement = Statement(
            region: movement.region, holder: movement.line, attribute: attribute, value: Identity(value))
        totals.change(statement, from: Count()) { $0.number += movement.count }
    }

    /// Adds the fold of the entries that follow.
    public mutating func merge(_ later: LineAttributes) { totals.merge(later.totals) }

    /// The values said of each line and pool.
    public var index: LineAttributeIndex { LineAttributeIndex(self) }
}

/// A line or pool of a place.
public struct LineKey: Hashable, Sendable {
    /// The place.
    public var region: RegionCode
    /// The line or pool.
    public var holder: LineReference

    /// A line or pool from its parts.
    public init(_ region: RegionCode, _ holder: LineReference) {
        self.region = region
        self.holder = holder
    }
}
