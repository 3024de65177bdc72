public import LedgerDomain

/// One policy parameter as an entry set it (政策参数).
public struct PolicyRecord: Sendable, Hashable {
    /// The position of the entry that set it.
    public var seq: UInt64
    /// The parameter, as `industry_share.target`.
    public var parameter: String
    /// The number or code; `nil` where the comparator is `STABLE`.
    public var value: String?
    /// The unit of the value.
    public var unit: PolicyUnit?
    /// The level it was made at.
    public var level: PolicyLevel?
    /// The place it is for; 全国 where none is named.
    public var place: RegionCode
    /// The first day it holds.
    public var validFrom: Day?
    /// The last day it holds; `nil` while it is open.
    public var validTo: Day?
    /// The date by which it is chosen.
    public var appliesBy: PolicyDate?
    /// How sure it is, as its source says.
    public var status: String
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
    public var priorYearFloor: Bool
    /// Where it is laid down.
    public var sourceDocument: String
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
public struct Policies: StoredProjection {
    /// The name of the view.
    public static let name = "policies"
    /// The version of its rows.
    public static let version = 1
    /// The table of its rows.
    public static let table = ViewTable(
        "policies", key: [.integer("seq")],
        [
            .text("parameter"), .text("value"), .text("unit"), .text("level"), .text("place"), .text("valid_from"),
            .text("valid_to"), .text("applies_by"), .text("status"), .text("comparator"), .text("basis"),
            .text("measure"), .text("applies_to"), .text("target_year"), .text("prior_year_floor"),
            .text("source_doc"), .text("reversed_by"),
        ])

    private var bySeq: [UInt64: PolicyRecord] = [:]

    /// The fold of no entries.
    public init() {}

    /// All of them, in the order of the log; those taken back too.
    public var records: [PolicyRecord] { bySeq.values.sorted { $0.seq < $1.seq } }

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

    /// Gives each row to `body`, sorted by key.
    public func eachRow<E: Error>(_ body: (ViewRow) throws(E) -> Void) throws(E) {
        for record in records { try body(record.row) }
    }

    /// The state that some rows stand for; a row of another shape is left out.
    public init(rows: [ViewRow]) {
        for row in rows {
            if let record = PolicyRecord(row) { bySeq[record.seq] = record }
        }
    }
}

extension PolicyRecord {
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

    /// The record as the view stores it.
    public var row: ViewRow {
        let texts: [String] = [
            parameter, value ?? "", unit?.rawValue ?? "", level?.rawValue ?? "", place.description,
            validFrom?.description ?? "", validTo?.description ?? "", appliesBy?.rawValue ?? "", status,
            comparator?.rawValue ?? "", basis ?? "", measure?.rawValue ?? "", appliesTo?.rawValue ?? "",
            targetYear.map { String($0) } ?? "", priorYearFloor ? "yes" : "no", sourceDocument,
            reversedBy.map { String($0) } ?? "",
        ]
        return [.integer(Int64(clamping: seq))] + texts.map(ViewValue.text)
    }

    /// Reads a stored row; `nil` where it is not one.
    public init?(_ row: ViewRow) {
        guard row.count == Policies.table.columns.count, case .integer(let position) = row[0],
            let seq = UInt64(exactly: position)
        else { return nil }
        func text(_ column: Int) -> String? {
            if case .text(let text) = row[column], !text.isEmpty { text } else { nil }
        }
        self.seq = seq
        parameter = text(1) ?? ""
        value = text(2)
        unit = text(3).flatMap(PolicyUnit.init)
        level = text(4).flatMap(PolicyLevel.init)
        place = text(5).flatMap { RegionCode($0) } ?? .nation
        validFrom = text(6).flatMap { Day($0) }
        validTo = text(7).flatMap { Day($0) }
        appliesBy = text(8).flatMap(PolicyDate.init)
        status = text(9) ?? ""
        comparator = text(10).flatMap(Comparator.init)
        basis = text(11)
        measure = text(12).flatMap(ShareMeasure.init)
        appliesTo = text(13).flatMap(TargetScope.init)
        targetYear = text(14).flatMap { Int($0) }
        priorYearFloor = text(15) == "yes"
        sourceDocument = text(16) ?? ""
        reversedBy = text(17).flatMap { UInt64($0) }
    }
}
