/// What a division code means on a date.
public enum RegionLookup: Hashable, Sendable {
    /// In force.
    case valid
    /// Not yet in force.
    case notYet
    /// No longer in force. The year is that of the change.
    case replaced(by: [RegionCode], year: Int)
    /// In no table.
    case unknown
}

/// The administrative divisions and when their codes are in force (行政区划).
///
/// The table is the state of 2026-09, walked back by the changes since 2018. Most changes are known by year
/// alone: in the year of change both codes are accepted. A change whose day is known divides at that day. A
/// change without even a year was found by comparing the tables of 2019-04 and 2026-09: both codes are accepted
/// from 2019 to 2026.
public struct RegionTable: Sendable {
    /// The state of the table of divisions.
    public static let stateYear = 2026
    private static let comparedSince = 2019

    private struct Division: Sendable {
        var name: String
        var parent: RegionCode?
        /// The first day in force, where the code is younger than the tables.
        var first: Day?
        /// The last day in force and the year of the change, where the code has ended.
        var ended: (last: Day, year: Int)?
        var successors: [RegionCode] = []
    }

    private var divisions: [RegionCode: Division] = [:]
    /// All codes that ever were in force, in order, 全国 first.
    public private(set) var codes: [RegionCode] = []

    /// Reads the table of divisions and the table of changes.
    ///
    /// - Throws: ``ReferenceFault`` at the first row that cannot be read.
    public init(divisions table: [UInt8], changes: [UInt8]) throws(ReferenceFault) {
        try addDivisions(ReferenceCSV(table))
        try addChanges(ReferenceCSV(changes))
        codes = divisions.keys.sorted()
    }

    private mutating func addDivisions(_ table: ReferenceCSV) throws(ReferenceFault) {
        let (code6, name, parent) = (
            try table.column("code6"), try table.column("name"), try table.column("parent_code6")
        )
        divisions.reserveCapacity(4_096)
        divisions[.nation] = Division(name: "全国")
        for row in table.rows {
            guard let code = row.region(code6) else { throw row.fault("code6") }
            guard divisions.updateValue(Division(name: row[name], parent: row.region(parent)), forKey: code) == nil
            else { throw row.fault("\(code) stands twice") }
        }
    }

    private mutating func addChanges(_ table: ReferenceCSV) throws(ReferenceFault) {
        let (year, date, type) = (
            try table.column("year"), try table.column("effective_date"), try table.column("change_type")
        )
        let (oldCode, oldName, newCode, isUsable) = (
            try table.column("old_code6"), try table.column("old_name"), try table.column("new_code6"),
            try table.column("usable_for_code_check")
        )
        for row in table.rows where row[isUsable] == "yes" {
            guard row.isEmpty(year) || row.digits(year) != nil else { throw row.fault("year") }
            guard row.isEmpty(date) || Day(row[date]) != nil else { throw row.fault("effective_date") }
            guard row.isEmpty(oldCode) || row.region(oldCode) != nil, row.isEmpty(newCode) || row.region(newCode) != nil
            else { throw row.fault("code") }
            let change = Change(year: row.digits(year), date: Day(row[date]))
            let (old, new) = (row.region(oldCode), row.region(newCode))
            if let old, old != new { end(old, named: row[oldName], change, successor: new) }
            // A place that took in another one keeps the code it had before.
            let bringsNewCode = row[type] != "ABOLISHED" && row[type] != "DISTRICT_MERGED"
            if let new, old != new, bringsNewCode, let known = divisions[new] {
                divisions[new]?.first = min(known.first ?? change.first, change.first)
            }
        }
    }

    /// When one code gave way to another.
    private struct Change {
        let year: Int?
        let date: Day?

        var first: Day { date ?? Day.first(of: year ?? comparedSince) }
        var last: Day { date?.adding(days: -1) ?? Day.last(of: year ?? stateYear) }
    }

    private mutating func end(_ code: RegionCode, named name: String, _ change: Change, successor: RegionCode?) {
        // A code that stands in the newest table has not ended, whatever an older change says of it.
        if let found = divisions[code], found.ended == nil { return }
        var division = divisions[code] ?? Division(name: name)
        if division.ended.map({ $0.last < change.last }) ?? true {
            division.ended = (change.last, change.year ?? Self.stateYear)
        }
        if let successor, !division.successors.contains(successor) { division.successors.append(successor) }
        divisions[code] = division
    }

    /// What a code means on a day; without a day, whether it ever was in force.
    public func lookup(_ code: RegionCode, on day: Day?) -> RegionLookup {
        guard let division = divisions[code] else { return .unknown }
        guard let day else { return .valid }
        if let ended = division.ended, day > ended.last {
            return .replaced(by: division.successors, year: ended.year)
        }
        if let first = division.first, day < first { return .notYet }
        return .valid
    }

    /// The name of a division, also of one no longer in force.
    public func name(of code: RegionCode) -> String? { divisions[code]?.name }

    /// The name with those of the divisions above it, as 黑龙江省大庆市大同区.
    public func fullName(of code: RegionCode) -> String {
        var names = [name(of: code) ?? code.description]
        var current = code
        while let parent = parent(of: current), parent != .nation {
            names.append(name(of: parent) ?? "")
            current = parent
        }
        return names.reversed().joined()
    }

    /// The division right above, 全国 above provinces; `nil` for 全国.
    ///
    /// A county of a municipality, or one directly under its province, has the province above it. A code that
    /// is no longer in force has the place above it that its digits say.
    public func parent(of code: RegionCode) -> RegionCode? {
        if code == .nation { return nil }
        if let parent = divisions[code]?.parent { return parent }
        if code.level == .county, divisions[code.prefecture] != nil { return code.prefecture }
        return code.level == .province ? .nation : code.province
    }

    /// The divisions right below that are in force on a day, in order; without a day, all that ever were.
    ///
    /// - Complexity: O(*n*) in all codes of the table.
    public func children(of code: RegionCode, on day: Day? = nil) -> [RegionCode] {
        codes.filter { code.contains($0) && parent(of: $0) == code && lookup($0, on: day) == .valid }
    }

    /// Whether a division is another one or lies in it.
    public func contains(_ outer: RegionCode, _ inner: RegionCode) -> Bool {
        if outer.contains(inner) { return true }
        var current = inner
        while let parent = parent(of: current) {
            if parent == outer { return true }
            current = parent
        }
        return false
    }
}
