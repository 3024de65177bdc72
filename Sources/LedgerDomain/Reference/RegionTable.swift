/// What a division code means on a date.
public enum RegionLookup: Hashable, Sendable {
    /// In force.
    case valid
    /// Not yet in force.
    case notYet
    /// No longer in force.
    case replaced(by: [RegionCode], year: Int)
    /// In no table.
    case unknown
}

/// The administrative divisions and when their codes are in force (行政区划).
///
/// The table is the state of 2026-09, walked back by the changes since 2018. Most changes are known by year
/// alone: in the year of change both codes are accepted.
public struct RegionTable: Sendable {
    private struct Division: Sendable {
        var name: String
        var parent: RegionCode?
        /// The first year in force, where the code is younger than the tables.
        var since: Int?
        /// The last year in force, where the code has ended.
        var until: Int?
        var successors: [RegionCode] = []
    }

    private var divisions: [RegionCode: Division] = [:]
    /// All codes that ever were in force, in order.
    public private(set) var codes: [RegionCode] = []

    /// Reads the table of divisions and the table of changes.
    ///
    /// - Throws: ``ReferenceFault`` at the first row that cannot be read.
    public init(divisions table: [UInt8], changes: [UInt8]) throws(ReferenceFault) {
        divisions[.nation] = Division(name: "全国")
        for row in try ReferenceCSV(table).rows {
            guard let code = RegionCode(row["code6"]) else { throw ReferenceFault(line: row.line, reason: "code6") }
            divisions[code] = Division(name: row["name"], parent: RegionCode(row["parent_code6"]))
        }
        for row in try ReferenceCSV(changes).rows where row["usable_for_code_check"] == "yes" {
            guard let year = Int(row["year"]) else { throw ReferenceFault(line: row.line, reason: "year") }
            let old = RegionCode(row["old_code6"])
            let new = RegionCode(row["new_code6"])
            if let old, old != new { end(old, named: row["old_name"], in: year, successor: new) }
            if let new, new != old, divisions[new] != nil { divisions[new]?.since = year }
        }
        codes = divisions.keys.sorted()
    }

    private mutating func end(_ code: RegionCode, named name: String, in year: Int, successor: RegionCode?) {
        // A code that stands in the newest table has not ended, whatever an older change says of it.
        if let found = divisions[code], found.until == nil { return }
        var division = divisions[code] ?? Division(name: name, parent: nil)
        division.until = max(division.until ?? year, year)
        if let successor, !division.successors.contains(successor) { division.successors.append(successor) }
        divisions[code] = division
    }

    /// What a code means on a day; without a day, whether it ever was in force.
    public func lookup(_ code: RegionCode, on day: Day?) -> RegionLookup {
        guard let division = divisions[code] else { return .unknown }
        guard let year = day?.year else { return .valid }
        if let until = division.until, year > until { return .replaced(by: division.successors, year: until) }
        if let since = division.since, year < since { return .notYet }
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
    public func parent(of code: RegionCode) -> RegionCode? {
        if code == .nation { return nil }
        if let parent = divisions[code]?.parent { return parent }
        if code.level == .county, divisions[code.prefecture] != nil { return code.prefecture }
        return code.level == .province ? .nation : code.province
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
