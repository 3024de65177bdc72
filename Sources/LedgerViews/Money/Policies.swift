public import LedgerDomain

/// One policy parameter as an entry set it (政策参数).
public struct PolicyRecord: Sendable, Hashable {
    /// The position of the entry that set it.
    public var seq: UInt64 = 0
    /// The parameter, as `industry_share.target`.
    public var parameter = ""
    /// The number or code; `nil` where the comparator is `STABLE`.
    public var value: String?
    /// The unit of the value.
    public var unit: PolicyUnit?
    /// The level it was made at.
    public var level: PolicyLevel?
    /// The place it is for; 全国 where none is named.
    public var place = RegionCode.nation
    /// The first day it holds.
    public var validFrom: Day?
    /// The last day it holds; `nil` while it is open.
    public var validTo: Day?
    /// The date by which it is chosen.
    public var appliesBy: PolicyDate?
    /// How sure it is, as its source says.
    public var status = ""
    /// How a figure is held against it.
    public var comparator: Comparator?
    /// The basis of the figure: a ``ShareBasis`` code for shares.
    public var basis: String?
    /// Whether it is about money arranged or paid.
    public var measure: ShareMeasure?
    /// Whether it is for the place as a whole or for each place in it.
    public var appliesTo: TargetScope?
    /// The year it is a target for.
    public var targetYear: Int?
    /// Whether the place's own figure of the year before is a floor as well.
    public var priorYearFloor = false
    /// Where it is laid down.
    public var sourceDocument = ""
    /// The position of the entry that took it back; from there on it is as if never set.
    public var reversedBy: UInt64?

    /// Whether it was not taken back.
    public var isInForce: Bool { reversedBy == nil }

    /// The value as a whole number.
    public var number: Int64? { value.flatMap { Int64($0) } }

    /// Whether it holds on a day.
    public func holds(on day: Day) -> Bool {
        isInForce && validFrom.map { $0 <= day } ?? true && validTo.map { $0 >= day } ?? true
    }

    /// Whether another one is chosen before it: the one made for the smallest division wins, then the one that starts
    /// latest, then the one set latest.
    public static func isWeaker(_ left: PolicyRecord, _ right: PolicyRecord) -> Bool {
        if left.place.level != right.place.level { return left.place.level < right.place.level }
        let (first, second) = (left.validFrom?.ordinal ?? .min, right.validFrom?.ordinal ?? .min)
        return first == second ? left.seq < right.seq : first < second
    }

    /// Whether it is for a year: by its target year, or by its days where it names none.
    public func isFor(year: Int) -> Bool {
        guard isInForce else { return false }
        if let targetYear { return targetYear == year }
        return validFrom.map { $0 <= Day.last(of: year) } ?? true && validTo.map { $0 >= Day.first(of: year) } ?? true
    }
}

/// The policy parameters of the log, each under the position that set it (政策参数表).
///
/// A reversal repeats the parameter it takes back, so a stretch of the log with the reversal alone already
/// has the whole row; the later of two rows is the one taken back.
public struct Policies: Projection, RecordView {
    /// The name of the view.
    public static let name = StoredView.policies.rawValue
    /// The version of its rows.
    public static let version = 1

    static let table = ViewTable(name, PolicyRecord.self)

    private var bySeq: [UInt64: PolicyRecord] = [:]

    /// The fold of no entries.
    public init() {}

    /// All of them, in the order of the log; those taken back too.
    public var records: [PolicyRecord] { inOrder }

    var inOrder: [PolicyRecord] { bySeq.values.sorted { $0.seq < $1.seq } }

    mutating func add(_ record: PolicyRecord) { bySeq[record.seq] = record }

    /// Those of one parameter that were not taken back, in the order of the log.
    public func inForce(_ parameter: String) -> [PolicyRecord] {
        records.filter { $0.isInForce && $0.parameter.utf8.elementsEqual(parameter.utf8) }
    }

    /// Adds one movement.
    public mutating func apply(_ movement: Movement, of entry: Entry) {
        guard movement.quantity == .record, entry.kind == .policyParameterSet, let seq = entry.seq else { return }
        if movement.count > 0 {
            bySeq[seq] = PolicyRecord(entry, at: seq, reversedBy: nil)
        } else if let original = entry.corrects {
            bySeq[original] = PolicyRecord(entry, at: original, reversedBy: seq)
        }
    }

    /// Adds the fold of the entries that follow.
    public mutating func merge(_ later: Policies) {
        bySeq.merge(later.bySeq) { $1 }
    }
}

extension PolicyRecord: RowPart {
    /// Reads the parameter that an entry sets, or the one that a reversal repeats.
    public init(_ entry: Entry, at seq: UInt64, reversedBy: UInt64?) {
        self.seq = seq
        parameter = entry.text(.parameter) ?? ""
        value = entry.text(.value)
        unit = entry.code(.unit)
        level = entry.code(.level)
        place = entry.region(.place) ?? .nation
        validFrom = entry.day(.validFrom)
        validTo = entry.day(.validTo)
        appliesBy = entry.code(.appliesBy)
        status = entry.text(.status) ?? ""
        comparator = entry.code(.comparator)
        basis = entry.text(.basis)
        measure = entry.code(.measure)
        appliesTo = entry.code(.appliesTo)
        targetYear = entry.number(.targetYear).flatMap { Int(exactly: $0) }
        priorYearFloor = entry.flag(.priorYearFloor) ?? false
        sourceDocument = entry.text(.sourceDocument) ?? ""
        self.reversedBy = reversedBy
    }

    mutating func visitColumns<Visitor: ColumnVisitor>(_ visitor: inout Visitor) {
        visitor.position("seq", &seq)
        visitor.column("parameter", &parameter)
        visitor.text("value", &value)
        visitor.code("unit", &unit)
        visitor.code("level", &level)
        visitor.column("place", &place)
        visitor.column("valid_from", &validFrom)
        visitor.column("valid_to", &validTo)
        visitor.code("applies_by", &appliesBy)
        visitor.column("status", &status)
        visitor.code("comparator", &comparator)
        visitor.text("basis", &basis)
        visitor.code("measure", &measure)
        visitor.code("applies_to", &appliesTo)
        visitor.text("target_year", &targetYear)
        visitor.flag("prior_year_floor", &priorYearFloor)
        visitor.column("source_doc", &sourceDocument)
        visitor.text("reversed_by", &reversedBy)
    }

    /// The record as the view stores it.
    public var row: ViewRow {
        var writer = RowWriter(columns: Policies.table.columns.count)
        write(to: &writer)
        return writer.row
    }

    /// Reads a stored row; `nil` where it is not one.
    public init?(_ row: ViewRow) {
        guard let record = RowValues.read(row, as: PolicyRecord.self) else { return nil }
        self = record
    }
}
